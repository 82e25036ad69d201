/** `npm run chaos`, `npm run chaos -- --only reconcile --json FILE`: long checks, bounded, each a figure with a target. */
import { runGroups } from '../bench/run-groups.ts';

await runGroups({
  histories: () => import('./groups/histories.ts'),
  stock: () => import('./groups/stock.ts'),
  fuzz: () => import('./groups/fuzz.ts'),
  reconcile: () => import('./groups/reconcile.ts'),
});

/** `npm run bench`, `npm run bench -- --only orders-out --json FILE`: figures against limits, each as a ratio. */
import { runGroups } from './run-groups.ts';

await runGroups({
  'orders-out': () => import('./groups/orders-out.ts'),
  stock: () => import('./groups/stock.ts'),
  screens: () => import('./groups/screens.ts'),
  fulfilment: () => import('./groups/fulfilment.ts'),
});

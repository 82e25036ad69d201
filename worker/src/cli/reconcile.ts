/** `npm run reconcile [-- --stock]`: compares both systems now and prints the result. */
import { parseArgs } from 'node:util';
import { askWorker } from './ask.ts';
import { openOrg, runCommand } from './open.ts';

await runCommand((settings) => {
  const { values } = parseArgs({ options: { stock: { type: 'boolean', default: false } } });
  const stream = values.stock ? { Stream__c: 'stock' } : {};
  return askWorker(openOrg(settings), { Kind__c: 'Reconcile', ...stream });
});

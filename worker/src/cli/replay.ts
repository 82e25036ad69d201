/** `npm run replay -- --order ID` or `--cause KEY`: an order, or all records with one cause, go their way again. */
import { parseArgs } from 'node:util';
import { askWorker } from './ask.ts';
import { openOrg, runCommand } from './open.ts';

await runCommand(async (settings) => {
  const { values } = parseArgs({
    options: { order: { type: 'string' }, cause: { type: 'string' } },
  });
  if ((values.order === undefined) === (values.cause === undefined)) {
    console.error('Give the Salesforce id of an order (--order) or a cause key (--cause).');
    return 2;
  }
  const what =
    values.order === undefined ? { Cause_Key__c: values.cause } : { Order__c: values.order };
  return askWorker(openOrg(settings), { Kind__c: 'Retry', ...what });
});

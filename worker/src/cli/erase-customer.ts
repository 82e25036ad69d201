/**
 * `npm run erase:customer -- --account ID` (or `--order ID`, repeatable): takes everything of a customer out of the worker's
 * store, queue, errors and audit, and out of the connector's own records in Salesforce. Reports what it removed. The orders
 * themselves, in both systems, are not the connector's to erase.
 */
import { parseArgs } from 'node:util';
import { traceOfStream } from '../domain/effects.ts';
import { eraseRecords } from '../pipelines/erase-records.ts';
import { eraseCustomer } from '../queue/erase-customer.ts';
import { openOrg, openWorkerStore, runCommand } from './open.ts';

const ID = /^[a-zA-Z0-9]{15,18}$/;

await runCommand(async (settings) => {
  const { values } = parseArgs({
    options: { account: { type: 'string' }, order: { type: 'string', multiple: true } },
  });
  const given = [...(values.order ?? []), ...(values.account ? [values.account] : [])];
  if (given.length === 0 || !given.every((id) => ID.test(id))) {
    console.error('Give the Salesforce id of an account (--account) or of orders (--order).');
    return 2;
  }
  const org = openOrg(settings);
  const ofAccount =
    values.account === undefined
      ? []
      : await org.query(`SELECT Id FROM Order WHERE AccountId = '${values.account}'`);
  const orders = [...new Set([...(values.order ?? []), ...ofAccount.map(({ Id }) => String(Id))])];
  if (orders.length === 0) {
    console.log('The customer has no orders; nothing is kept of it.');
    return 0;
  }
  const store = await openWorkerStore(settings);
  try {
    const inStore = await eraseCustomer(store.db, orders, traceOfStream('worker'));
    const removed = {
      orders: orders.length,
      ...inStore,
      ...(await eraseRecords(org, orders)),
    };
    for (const [what, count] of Object.entries(removed)) console.log(`${what}: ${count}`);
    return 0;
  } finally {
    await store.close();
  }
});

import path from 'node:path';
import type { World } from '../../sandbox/scenarios/world.ts';

const CLI = path.resolve(import.meta.dirname, '../../src/cli');

interface Row {
  readonly trace_id: string;
  readonly record: string;
  readonly step: string;
  readonly outcome: string;
}

async function traceIdsInSalesforce({ org }: World): Promise<Set<string>> {
  const found = new Set<string>();
  for (const object of ['Sync_Request', 'Order', 'Sync_Error', 'Reconciliation']) {
    const rows = await org.query<{ Trace_Id__c: string | null }>(
      `SELECT Trace_Id__c FROM Linnworks_${object}__c WHERE Trace_Id__c != null`,
    );
    for (const { Trace_Id__c: id } of rows) if (id) found.add(id);
  }
  return found;
}

async function recordsInSalesforce({ org }: World): Promise<Set<string>> {
  const orders = await org.query<{ Linnworks_Id__c: string; Order__c: string | null }>(
    'SELECT Linnworks_Id__c, Order__c FROM Linnworks_Order__c',
  );
  const found = new Set(
    orders.flatMap((row) => [row.Linnworks_Id__c.toLowerCase(), row.Order__c ?? '']),
  );
  // Stock is written many records at a time: such a row names their object.
  for (const object of ['Linnworks_Stock_Level__c', 'Linnworks_Stock_Movement__c'])
    if ((await org.query(`SELECT Id FROM ${object} LIMIT 1`)).length > 0) found.add(object);
  return found;
}

/** Orders of ours in Linnworks that have not exactly one row of their creation. */
async function uncounted(world: World, rows: readonly Row[]): Promise<string[]> {
  const created = rows.filter((row) => row.step === 'create-order' && !/^failed/.test(row.outcome));
  const ties = await world.org.query<{ Order__c: string; Reference__c: string }>(
    "SELECT Order__c, Reference__c FROM Linnworks_Order__c WHERE Relation__c = 'Original'",
  );
  const orderOf = new Map(ties.map((tie) => [tie.Reference__c, tie.Order__c]));
  return (await world.account.orders()).flatMap(({ ReferenceNum: reference }) => {
    const order = orderOf.get(reference);
    if (order === undefined) return [];
    const count = created.filter(({ record }) => record === order).length;
    return count === 1 ? [] : [`${reference} was created once and has ${count} audit rows`];
  });
}

/**
 * Stops the worker and holds its audit against what both systems saw: each order that was created has exactly one row, each
 * row leads to a Salesforce record by its trace ID or its record, and the chain fits together.
 * @returns one sentence for each fault.
 */
export async function checkAudit(world: World): Promise<string[]> {
  await world.worker.stop();
  const exported = await world.worker.run(path.join(CLI, 'export-audit.ts'), ['--format', 'json']);
  const rows = exported.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Row);
  const verified = await world.worker.run(path.join(CLI, 'verify-audit.ts'), []);
  const traces = await traceIdsInSalesforce(world);
  const records = await recordsInSalesforce(world);
  const lost = rows.filter(
    ({ trace_id: trace, record }) => !traces.has(trace) && !records.has(record),
  );
  return [
    ...(rows.length === 0 ? ['The audit is empty'] : []),
    ...(verified.code === 0 ? [] : [verified.output]),
    ...(await uncounted(world, rows)),
    ...lost.map(({ step, record }) => `${step} of ${record} leads to no Salesforce record`),
  ];
}

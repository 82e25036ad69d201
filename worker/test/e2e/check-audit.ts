import path from 'node:path';
import type { World } from '../../sandbox/scenarios/world.ts';
import type { SeenEffect } from './effects-of-requests.ts';

const CLI = path.resolve(import.meta.dirname, '../../src/cli');

interface Row {
  readonly trace_id: string;
  readonly record: string;
  readonly step: string;
  readonly outcome: string;
  readonly at: string;
  readonly attempt: number;
  readonly duration_ms: number;
  readonly body_hash: string | null;
  readonly erased_at: string | null;
}

/** Where a trace ID may lead: fields that name one, and keys of records that began in Linnworks or are a stream. */
const LEADS: Readonly<Record<string, readonly string[]>> = {
  Linnworks_Sync_Request__c: ['Trace_Id__c'],
  Linnworks_Order__c: ['Trace_Id__c', 'Linnworks_Id__c'],
  Linnworks_Return__c: ['Trace_Id__c'],
  Linnworks_Sync_Error__c: ['Trace_Id__c'],
  Linnworks_Reconciliation__c: ['Trace_Id__c'],
  Linnworks_Sync_Stream__c: ['Key__c'],
  Order: ['Id'],
};

async function knownTraces({ org }: World): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [object, fields] of Object.entries(LEADS))
    for (const row of await org.query(`SELECT ${fields.join(', ')} FROM ${object}`))
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'string')
          found.add(name.endsWith('Key__c') ? `stream:${value}` : value.toLowerCase());
  return found;
}

/** Their request is told its trace ID with its answer. */
async function ordersUnderWay({ org }: World): Promise<Set<unknown>> {
  const requests = await org.query(
    "SELECT Order__c FROM Linnworks_Sync_Request__c WHERE Status__c NOT IN ('Done','Failed')",
  );
  return new Set(requests.flatMap((row) => row['Order__c'] ?? row['lwsync__Order__c'] ?? []));
}

const isClaim = ({ outcome }: Row): boolean => /^(taken|written|partly)/.test(outcome);
const isNoClaim = ({ outcome }: Row): boolean => /^(failed|unknown|sending)/.test(outcome);
/** Rows of effects name the system; the others say what became of a piece of work, or what a person did. */
const isEffect = ({ step }: Row): boolean => /^(linnworks|salesforce):/.test(step);
const keyOf = (step: string, record: string, hash: string | null): string =>
  `${step} of ${record} (${hash?.slice(0, 12) ?? 'no body'})`;

/** Every effect against its rows: one each. Rows without an effect may only say that it failed, or that nobody knows. */
function compare(seen: readonly SeenEffect[], rows: readonly Row[]): string[] {
  const effects = Map.groupBy(seen, ({ step, record, hash }) => keyOf(step, record, hash));
  const written = Map.groupBy(
    rows.filter((row) => isEffect(row) && row.erased_at === null),
    ({ step, record, body_hash: hash }) => keyOf(step, record, hash),
  );
  return [...new Set([...effects.keys(), ...written.keys()])].flatMap((key) => {
    const done = effects.get(key)?.length ?? 0;
    const of = written.get(key) ?? [];
    const claimed = of.filter(isClaim).length;
    if (done > of.length) return [`${key} happened ${done} times and has ${of.length} audit rows`];
    if (claimed > done) return [`${key} has ${claimed} audit rows and happened ${done} times`];
    return of.every((row) => isClaim(row) || isNoClaim(row)) ? [] : [`${key} has a strange row`];
  });
}

/** Steps whose record is one order or return; rows of others stand for whole calls. */
const OF_ONE_RECORD = /^(linnworks:|salesforce:(order|sales-order|return)$)/;
const endOf = ({ at, duration_ms: ms }: Row): number => Date.parse(at) + ms;

/** After a failure that was over, the next row of the same record and step counts on; after a success it begins at 1. */
function miscounted(rows: readonly Row[]): string[] {
  const effects = rows.filter(({ step, erased_at: at }) => at === null && OF_ONE_RECORD.test(step));
  const series = Map.groupBy(effects, ({ step, record }) => `${step} of ${record}`);
  return [...series].flatMap(([key, all]) =>
    all
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .flatMap((row, index, sorted) => {
        const before = sorted[index - 1];
        if (before !== undefined && endOf(before) >= Date.parse(row.at)) return [];
        const isAgain = before !== undefined && !/^(taken|written)/.test(before.outcome);
        const expected = isAgain ? before.attempt + 1 : 1;
        return row.attempt === expected
          ? []
          : [`${key}: attempt ${row.attempt} should be ${expected}`];
      }),
  );
}

const FIRST = 20;

/**
 * Stops the worker and holds its audit against what both systems saw: each effect has exactly one row, each row of a done
 * effect has one effect, the trace ID of every row leads to a Salesforce record, and the chain fits together.
 * @returns one sentence for each of the first faults.
 */
export async function checkAudit(world: World, seen: readonly SeenEffect[]): Promise<string[]> {
  await world.worker.stop();
  const exported = await world.worker.run(path.join(CLI, 'export-audit.ts'), ['--format', 'json']);
  const rows = exported.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Row);
  const verified = await world.worker.run(path.join(CLI, 'verify-audit.ts'), []);
  const traces = await knownTraces(world);
  const underWay = await ordersUnderWay(world);
  const lost = rows.filter(
    ({ trace_id: trace, record }) => !traces.has(trace.toLowerCase()) && !underWay.has(record),
  );
  const faults = [
    ...(rows.length === 0 ? [`The audit is empty: ${exported.output.slice(0, 500)}`] : []),
    ...(verified.code === 0 ? [] : [verified.output]),
    ...compare(seen, rows),
    ...miscounted(rows),
    ...lost.map(
      ({ step, record, trace_id: trace }) => `${step} of ${record}: ${trace} leads nowhere`,
    ),
  ];
  const rest = faults.length - FIRST;
  return rest > 0 ? [...faults.slice(0, FIRST), `and ${rest} more`] : faults;
}

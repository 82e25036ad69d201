import type { Job, SalesforceRecord } from '../../../src/domain/ports.ts';
import { pollOutbox } from '../../../src/pipelines/read-outbox.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { recordingRetries } from '../../../src/pipelines/record-retries.ts';
import { createAnswerAsked } from '../../../src/pipelines/requests/answer-asked.ts';
import { StreamGates } from '../../../src/pipelines/stream-gates.ts';
import { requestHandlers } from '../../../src/main/request-handlers.ts';
import { Bench } from '../../contract/pipelines/bench.ts';
import { HandClock } from '../../contract/pipelines/hand-clock.ts';
import { isNamed, nothingFound, type Findings } from './findings.ts';
import { ugly, type Random } from './random.ts';

const BATCH = 100;
const KINDS = [
  ...['Push', 'Update', 'Cancel', 'Retry', 'Resync', 'Trace', 'Ignore', 'Assign', 'Correct'],
  ...['Repair', 'Pause', 'Resume', 'SyncNow', 'Nonsense'],
] as const;
const FIELDS = [
  ...['Kind__c', 'Order__c', 'Record_Id__c', 'Cause_Key__c', 'Stream__c', 'Trace_Id__c'],
  ...['Detail__c', 'Sync_Error__c', 'Sync_Error__r', 'Product__c', 'CreatedById'],
] as const;
const DETAILS = [
  ...['', '{', 'null', '[]', '"x"', '{"reason":"late"}', '{"reason":7}', '{"lines":[{}]}'],
  ...['{"question":"00000001"}', '{"ownerId":"005000000000001"}', '{"check":"connection"}'],
  '{"recordId":"801000000000001","field":"Order.PoNumber","before":1,"after":null}',
] as const;

function requests(random: Random, orders: readonly string[], start: number): SalesforceRecord[] {
  return Array.from({ length: BATCH }, (_, index) => {
    const record: SalesforceRecord = {
      Id: `a00${String(start + index).padStart(15, '0')}`,
      Kind__c: random.pick(KINDS),
      Order__c: random.chance(0.5) ? random.pick(orders) : null,
      Detail__c: random.pick(DETAILS),
      Trace_Id__c: null,
      Stream__c: random.pick(['stock', 'fulfilment', null, 'nothing']),
      Record_Id__c: random.pick([null, '801000000000001AAA', 'a01000000000001AAA']),
      CreatedDate: '2026-11-24T10:00:00.000+0000',
      Status__c: 'Pending',
    };
    for (let times = random.below(3); times > 0; times--)
      record[random.pick(FIELDS)] = ugly(random);
    return record;
  });
}

type Handle = ReturnType<typeof recordingRetries>;

async function work(jobs: readonly Job[], handle: Handle, found: Findings): Promise<void> {
  for (const job of jobs)
    try {
      const outcome = (await handle([job])).get(job.id);
      if (outcome === undefined) found.mute.push(`request ${JSON.stringify(job.data)}: no outcome`);
      else if ('done' in outcome) found.good += 1;
    } catch (error) {
      const { stack } = error as Error;
      found.crashes.push(`request ${JSON.stringify(job.data)}: ${stack ?? String(error)}`);
    }
}

function judge({ store }: Bench, found: Findings): void {
  for (const { recordId, code, traceId } of store.errors.values()) {
    if (code === 'DEFECT') found.crashes.push(`record ${recordId}: a defect`);
    if (!isNamed(code, traceId)) found.mute.push(`record ${recordId}: ${code} ${traceId}`);
  }
}

/** Puts spoilt requests into the outbox, as a flow, a data loader or a screen of another version might. */
export async function fuzzEvents(random: Random, count: number): Promise<Findings> {
  const found = nothingFound();
  const bench = await Bench.start({}, new HandClock('2026-11-24T10:00:00Z'));
  const reference = createReference(bench.deps);
  const gates = new StreamGates(async () => undefined);
  const handlers = requestHandlers(bench.deps, reference, gates, {} as never, () => undefined);
  const asked = recordingRetries(bench.deps, 'requests', createAnswerAsked(bench.deps, handlers));
  const out = recordingRetries(bench.deps, 'orders-out', bench.push);
  try {
    await bench.stock('MUG');
    const orders = Array.from({ length: 5 }, () =>
      bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]),
    );
    for (; found.count < count; found.count += BATCH) {
      const waiting = requests(random, orders, found.count);
      const salesforce = Object.create(bench.org) as typeof bench.org;
      salesforce.query = async (soql) =>
        soql.includes('FROM Linnworks_Sync_Request__c') ? waiting.splice(0) : bench.org.query(soql);
      await pollOutbox({ ...bench.deps, salesforce }, 'all');
      await work(bench.store.take('requests'), asked, found);
      await work(bench.store.take('orders-out'), out, found);
      judge(bench, found);
      bench.store.errors.clear();
    }
  } finally {
    await bench.account.close();
  }
  return found;
}

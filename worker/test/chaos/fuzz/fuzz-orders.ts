import type { Job, JobOutcome, SalesforceRecord } from '../../../src/domain/ports.ts';
import { recordingRetries } from '../../../src/pipelines/record-retries.ts';
import { Bench } from '../../contract/pipelines/bench.ts';
import { HandClock } from '../../contract/pipelines/hand-clock.ts';
import { isNamed, nothingFound, type Findings } from './findings.ts';
import { ugly, type Random } from './random.ts';

const BATCH = 200;
const ORDER_FIELDS = [
  ...['OrderNumber', 'StatusCode', 'Status', 'IsReductionOrder', 'ActivatedDate', 'CreatedDate'],
  ...['ShippingStreet', 'ShippingCity', 'ShippingState', 'ShippingPostalCode', 'ShippingCountry'],
  ...['BillingStreet', 'BillingCity', 'BillingPostalCode', 'BillingCountry', 'PoNumber'],
  ...['Linnworks_Shipping_Service__c', 'Linnworks_Shipping_Cost__c', 'Linnworks_Location__c'],
  ...['Linnworks_Shipping_Tax_Rate__c', 'Linnworks_Discount__c', 'Linnworks_Hold__c'],
  ...['Linnworks_Payment_Status__c', 'Linnworks_Payment_Method__c', 'Linnworks_Note__c'],
  ...['Linnworks_Despatch_By__c', 'CurrencyIsoCode', 'Account', 'SystemModstamp', 'AccountId'],
  ...['ShipToContact', 'BillToContact', 'ShipToContactId', 'BillToContactId'],
] as const;
const ITEM_FIELDS = [
  ...['Quantity', 'UnitPrice', 'ListPrice', 'Product2', 'Description', 'SystemModstamp'],
  ...['Linnworks_Tax_Rate__c', 'Linnworks_Discount_Percent__c'],
] as const;

function spoil(random: Random, record: SalesforceRecord, fields: readonly string[]): void {
  const spoilt = random.below(4);
  for (let times = 0; times < spoilt; times++) record[random.pick(fields)] = ugly(random);
}

function placeBatch(random: Random, bench: Bench, count: number): string[] {
  return Array.from({ length: count }, () => {
    const lines = Array.from({ length: random.below(4) }, () => ({
      sku: random.chance(0.9) ? random.pick(['MUG', 'TENT']) : String(ugly(random)),
      quantity: random.chance(0.9) ? 1 + random.below(5) : random.next() * 3,
      price: random.below(100_000) / 100,
    }));
    const id = bench.order(lines);
    const order = bench.org.orders.get(id) as SalesforceRecord;
    if (random.chance(0.7)) spoil(random, order, ORDER_FIELDS);
    for (const item of bench.org.items)
      if (item['OrderId'] === id && random.chance(0.3)) spoil(random, item, ITEM_FIELDS);
    return id;
  });
}

/** What must hold of each order once its batch is over, whatever was in it. */
class Judge {
  readonly #bench: Bench;
  readonly #found: Findings;
  readonly #there: ReadonlyMap<string, number>;

  constructor(bench: Bench, found: Findings, references: readonly string[]) {
    this.#bench = bench;
    this.#found = found;
    const counts = Map.groupBy(references, (reference) => reference);
    this.#there = new Map([...counts].map(([reference, all]) => [reference, all.length]));
  }

  judge(job: Job, outcome: JobOutcome | undefined): void {
    const { org, store } = this.#bench;
    const name = `order ${job.key}`;
    const errors = [...store.errors.values()].filter(({ recordId }) => recordId === job.key);
    for (const { code, traceId } of errors) {
      if (code === 'DEFECT') this.#found.crashes.push(`${name}: a defect`);
      if (!isNamed(code, traceId)) this.#found.mute.push(`${name}: ${code}`);
    }
    if (outcome === undefined) this.#found.mute.push(`${name}: no outcome`);
    const link = store.links.get(job.key);
    const reference = link?.sourceKey.split('|').slice(2).join('|') ?? '';
    const copies = link === undefined ? 0 : (this.#there.get(reference) ?? 0);
    const shown = org
      .of('Linnworks_Order__c')
      .some((row) => row['Linnworks_Id__c'] === link?.linnworksId);
    const isTied = Boolean(link?.linnworksId);
    if (isTied !== shown) this.#found.halves.push(`${name}: tied ${isTied}, shown ${shown}`);
    if (isTied && copies === 0) this.#found.halves.push(`${name}: tied to nothing`);
    const answer = this.#bench.answer(job.key);
    if (answer?.['Status__c'] === 'Failed' && errors.length === 0)
      this.#found.mute.push(`${name}: failed without an error`);
    if (isTied) this.#found.good += 1;
  }
}

async function runBatch(bench: Bench, ids: readonly string[], found: Findings): Promise<void> {
  const jobs = ids.map((id) => bench.job(id));
  const handle = recordingRetries(bench.deps, 'orders-out', bench.push);
  const outcomes = new Map<string, JobOutcome>();
  const note = (some: Map<string, JobOutcome>) => {
    for (const [id, outcome] of some) outcomes.set(id, outcome);
  };
  try {
    note(await handle(jobs));
  } catch {
    // As the queue does it: a batch that throws is run one by one, and the bad one names itself.
    for (const job of jobs)
      await handle([job])
        .then(note)
        .catch((error: Error) => found.crashes.push(`order ${job.key}: ${error.stack}`));
  }
  const references = (await bench.references()).map(({ ReferenceNum }) => ReferenceNum);
  const judge = new Judge(bench, found, references);
  for (const job of jobs) judge.judge(job, outcomes.get(job.id));
}

/** Sends orders with spoilt fields through the real pipeline to the emulated account. */
export async function fuzzOrders(random: Random, count: number): Promise<Findings> {
  const found = nothingFound();
  for (; found.count < count; found.count += BATCH) {
    const bench = await Bench.start({}, new HandClock('2026-11-24T10:00:00Z'));
    try {
      await bench.stock('MUG', 'TENT');
      await runBatch(bench, placeBatch(random, bench, BATCH), found);
    } finally {
      await bench.account.close();
    }
  }
  return found;
}

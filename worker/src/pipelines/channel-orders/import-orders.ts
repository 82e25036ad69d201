import type { ChannelSale } from '../../domain/channel-sale.ts';
import { refusedItem } from '../../domain/item-code.ts';
import { toMinor } from '../../domain/money.ts';
import type { Job, JobOutcome } from '../../domain/ports.ts';
import type { Problem } from '../../domain/problem.ts';
import { findBuyer, type Buyer } from '../../mapping/buyer.ts';
import { toSalesforceOrder, type ImportedRecords } from '../../mapping/to-salesforce-order.ts';
import type { ChannelSettings } from '../channel-settings.ts';
import type { PipelineDeps } from '../deps.ts';
import { IMPORTED_LINES } from '../order-link.ts';
import { observedJob } from '../poll-fulfilment.ts';
import type { Handle } from '../push-order.ts';
import type { Reference } from '../read-settings.ts';
import { remembered } from '../remembered.ts';
import { recordErrors, type RecordProblems } from '../record-error.ts';
import { createBuyers } from './create-buyers.ts';
import { createOrders, madeOrders, type MadeOrder, type Wanted } from './create-orders.ts';
import { findAssortment, readOrgFacts, type OrgFacts } from './find-assortment.ts';
import { findKnownBuyers } from './find-buyers.ts';
import { importJob, isSold } from './want-imports.ts';
import { wholeSales, type WholeSale } from './whole-sales.ts';

export const IMPORT_STEP = 'import-order';
const FACTS_MS = 10 * 60_000;

interface Planned {
  readonly sold: WholeSale;
  readonly made: MadeOrder | undefined;
  readonly records: ImportedRecords | null;
  readonly buyer: Buyer | null;
  readonly problems: readonly Problem[];
}

const aboutImport = (
  { linnworksId, number }: ChannelSale,
  traceId: string,
  problems: readonly Problem[],
): RecordProblems => ({
  subject: { kind: 'linnworks-order', id: linnworksId, label: String(number), linnworksId },
  stream: 'fulfilment',
  step: IMPORT_STEP,
  traceId,
  problems,
  again: { queue: 'orders-import', ...importJob(linnworksId, traceId) },
});

interface Parts {
  readonly deps: PipelineDeps;
  readonly reference: Reference;
  readonly channels: () => Promise<ChannelSettings>;
  readonly facts: () => Promise<OrgFacts>;
}

/** What is to be made of each sale, or everything that stands in its way. */
async function plan(
  { deps, reference, facts: readFacts }: Parts,
  sold: readonly WholeSale[],
): Promise<Planned[]> {
  const settings = await reference.settings();
  const facts = await readFacts();
  const sales = sold.map(({ sale }) => sale);
  const made = await madeOrders(
    deps,
    sales.map(({ linnworksId }) => linnworksId),
  );
  const assortmentOf = await findAssortment(deps, sales, settings.skuField, facts);
  const { customerIdField } = settings;
  const known = await reference.knownFields();
  const buyerOf = await findKnownBuyers(deps, sales, customerIdField, known);
  const locations = await reference.locations();
  return sold.map((one): Planned => {
    const { sale } = one;
    const before = made.get(sale.linnworksId);
    const records = toSalesforceOrder(sale, {
      assortment: assortmentOf(sale),
      isTaxIncluded: settings.pricesIncludeTax,
      onlyCurrency: facts.isMultiCurrency ? null : deps.orgCurrency,
      locationName: locations.get(sale.locationId) ?? null,
      draftStatus: facts.draftStatus,
    });
    // Who bought it is settled once the order is there.
    const found = before ? null : findBuyer(sale, buyerOf(sale));
    const buyer = found !== null && 'code' in found ? null : found;
    const problems = [
      ...('items' in records ? [] : records),
      ...(found !== null && 'code' in found ? [found] : []),
    ];
    return {
      sold: one,
      made: before,
      records: 'items' in records ? records : null,
      buyer,
      problems,
    };
  });
}

/** Contacts of the order: the buyer pays; it is also who receives the goods where the names are the same. */
function buyerFields(sale: ChannelSale, accountId: string, contactId: string) {
  const names = [sale.delivery.name, sale.billing.name ?? sale.delivery.name];
  const [receiver, payer] = names.map((name) => name?.trim().toLowerCase() ?? '');
  const isSame = receiver === payer;
  const street = [sale.delivery.name, sale.delivery.street].filter((line) => line !== null);
  return {
    AccountId: accountId,
    BillToContactId: contactId,
    ...(isSame
      ? { ShipToContactId: contactId }
      : { ShippingStreet: street.join('\n').slice(0, 255) }),
  };
}

async function save(
  { deps, channels, facts }: Parts,
  planned: readonly Planned[],
): Promise<{ whole: Map<string, string>; refused: Map<string, readonly string[]> }> {
  const bought = planned.flatMap(({ sold, buyer }) => (buyer ? [{ sale: sold.sale, buyer }] : []));
  const buyers = await createBuyers(deps, bought);
  const refused = new Map<string, readonly string[]>();
  const wanted = planned.flatMap(({ sold: { sale }, records, made }): Wanted[] => {
    const { linnworksId } = sale;
    const saved = buyers.get(linnworksId);
    if (records === null) return [];
    if (saved !== undefined && 'codes' in saved) {
      refused.set(linnworksId, saved.codes);
      return [];
    }
    const buyer = saved ? buyerFields(sale, saved.accountId, saved.contactId) : {};
    return [{ linnworksId, records, made, buyer }];
  });
  const { activateChannelOrders } = await channels();
  const status = activateChannelOrders ? (await facts()).activatedStatus : null;
  const created = await createOrders(deps, wanted, status);
  for (const [id, codes] of created.refused) refused.set(id, codes);
  return { whole: new Map(created.whole), refused };
}

/** The tie, and the order to be shown again with it, in one transaction. */
async function tie(
  deps: PipelineDeps,
  planned: readonly Planned[],
  whole: ReadonlyMap<string, string>,
  traceIds: ReadonlyMap<string, string>,
): Promise<void> {
  const done = planned.filter(({ sold }) => whole.has(sold.sale.linnworksId));
  if (done.length === 0) return;
  const known = await deps.tables.orders.get([...whole.keys()]);
  const links = done.map(({ sold: { sale, order }, records }) => {
    const currency = sale.currency ?? deps.orgCurrency;
    // All merged orders have the same reference.
    const isMerged = known.get(sale.linnworksId)?.relation === 'Merge';
    const reference = isMerged ? sale.linnworksId : sale.reference;
    return {
      salesforceOrderId: whole.get(sale.linnworksId) ?? '',
      sourceKey: `${sale.source}|${sale.subSource}|${reference}`,
      traceId: traceIds.get(sale.linnworksId) ?? '',
      linnworksId: sale.linnworksId,
      linnworksNumber: sale.number,
      // Of this order alone: its parts have totals of their own.
      expectedTotal: toMinor(order.totals.total, currency),
      currency,
      sentParts: { [IMPORTED_LINES]: JSON.stringify(records?.lines ?? []) },
    };
  });
  await deps.store.transaction(async (tx) => {
    await deps.tables.links.put(tx, links);
    const orders = done.flatMap(({ sold: { order, parts } }) => [order, ...parts].map(observedJob));
    await deps.queue.enqueue(tx, 'orders-in', orders);
  });
}

async function handle(parts: Parts, jobs: readonly Job[]): Promise<Map<string, JobOutcome>> {
  const { deps, channels } = parts;
  const outcomes = new Map<string, JobOutcome>(jobs.map(({ id }) => [id, { done: true }]));
  if ((await channels()).otherChannels !== 'Salesforce Orders') return outcomes;
  const traceIds = new Map(jobs.map(({ key, traceId }) => [key, traceId]));
  const all = await deps.linnworks.soldOrders([...traceIds.keys()]);
  const sold = all.filter(({ order }) => isSold(order));
  const planned = await plan(parts, await wholeSales(deps, sold));
  const ready = planned.filter(({ problems }) => problems.length === 0);
  const { whole, refused } = await save(parts, ready);
  await tie(deps, ready, whole, traceIds);
  await recordErrors(
    deps,
    planned.map(({ sold: { sale }, problems }) =>
      aboutImport(sale, traceIds.get(sale.linnworksId) ?? '', problems),
    ),
  );
  for (const job of jobs) {
    const codes = refused.get(job.key);
    if (codes !== undefined) outcomes.set(job.id, refusedItem(job.attempt, codes));
  }
  return outcomes;
}

/**
 * Makes Salesforce orders of what other channels sold: buyers are looked for before they are made, products by their SKU;
 * whatever is missing or not clear is an error for a person, and the order waits without holding up others. Keys are
 * Linnworks ids.
 */
export function createImportOrders(
  deps: PipelineDeps,
  reference: Reference,
  channels: () => Promise<ChannelSettings>,
): Handle {
  const facts = remembered(
    () => deps.clock.now(),
    FACTS_MS,
    () => readOrgFacts(deps),
  );
  return (jobs) => handle({ deps, reference, channels, facts }, jobs);
}

import { afterEach, describe, expect, it } from 'vitest';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { Bench } from './bench.ts';

/**
 * Every Linnworks call that orders out makes, and the ways in which its reply is lost after the work was done. The same
 * story is told once with good replies: both sides must look the same in the end, so that nothing is lost and nothing is
 * done twice.
 */
interface Lost {
  readonly call: string;
  /** For people, where one call serves several purposes. */
  readonly what: string;
  readonly placed?: SalesforceRecord;
  /** What happens in Salesforce after the order has arrived; none: the arrival itself loses its reply. */
  readonly change?: (bench: Bench, id: string) => void;
  readonly kind?: 'update' | 'cancel';
  readonly detail?: object;
}

const order =
  (values: SalesforceRecord) =>
  (bench: Bench, id: string): void => {
    bench.org.orders.set(id, { ...bench.org.orders.get(id), ...values });
  };
const item =
  (values: SalesforceRecord) =>
  (bench: Bench): void => {
    Object.assign(bench.org.items[0] ?? {}, values);
  };
const addLine =
  (values: SalesforceRecord) =>
  (bench: Bench): void => {
    bench.org.items.push({ ...bench.org.items[0], Id: '8020000000000009AA', ...values });
  };
const UNPAID = { Linnworks_Payment_Status__c: 'Unpaid' };
const cancelSome = (lines: object[]) => ({ kind: 'cancel', detail: { lines } }) as const;

const CALLS: readonly Lost[] = [
  { call: 'Orders/CreateOrders', what: 'a new order' },
  {
    call: 'Orders/CreateOrders',
    what: 'an unpaid order again, with another discount',
    placed: UNPAID,
    change: order({ Linnworks_Discount__c: 2 }),
  },
  {
    call: 'Orders/CreateOrders',
    what: 'an unpaid order again, paid and with another discount',
    placed: UNPAID,
    change: order({ Linnworks_Payment_Status__c: 'Paid', Linnworks_Discount__c: 2 }),
  },
  {
    call: 'Orders/SetOrderCustomerInfo',
    what: 'another address',
    change: order({ ShippingCity: 'York' }),
  },
  {
    call: 'Orders/ChangeShippingMethod',
    what: 'another service',
    change: order({ Linnworks_Shipping_Service__c: 'DPD Next Day' }),
  },
  {
    call: 'Orders/SetOrderShippingInfo',
    what: 'another postage',
    change: order({ Linnworks_Shipping_Cost__c: 9.99 }),
  },
  {
    call: 'Orders/SetOrderGeneralInfo',
    what: 'hold',
    change: order({ Linnworks_Hold__c: true }),
  },
  {
    call: 'Orders/SetOrderGeneralInfo',
    what: 'release',
    placed: { Linnworks_Hold__c: true },
    change: order({ Linnworks_Hold__c: false }),
  },
  {
    call: 'Orders/SetOrderGeneralInfo',
    what: 'another day of despatch',
    change: order({ Linnworks_Despatch_By__c: '2026-12-01T10:00:00.000Z' }),
  },
  {
    call: 'Orders/ChangeOrderTag',
    what: 'unparking for the payment',
    placed: UNPAID,
    change: order({ Linnworks_Payment_Status__c: 'Paid' }),
  },
  {
    call: 'Orders/ChangeStatus',
    what: 'payment',
    placed: UNPAID,
    change: order({ Linnworks_Payment_Status__c: 'Paid', Linnworks_Discount__c: 2 }),
  },
  {
    call: 'Orders/AddOrdersNote',
    what: 'a note',
    change: order({ Linnworks_Note__c: 'Ring twice.' }),
  },
  { call: 'Orders/UpdateOrderItem', what: 'pieces of a line', change: item({ Quantity: 5 }) },
  {
    call: 'Orders/AddOrderItem',
    what: 'a new line',
    change: addLine({
      Quantity: 3,
      Product2: { Name: 'The TENT', StockKeepingUnit: 'TENT' },
    }),
  },
  {
    call: 'Orders/RemoveOrderItem',
    what: 'a line that is gone',
    change: (bench) => bench.org.items.splice(0, 1),
  },
  { call: 'Orders/CancelOrder', what: 'the whole order', kind: 'cancel' },
  {
    call: 'Orders/CancelOrder',
    what: 'all its lines',
    ...cancelSome([{ sku: 'MUG' }, { sku: 'LAMP' }]),
  },
  {
    call: 'Orders/UpdateOrderItem',
    what: 'cancelled pieces',
    ...cancelSome([{ sku: 'MUG', quantity: 1 }]),
  },
  { call: 'Orders/RemoveOrderItem', what: 'a cancelled line', ...cancelSome([{ sku: 'MUG' }]) },
  {
    call: 'Orders/AddOrdersNote',
    what: 'why pieces were cancelled',
    ...cancelSome([{ sku: 'MUG', quantity: 1 }]),
  },
  {
    call: 'Orders/GetOrdersById',
    what: 'the look before an edit',
    change: order({ ShippingCity: 'York' }),
  },
  {
    call: 'Orders/GetOrderNotes',
    what: 'the look before a note',
    change: order({ Linnworks_Note__c: 'Ring twice.' }),
  },
];

/** Longer than the worker of this test waits for a reply. */
const TIMEOUT_MS = 400;
const WAYS = {
  'a cut connection': { cut: 'after' },
  'a 502 after the work': { status: 502, isDone: true },
  'a time-out after the work': { delayMs: 3 * TIMEOUT_MS, isDone: true },
} as const;

let bench: Bench | undefined;
afterEach(() => bench?.account.close());

/** Tries again as the queue does. @returns how often it took. */
async function until(run: Bench, job: Parameters<Bench['job']>): Promise<number> {
  for (let attempt = 1; attempt <= 6; attempt++) {
    const [id, more] = job;
    const one = run.job(id, { ...more, attempt });
    const outcomes = await run.push([one]).catch(() => new Map<string, object>());
    if ('done' in (outcomes.get(one.id) ?? {})) return attempt;
  }
  throw new Error('The order never ends');
}

const anonymous = (text: string): string =>
  text.replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'an id');

/** When the worker did it, which is no part of the story. */
const MOMENTS = ['Last_Synced_At__c', 'State_Since__c', 'Observed_At__c', 'Version__c'];
const withoutMoments = (key: string, value: unknown): unknown =>
  MOMENTS.includes(key) ? undefined : value;

interface Entry {
  readonly tag: string;
  readonly text: string;
}

/** Setting a value twice is no harm, but nothing else may happen: each kind of entry once. */
const onceEach = (orders: readonly { readonly Audit: readonly Entry[] }[]): object[] =>
  orders.map((order) => ({
    ...order,
    Audit: [...new Set(order.Audit.map(({ tag, text }) => `${tag}: ${text}`))],
  }));

/** Everything that both sides and the worker's memory know of the order. */
async function world(run: Bench, id: string): Promise<unknown> {
  const known = {
    account: onceEach(await run.control('GET', 'orders/00000001')),
    org: run.org.of('Linnworks_Order__c'),
    answer: run.answer(id)?.['Status__c'],
    link: run.store.links.get(id),
    errors: run.openCodes(),
  };
  return JSON.parse(anonymous(JSON.stringify(known, withoutMoments)));
}

async function tell({ placed, change, kind, detail }: Lost, fault?: object): Promise<unknown> {
  const run = await Bench.start(
    { clock: () => new Date('2026-11-24T10:00:00Z') },
    undefined,
    TIMEOUT_MS,
  );
  bench = run;
  await run.stock('MUG', 'TENT', 'LAMP');
  const id = run.order(
    [
      { sku: 'MUG', quantity: 2, price: 9.95 },
      { sku: 'LAMP', quantity: 1, price: 20 },
    ],
    placed,
  );
  const isArrival = change === undefined && kind === undefined;
  const lose = async (): Promise<void> => {
    if (fault !== undefined) await run.control('POST', 'faults', [fault]);
  };
  if (isArrival) await lose();
  await until(run, [id]);
  if (!isArrival) {
    change?.(run, id);
    await lose();
    const data = { requestId: `request-${id}`, detail: detail ? JSON.stringify(detail) : null };
    await until(run, [id, { kind: kind ?? 'update', data }]);
  }
  await run.control('DELETE', 'faults');
  const known = await world(run, id);
  await run.account.close();
  return known;
}

const told = new Map<Lost, Promise<unknown>>();
/** How the story ends when every reply arrives. */
function ordinary(story: Lost): Promise<unknown> {
  const known = told.get(story) ?? tell(story);
  told.set(story, known);
  return known;
}

describe('a reply that is lost', () => {
  describe.each(Object.entries(WAYS))('by %s', (_, way) => {
    it.each(CALLS.map((one) => [one.call, one.what, one] as const))(
      'on %s (%s) changes nothing in the end',
      async (call, _what, story) => {
        const fault = { match: { path: call }, ...way, times: 1 };
        expect(await tell(story, fault)).toEqual(await ordinary(story));
      },
    );
  });
});

import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import type { Bench } from './bench.ts';

/**
 * Every Linnworks call that orders out makes, and the ways in which its reply is lost after the work was done. The same
 * story is told once with good replies: both sides must look the same in the end, so that nothing is lost and nothing is
 * done twice.
 */
export interface Lost {
  readonly call: string;
  /** For people, where one call serves several purposes. */
  readonly what: string;
  readonly placed?: SalesforceRecord;
  /** What happens in Salesforce after the order has arrived; none: the arrival itself loses its reply. */
  readonly change?: (bench: Bench, id: string) => void;
  readonly kind?: 'update' | 'cancel';
  readonly detail?: object;
}

export const order =
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
export const cancelSome = (lines: object[]) => ({ kind: 'cancel', detail: { lines } }) as const;

export const CALLS: readonly Lost[] = [
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
  {
    call: 'Orders/AddOrderService',
    what: 'a new service line',
    change: addLine({
      Quantity: 1,
      Product2: { Name: 'Repair', Linnworks_Line_Kind__c: 'Service' },
    }),
  },
  {
    call: 'Orders/SetExtendedProperties',
    what: 'an extended property',
    placed: { PoNumber: 'One' },
    change: order({ PoNumber: 'Two' }),
  },
  {
    call: 'Orders/SetExtendedProperties',
    what: 'an extended property that was emptied',
    placed: { PoNumber: 'One' },
    change: order({ PoNumber: null }),
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

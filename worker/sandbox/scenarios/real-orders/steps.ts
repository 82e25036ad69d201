import type { Values } from '../org-client.ts';
import type { RealOrder } from './real-order.ts';

const MUG = [{ product: 'mug', taxRate: 20 }];
const MUGS = [{ product: 'mug', quantity: 2, taxRate: 20 }];
const YORK = { ShippingCity: 'York', ShippingPostalCode: 'YO1 7HH' };
const sales = (order: Values) => ({ order });
const picking = { warehouse: 'picking' } as const;
const packed = { warehouse: 'packed' } as const;
const shipped = { warehouse: 'shipped' } as const;
const cancel = { cancel: 'Bought elsewhere' } as const;

/** Orders that go on after they were sent; beside each the Linnworks order as it is in the end. */
export const STEPS: readonly RealOrder[] = [
  {
    name: 'unpaid, then paid',
    order: { Linnworks_Payment_Status__c: 'Unpaid' },
    lines: MUG,
    steps: [sales({ Linnworks_Payment_Status__c: 'Paid' })],
    expected: { linnworks: { isPaid: true, isParked: false } },
  },
  {
    name: 'unpaid, then more pieces, then paid',
    order: { Linnworks_Payment_Status__c: 'Unpaid' },
    lines: MUG,
    steps: [{ line: { Quantity: 4 } }, sales({ Linnworks_Payment_Status__c: 'Paid' })],
    expected: { linnworks: { isPaid: true, isParked: false, lines: [{ quantity: 4 }] } },
  },
  {
    name: 'on hold, then released',
    order: { Linnworks_Hold__c: true },
    lines: MUG,
    steps: [sales({ Linnworks_Hold__c: false })],
    expected: { linnworks: { isOnHold: false, isParked: false } },
  },
  {
    name: 'sent, then held',
    lines: MUG,
    steps: [sales({ Linnworks_Hold__c: true })],
    expected: { linnworks: { isOnHold: true } },
  },
  {
    name: 'parked, then released with a note',
    order: { Warehouse_State__c: 'park' },
    lines: MUG,
    steps: [sales({ Warehouse_State__c: null, Linnworks_Note__c: 'Released' })],
    expected: { linnworks: { isParked: false, notes: [{ text: 'Released' }] } },
  },
  {
    name: 'moved house before picking',
    lines: MUG,
    steps: [sales(YORK)],
    expected: { linnworks: { to: { town: 'York', postcode: 'YO1 7HH' } } },
  },
  {
    name: 'moved house while it was picked, before the label',
    lines: MUG,
    steps: [picking, sales(YORK)],
    expected: { linnworks: { to: { town: 'York' } } },
  },
  {
    name: 'moved house after the label was made',
    lines: MUG,
    steps: [packed, sales(YORK)],
    expected: {
      linnworks: { to: { town: 'Leeds' } },
      errors: ['TOO_LATE_PICKED'],
      answer: /^Too late: the shipping label of Linnworks order \d+ is already made/,
    },
  },
  {
    name: 'more pieces before picking',
    lines: MUGS,
    steps: [{ line: { Quantity: 5 } }],
    expected: { linnworks: { lines: [{ quantity: 5 }], total: 59.7 } },
  },
  {
    name: 'more pieces after picking',
    lines: MUGS,
    steps: [picking, { line: { Quantity: 5 } }],
    expected: {
      linnworks: { lines: [{ quantity: 2 }] },
      errors: ['TOO_LATE_PICKED'],
      answer: /already picked/,
    },
  },
  {
    name: 'another service, another purchase order and a gift message afterwards',
    order: { Gift_Message__c: 'Happy birthday' },
    lines: MUG,
    steps: [
      sales({
        Linnworks_Shipping_Service__c: 'DPD Next Day',
        PoNumber: 'PO-2',
        Gift_Message__c: 'Get well',
      }),
    ],
    expected: {
      linnworks: {
        service: 'DPD Next Day',
        secondaryReference: 'PO-2',
        properties: { 'Gift message': 'Get well' },
      },
    },
  },
  {
    name: 'moved house after the parcel had left',
    lines: MUG,
    steps: [shipped, sales(YORK)],
    expected: {
      linnworks: { to: { town: 'Leeds' }, isShipped: true },
      errors: ['TOO_LATE_SHIPPED'],
      answer: /already shipped/,
    },
  },
  {
    name: 'cancelled before it was sent',
    lines: [{ product: 'ghost', taxRate: 20 }],
    steps: [cancel],
    expected: { answer: /was not in Linnworks yet; it is not sent any more/ },
  },
  {
    name: 'cancelled on the shelf',
    lines: MUG,
    steps: [cancel],
    expected: { linnworks: { isCancelled: true }, answer: /is cancelled\.$/ },
  },
  {
    name: 'cancelled while it was picked',
    lines: MUG,
    steps: [picking, cancel],
    expected: { linnworks: { isCancelled: true, isShipped: false }, answer: /is cancelled\.$/ },
  },
  {
    name: 'cancelled after it was shipped',
    lines: MUG,
    steps: [shipped, cancel],
    expected: {
      linnworks: { isCancelled: false, isShipped: true },
      answer: /^Too late: Linnworks order \d+ is already shipped/,
    },
  },
];

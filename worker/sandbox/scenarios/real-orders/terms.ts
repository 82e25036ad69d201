import type { RealOrder } from './real-order.ts';

const MUG = [{ product: 'mug', taxRate: 20 }];
const GERMANY = {
  ShippingStreet: 'Leopoldstraße 77',
  ShippingCity: 'München',
  ShippingPostalCode: '80802',
  ShippingCountry: 'Germany',
};

/** How it is sent, from where, how it is paid, and what the warehouse is told. */
export const TERMS: readonly RealOrder[] = [
  {
    name: 'a service by the name that the shop uses for it',
    order: { Linnworks_Shipping_Service__c: 'express' },
    lines: MUG,
    expected: { linnworks: { service: 'DPD Next Day' } },
  },
  {
    name: 'to Germany by the rule for Germany',
    order: GERMANY,
    lines: MUG,
    expected: { linnworks: { service: 'UPS Standard' } },
  },
  {
    name: 'to Germany by the service that was sold',
    order: { ...GERMANY, Linnworks_Shipping_Service__c: 'Royal Mail 48' },
    lines: MUG,
    expected: { linnworks: { service: 'Royal Mail 48' } },
  },
  {
    name: 'too heavy for the post',
    lines: [{ product: 'anvil', taxRate: 20 }],
    expected: { linnworks: { service: 'UPS Standard' } },
  },
  {
    name: 'worth a better service',
    lines: [{ product: 'tent', quantity: 3, taxRate: 20 }],
    expected: { linnworks: { service: 'DPD Next Day' } },
  },
  {
    name: 'to the Netherlands from Rotterdam',
    order: { ShippingCity: 'Utrecht', ShippingPostalCode: '3511', ShippingCountry: 'NL' },
    lines: MUG,
    expected: { linnworks: { location: 'Rotterdam' } },
  },
  {
    name: 'from the location that the order names',
    order: { Linnworks_Location__c: 'Leeds' },
    lines: MUG,
    expected: { linnworks: { location: 'Leeds' } },
  },
  {
    name: 'paid by card',
    order: { Linnworks_Payment_Method__c: 'CC' },
    lines: MUG,
    expected: { linnworks: { isPaid: true, paymentMethod: 'Credit card' } },
  },
  {
    name: 'not paid yet',
    order: { Linnworks_Payment_Status__c: 'Unpaid' },
    lines: MUG,
    expected: { linnworks: { isPaid: false, isParked: true } },
  },
  {
    name: 'on hold until somebody has called',
    order: { Linnworks_Hold__c: true },
    lines: MUG,
    expected: { linnworks: { isOnHold: true, isParked: false } },
  },
  {
    name: 'parked on purpose',
    order: { Warehouse_State__c: 'park' },
    lines: MUG,
    expected: { linnworks: { isOnHold: false, isParked: true } },
  },
  {
    name: 'to be despatched by Christmas',
    order: { Linnworks_Despatch_By__c: '2026-12-20T12:00:00.000+0000' },
    lines: MUG,
    expected: { linnworks: { despatchBy: '2026-12-20T12:00:00.000Z' } },
  },
  {
    name: 'with a purchase order number, a gift message and a hint for the packer',
    order: {
      PoNumber: 'PO-4711',
      Gift_Message__c: 'Happy birthday, Tom',
      Picking_Hint__c: 'Use the small box',
    },
    lines: MUG,
    expected: {
      linnworks: {
        secondaryReference: 'PO-4711',
        properties: { 'Gift message': 'Happy birthday, Tom' },
        notes: [{ text: 'Use the small box', isInternal: true }],
      },
    },
  },
];

import { describe, expect, it } from 'vitest';
import type { ObservedOrder } from './observed-order.ts';
import { mayFollow, ORDER_STATES, type OrderState } from './order-state.ts';
import { stateOf } from './state-rules.ts';

const open: ObservedOrder = {
  linnworksId: 'a1',
  number: 100001,
  reference: '00000101',
  externalReference: null,
  source: 'SALESFORCE',
  subSource: 'Main',
  updatedAt: null,
  observedAt: '2026-03-02T10:00:00.000Z',
  isProcessed: false,
  isCancelled: false,
  isOnHold: false,
  isParked: false,
  isLocked: false,
  isPartShipped: false,
  isPickListPrinted: false,
  isLabelPrinted: false,
  paymentStatus: 'Paid',
  allocation: 'Not Allocated',
  receivedAt: null,
  despatchBy: null,
  paidAt: null,
  processedAt: null,
  locationId: '00000000-0000-0000-0000-000000000000',
  folders: [],
  identifiers: [],
  pickWaves: [],
  properties: {},
  shipping: { vendor: null, service: null, trackingNumber: null, weightKg: 0 },
  totals: { currency: 'GBP', subtotal: 0, postage: 0, tax: 0, total: 0, discount: 0 },
  lines: [],
};

const CASES: readonly [Partial<ObservedOrder>, OrderState][] = [
  [{}, 'Accepted'],
  [{ allocation: 'Full' }, 'Allocated'],
  [{ allocation: 'Partial' }, 'Accepted'],
  [{ allocation: 'Full', isPickListPrinted: true }, 'Picking'],
  [{ pickWaves: [7] }, 'Picking'],
  [{ isPickListPrinted: true, isLabelPrinted: true }, 'Packed'],
  [{ isLabelPrinted: true, isOnHold: true }, 'On Hold'],
  [{ isParked: true, paymentStatus: 'Unpaid' }, 'Parked'],
  [{ isLabelPrinted: true, isPartShipped: true }, 'Part Shipped'],
  [{ isProcessed: true, isLabelPrinted: true }, 'Shipped'],
  [{ isProcessed: true, isCancelled: true }, 'Cancelled'],
  [{ isProcessed: true, isOnHold: true }, 'Shipped'],
];

describe('the state of an order', () => {
  it.each(CASES)('reads %j as %s', (facts, state) => {
    expect(stateOf({ ...open, ...facts }).state).toBe(state);
  });
});

describe('what may follow', () => {
  it('lets nothing but returns and refunds follow Shipped', () => {
    expect(mayFollow('Shipped', 'Packed')).toBe(false);
    expect(mayFollow('Shipped', 'Cancelled')).toBe(false);
    expect(mayFollow('Shipped', 'Return Booked')).toBe(true);
  });

  it('lets an open order move back: labels are voided, holds are lifted', () => {
    expect(mayFollow('Packed', 'Picking')).toBe(true);
    expect(mayFollow('On Hold', 'Accepted')).toBe(true);
  });

  it('has a way from every open state to an ending', () => {
    for (const state of ['Accepted', 'Allocated', 'Picking', 'Packed'] as const)
      expect(ORDER_STATES[state].next).toEqual(expect.arrayContaining(['Shipped', 'Cancelled']));
  });
});

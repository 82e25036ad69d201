import { expect, it } from 'vitest';
import type { ObservedLine, ObservedOrder } from '../domain/observed-order.ts';
import { checkCreated, type Sent } from './check-created.ts';
import { NO_SERVICE, serviceHash } from './sent-parts.ts';

const LINE = { rowId: 'r1', itemNumber: '802A', sku: 'MUG', isUnlinked: false, isService: false };

const seen = (more: Partial<ObservedOrder> = {}): ObservedOrder =>
  ({
    ...{ number: 100001, isProcessed: false, isParked: false, lines: [LINE] },
    shipping: { vendor: 'Royal Mail', service: 'Tracked 24', trackingNumber: null, weightKg: 1 },
    totals: { currency: 'GBP', subtotal: 20, postage: 0, tax: 4, total: 24, discount: 0 },
    ...more,
  }) as ObservedOrder;
const line = (more: Partial<ObservedLine>) => [{ ...LINE, ...more } as ObservedLine];

const SENT: Sent = {
  ...{ expectedTotal: 2_400, currency: 'GBP', isPaid: true },
  service: serviceHash('tracked 24'),
};
const codes = (order: ObservedOrder, sent: Partial<Sent> = {}) =>
  checkCreated(order, { ...SENT, ...sent }).map(({ code }) => code);

it('has nothing to say about an order that is as it was sent', () => {
  expect(codes(seen())).toEqual([]);
});

it('says by how much a total differs, to the penny', () => {
  const [problem] = checkCreated(seen(), { ...SENT, expectedTotal: 2_401 });
  expect(problem).toMatchObject({ code: 'TOTAL_DIFFERS', path: 'Order.TotalAmount' });
  expect(problem?.message).toContain('differs by -0.01 from the order');
});

it('names the line that reserves nothing; a service has nothing to reserve', () => {
  const [problem] = checkCreated(seen({ lines: line({ isUnlinked: true }) }), SENT);
  expect(problem).toMatchObject({ code: 'LINE_UNLINKED', path: 'OrderItem.802A' });
  expect(codes(seen({ lines: line({ isUnlinked: true, isService: true }) }))).toEqual([]);
});

it('tells another postal service from the one that was asked for', () => {
  const other = { ...seen().shipping, service: 'Default' };
  expect(codes(seen({ shipping: other }))).toEqual(['SERVICE_DIFFERS']);
  expect(codes(seen({ shipping: { ...other, service: null } }))).toEqual(['SERVICE_DIFFERS']);
  expect(codes(seen({ shipping: other }), { service: NO_SERVICE })).toEqual([]);
});

it('says that a paid order is parked, unless it was sent so', () => {
  const parked = seen({ isParked: true });
  expect(codes(parked)).toEqual(['ORDER_PARKED']);
  expect(codes(parked, { isParked: true })).toEqual([]);
  expect(codes(parked, { isPaid: false })).toEqual([]);
});

it('leaves alone what has left the warehouse', () => {
  expect(codes(seen({ isProcessed: true, isParked: true }), { expectedTotal: 1 })).toEqual([]);
});

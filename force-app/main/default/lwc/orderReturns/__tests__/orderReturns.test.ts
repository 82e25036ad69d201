import { createElement } from 'lwc';
import OrderReturns, { type ReturnRow } from 'c/orderReturns';

const row = (more: Partial<ReturnRow>): ReturnRow => ({
  id: 'r1',
  kind: 'Return',
  status: 'Refunded',
  reference: 'RMA-7',
  reason: 'Valve leaks',
  amount: 64.95,
  currency: 'GBP',
  booked: '2026-03-02T10:00:00Z',
  settled: '',
  trace: 'trace-1',
  lines: [{ id: 'l1', sku: 'MAT', quantity: 1, reason: 'Valve leaks' }],
  ...more,
});

function mount(returns: readonly ReturnRow[]): Element {
  const element = createElement('c-order-returns', { is: OrderReturns });
  Object.assign(element, { returns, now: Date.parse('2026-03-02T12:00:00Z') });
  document.body.append(element);
  return element;
}
const textOf = (element: Element): string => element.shadowRoot?.textContent ?? '';

jest.mock('@salesforce/label/c.Linnworks_Returns_Paid_Back', () => ({ default: 'back {0}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Linnworks_Return_Line', () => ({ default: '{0} × {1}' }), {
  virtual: true,
});

afterEach(() => document.body.replaceChildren());

describe('c-order-returns', () => {
  it('shows what came back, why, and what was paid back in all', async () => {
    const refund = row({ id: 'r2', kind: 'Refund', reference: 'RMA-8', amount: 10 });
    const element = mount([row({}), refund, row({ id: 'r3', status: 'Booked', amount: 99 })]);
    expect(element.shadowRoot?.querySelector('h2')?.textContent).toBe('back 74.95 GBP');
    expect(textOf(element)).toContain('Return RMA-7');
    expect(textOf(element)).toContain('1 × MAT');
    expect(textOf(element)).toContain('trace-1');
    await expect(element).toBeAccessible();
  });

  it('adds no total while nothing was paid back, and keeps currencies apart', () => {
    const booked = mount([row({ status: 'Booked' })]);
    expect(booked.shadowRoot?.querySelector('h2')?.textContent).toBe('c.Linnworks_Returns');
    document.body.replaceChildren();
    const two = mount([row({}), row({ id: 'r2', amount: 5, currency: 'EUR' })]);
    expect(two.shadowRoot?.querySelector('h2')?.textContent).toBe('back 64.95 GBP, 5.00 EUR');
  });

  it('says a reason of a line only where it is another one', () => {
    const lines = [{ id: 'l1', sku: 'MAT', quantity: 2, reason: 'Torn' }];
    expect(textOf(mount([row({ lines })]))).toContain('2 × MAT · Torn');
  });
});

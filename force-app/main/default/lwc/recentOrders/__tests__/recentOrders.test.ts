import { createElement } from 'lwc';
import RecentOrders from 'c/recentOrders';

const order = {
  id: 'o1',
  number: '100001',
  reference: '00000101',
  state: 'Shipped',
  synced: '2026-03-02T11:59:00Z',
  detail: 'Tracked 48',
  orderId: '801000000000001AAA',
};
function mount(values: object): Element {
  const element = createElement('c-recent-orders', { is: RecentOrders });
  Object.assign(element, { now: Date.parse('2026-03-02T12:00:00Z'), ...values });
  document.body.append(element);
  return element;
}

afterEach(() => document.body.replaceChildren());

describe('c-recent-orders', () => {
  it('links each order and counts the states', async () => {
    const element = mount({ orders: [order], states: [{ state: 'Shipped', count: 4 }] });
    expect(element.shadowRoot?.querySelector('a')?.getAttribute('href')).toBe(
      '/lightning/r/Order/801000000000001AAA/view',
    );
    expect(element.shadowRoot?.textContent).toContain('Shipped 4');
    await expect(element).toBeAccessible();
  });

  it('says what to do while there is none', () => {
    const element = mount({ orders: [], states: [] });
    expect(element.shadowRoot?.querySelector('c-screen-state')).not.toBeNull();
  });
});

import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import OrderPicker from 'c/orderPicker';

const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
  getLastConfig(): { variables: unknown };
};
const node = (Id: string, number: string) => ({
  node: { Id, number: { value: number }, status: { value: 'Activated', displayValue: 'Active' } },
});
type Child = HTMLElement & Record<string, unknown>;
async function mount() {
  const element = createElement('c-order-picker', { is: OrderPicker as never });
  const picked: unknown[] = [];
  element.addEventListener('pick', (event) => picked.push((event as CustomEvent).detail));
  document.body.append(element);
  await Promise.resolve();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  return { element, picked, child };
}
afterEach(() => document.body.replaceChildren());

describe('c-order-picker', () => {
  it('offers the newest order and those that it finds', async () => {
    const { element, picked, child } = await mount();
    adapter.emit({ uiapi: { query: { orders: { edges: [node('801a', '00000101')] } } } });
    await Promise.resolve();
    const box = child('lightning-combobox');
    expect(box?.options).toEqual([
      { label: 'c.Linnworks_Order_Newest', value: 'newest' },
      { label: '00000101 · Active', value: '801a' },
    ]);
    box?.dispatchEvent(new CustomEvent('change', { detail: { value: '801a' } }));
    box?.dispatchEvent(new CustomEvent('change', { detail: { value: 'newest' } }));
    expect(picked).toEqual([{ orderId: '801a' }, { orderId: '' }]);
    child('lightning-input')?.dispatchEvent(
      new CustomEvent('change', { detail: { value: ' 101 ' } }),
    );
    await Promise.resolve();
    expect(adapter.getLastConfig().variables).toEqual({ search: '%101%' });
    await expect(element).toBeAccessible();
  });

  it('says when orders cannot be read', async () => {
    const { child } = await mount();
    adapter.emitErrors([{ message: 'no' }]);
    await Promise.resolve();
    expect(child('[role="alert"]')?.textContent).toBe('c.Linnworks_Orders_Unreadable');
  });
});

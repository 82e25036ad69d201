import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { STATES } from 'c/stateTable';
import StateMap from 'c/stateMap';

const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const value = (of: unknown) => ({ value: of });
type Child = HTMLElement & Record<string, unknown>;
async function mount() {
  const element = createElement('c-state-map', { is: StateMap as never });
  document.body.append(element);
  await Promise.resolve();
  const outcome = () => element.shadowRoot?.querySelector('.outcome')?.textContent ?? '';
  const cell = (from: string, to: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(`td[data-from="${from}"][data-to="${to}"]`);
  const choose = async (index: number, name: string) => {
    const boxes = element.shadowRoot?.querySelectorAll<Child>('lightning-combobox') ?? [];
    boxes[index].dispatchEvent(new CustomEvent('change', { detail: { value: name } }));
    await Promise.resolve();
  };
  return { element, outcome, cell, choose };
}
afterEach(() => document.body.replaceChildren());

describe('c-state-map', () => {
  it('says in a sentence what happens', async () => {
    const { element, outcome, choose } = await mount();
    expect(outcome()).toContain('c.Linnworks_States_Moves');
    await choose(0, 'Shipped');
    expect(outcome()).toContain('c.Linnworks_States_Same');
    await choose(1, 'Packed');
    expect(outcome()).toContain('c.Linnworks_States_Conflict');
    await expect(element).toBeAccessible();
  });

  it('names the status of the order when a mapping row gives one', async () => {
    const { outcome, choose } = await mount();
    expect(outcome()).not.toContain('Status');
    const node = { Id: 'a', status: value('Completed'), state: value('SHIPPED') };
    adapter.emit({ uiapi: { query: { rows: { edges: [{ node }] } } } });
    await Promise.resolve();
    expect(outcome()).toContain('c.Linnworks_States_Status');
    await choose(1, 'Cancelled');
    expect(outcome()).toContain('c.Linnworks_States_No_Status');
    adapter.emitErrors([{ message: 'busy' }]);
    await Promise.resolve();
    expect(outcome()).toContain('c.Linnworks_States_No_Status');
  });

  it('has a cell for every pair and is walked with the arrow keys', async () => {
    const { element, outcome, cell } = await mount();
    const cells = element.shadowRoot?.querySelectorAll('td') ?? [];
    expect(cells).toHaveLength(STATES.length ** 2);
    const first = cell('Released', 'Released');
    expect(first?.tabIndex).toBe(0);
    const press = async (on: HTMLElement | null | undefined, key: string) => {
      on?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      await Promise.resolve();
    };
    await press(first, 'ArrowUp');
    await press(first, 'ArrowDown');
    await press(cell('Sent', 'Released'), 'a');
    expect(cell('Sent', 'Released')?.tabIndex).toBe(0);
    expect([...cells].filter((one) => (one as HTMLElement).tabIndex === 0)).toHaveLength(1);
    await press(cell('Sent', 'Released'), 'Enter');
    expect(outcome()).toContain('c.Linnworks_States_Conflict');
    expect(cell('Sent', 'Released')?.getAttribute('aria-selected')).toBe('true');
    cell('Merged', 'Merged')?.click();
    await Promise.resolve();
    expect(outcome()).toContain('c.Linnworks_States_Same');
  });
});

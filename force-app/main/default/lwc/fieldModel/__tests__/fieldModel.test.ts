import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import FieldModel from 'c/fieldModel';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const value = (of: unknown) => ({ value: of });
const row = (name: string, from: string) => ({
  name,
  from,
  salesforce: 'a',
  linnworks: 'a',
  same: true,
});
const ANSWER = {
  type: 'check',
  check: 'mapping',
  rows: [
    {
      id: 'drift-Order.X',
      state: 'warn',
      title: 'Order.X is gone',
      detail: '',
      whatToDo: '',
      recordId: null,
    },
  ],
  comparisons: [
    {
      label: 'Order',
      recordId: null,
      ok: true,
      rows: [row('DispatchBy', 'Order.Due__c')],
      problems: [],
    },
    { label: 'Money', recordId: null, ok: true, rows: [row('Currency', 'Org.X')], problems: [] },
  ],
  figures: { gone: 1 },
};
type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(8)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(mayAsk = true) {
  const element = createElement('c-field-model', { is: FieldModel as never });
  Object.assign(element, { mayAsk });
  document.body.append(element);
  await tick();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  const all = (tag: string) => [...(element.shadowRoot?.querySelectorAll<Child>(tag) ?? [])];
  const fire = async (tag: string, name: string, detail: unknown) => {
    child(tag)?.dispatchEvent(new CustomEvent(name, { detail }));
    await tick();
  };
  const press = async () => {
    child('lightning-button')?.click();
    await tick();
  };
  return { element, child, all, fire, press };
}
beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-field-model', () => {
  it('shows live values of the chosen order, what is gone, and finds a field', async () => {
    const { element, child, all, fire, press } = await mount();
    expect(child('c-screen-state')?.state).toBe('empty');
    await fire('c-order-picker', 'pick', { orderId: '801a' });
    await press();
    expect(ask).toHaveBeenCalledWith('Check', { detail: { check: 'mapping', orderId: '801a' } });
    expect(child('c-screen-state')?.state).toBe('loading');
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Late',
      result: '',
      answer: null,
    });
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Worker_Late');
    const answer = JSON.stringify(ANSWER);
    await fire('c-request-watcher', 'answer', { key: 'key', status: 'Done', result: '', answer });
    expect(child('c-screen-state')?.heading).toBe('c.Linnworks_Fields_Drift');
    expect((child('c-check-result')?.answer as typeof ANSWER).comparisons).toEqual([]);
    expect(all('c-comparison-table')).toHaveLength(2);
    await fire('lightning-input', 'change', { value: 'due__C' });
    expect(all('c-comparison-table')).toHaveLength(1);
    await fire('lightning-input', 'change', { value: 'zebra' });
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Fields_No_Match');
    await expect(element).toBeAccessible();
  });

  it('warns of wrong rows without being asked', async () => {
    const { element, child } = await mount(false);
    const node = {
      Id: 'a0M',
      Name: value('VAT'),
      kind: value('Field'),
      problem: value('No field "X".'),
    };
    adapter.emit({ uiapi: { query: { rows: { edges: [{ node }] } } } });
    await tick();
    expect(element.shadowRoot?.textContent).toContain('No field "X".');
    expect(element.shadowRoot?.querySelector('li a')?.getAttribute('href')).toContain('a0M');
    expect(child('lightning-button')?.disabled).toBe(true);
    expect(child('c-screen-state')?.text).toBe('c.Linnworks_Fields_Only_Rows');
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(child('c-screen-state')?.state).toBe('partial');
  });

  it('says why there is no answer', async () => {
    const { child, fire, press } = await mount();
    await press();
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Failed',
      result: 'Too old.',
      answer: null,
    });
    expect(child('c-screen-state')).toMatchObject({ state: 'error', text: 'Too old.' });
    ask.mockRejectedValueOnce(new Error('no'));
    await fire('c-screen-state', 'retry', null);
    expect(child('c-screen-state')).toMatchObject({ state: 'error', text: 'You may not.' });
  });
});

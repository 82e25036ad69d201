import { createElement } from 'lwc';
import SetUpStep from 'c/setUpStep';

const STEP = {
  name: 'money',
  title: 'Tax and prices',
  text: 'Why.',
  position: 5,
  count: 11,
  hasCheck: true,
  hasOrder: true,
  hasLocations: false,
  hasLoad: true,
  fields: [{ name: 'Rate__c', label: 'Rate', kind: 'number' }],
};
const record = (state: string, words = '') => ({
  state,
  at: '2026-03-02T10:00:00Z',
  key: 'k',
  words,
});
type Child = HTMLElement & Record<string, unknown>;
async function mount(values: object = {}) {
  const element = createElement('c-set-up-step', { is: SetUpStep as never });
  const told: [string, unknown][] = [];
  for (const name of ['check', 'save', 'load', 'move'])
    element.addEventListener(name, (event) => told.push([name, (event as CustomEvent).detail]));
  const now = new Date('2026-03-02T10:02:00Z').getTime();
  Object.assign(element, { step: STEP, mayAsk: true, mayEdit: true, now, ...values });
  document.body.append(element);
  await Promise.resolve();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  const button = (label: string) =>
    [...(element.shadowRoot?.querySelectorAll<Child>('lightning-button') ?? [])].find(
      (one) => one.label === `c.Linnworks_${label}`,
    );
  return { element, told, child, button };
}
const answer = { type: 'check', check: 'sample', rows: [], comparisons: [], figures: {} };
afterEach(() => document.body.replaceChildren());

describe('c-set-up-step', () => {
  it('checks the chosen order, hands on what was saved, loads and skips', async () => {
    const { element, told, child, button } = await mount();
    expect(child('c-screen-state')?.heading).toBe('c.Linnworks_Check_Not_Yet');
    child('c-order-picker')?.dispatchEvent(
      new CustomEvent('pick', { detail: { orderId: '801a' } }),
    );
    button('Check_Now')?.click();
    const values = { Rate__c: 20 };
    child('c-settings-form')?.dispatchEvent(new CustomEvent('save', { detail: { values } }));
    button('Load_Stock_Now')?.click();
    button('Skip')?.click();
    expect(told).toEqual([
      ['check', { orderId: '801a' }],
      ['save', { values }],
      ['load', null],
      ['move', { to: 'skip' }],
    ]);
    expect(button('Continue')).toBeUndefined();
    await expect(element).toBeAccessible();
  });

  it('shows what was found and goes on', async () => {
    const { child, told, button } = await mount({ record: record('remarks'), answer });
    expect(child('c-check-result')?.answer).toEqual(answer);
    expect(button('Check_Again')?.variant).toBe('neutral');
    expect(button('Skip')).toBeUndefined();
    button('Continue')?.click();
    expect(told).toEqual([['move', { to: 'next' }]]);
  });

  it('waits, says when it takes long, and keeps the words of an answer that is gone', async () => {
    const waiting = await mount({ record: record('waiting'), isLate: true });
    expect(waiting.child('c-screen-state')?.state).toBe('loading');
    expect(waiting.button('Checking')?.disabled).toBe(true);
    expect(waiting.element.shadowRoot?.textContent).toContain('c.Linnworks_Worker_Late');
    const old = await mount({ record: record('failed', 'Two checks failed.') });
    expect(old.child('c-screen-state')?.heading).toBe('Two checks failed.');
  });

  it('asks nothing for those who may only look', async () => {
    const { element, button } = await mount({ mayAsk: false, mayEdit: false });
    expect(button('Check_Now')?.disabled).toBe(true);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Check_May_Not');
  });
});

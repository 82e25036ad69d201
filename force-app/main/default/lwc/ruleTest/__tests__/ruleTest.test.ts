import { createElement } from 'lwc';
import RuleTest from 'c/ruleTest';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const rule = (label: string, ok: boolean) => ({
  label,
  recordId: 'a0M',
  ok,
  rows: [],
  problems: [],
});
const answer = (...comparisons: object[]) =>
  JSON.stringify({ type: 'check', check: 'shipping', rows: [], comparisons, figures: {} });
type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(8)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(mayAsk = true) {
  const element = createElement('c-rule-test', { is: RuleTest as never });
  Object.assign(element, { mayAsk });
  document.body.append(element);
  await tick();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  const fire = async (tag: string, name: string, detail: unknown) => {
    child(tag)?.dispatchEvent(new CustomEvent(name, { detail }));
    await tick();
  };
  const press = async () => {
    child('lightning-button')?.click();
    await tick();
  };
  return { element, child, fire, press };
}
const reply = (text: string | null, status = 'Done', result = '') => ({
  key: 'key',
  status,
  result,
  answer: text,
});
beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-rule-test', () => {
  it('tests the rules on an order and shows which one wins', async () => {
    const { element, child, fire, press } = await mount();
    await fire('c-order-picker', 'pick', { orderId: '801a' });
    await press();
    expect(ask).toHaveBeenCalledWith('Check', { detail: { check: 'shipping', orderId: '801a' } });
    await fire(
      'c-request-watcher',
      'answer',
      reply(answer(rule('Small', false), rule('Big', true))),
    );
    const items = [...(element.shadowRoot?.querySelectorAll('ol li') ?? [])];
    expect(items.map((item) => item.className.includes('winner'))).toEqual([false, true]);
    expect(items[1].textContent).toContain('c.Linnworks_Rules_Wins');
    expect(child('c-comparison-table')?.rightLabel).toBe('c.Linnworks_Rules_Asks');
    await expect(element).toBeAccessible();
  });

  it('has words for nothing, waiting, no rules and failures', async () => {
    const { element, child, fire, press } = await mount();
    expect(child('c-screen-state')?.heading).toBe('c.Linnworks_Rules_Start');
    await press();
    expect(child('c-screen-state')?.state).toBe('loading');
    await fire('c-request-watcher', 'answer', reply(null, 'Late'));
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Worker_Late');
    await fire('c-request-watcher', 'answer', reply(answer()));
    expect(child('c-screen-state')?.heading).toBe('c.Linnworks_Rules_None');
    await press();
    await fire('c-request-watcher', 'answer', reply('{"cut', 'Done'));
    expect(child('c-screen-state')?.text).toBe('c.Linnworks_Check_Unreadable');
    ask.mockRejectedValueOnce(new Error('no'));
    await fire('c-screen-state', 'retry', null);
    expect(child('c-screen-state')?.text).toBe('You may not.');
  });

  it('is closed to those who may only look', async () => {
    const { child } = await mount(false);
    expect(child('lightning-button')?.disabled).toBe(true);
    expect(child('c-screen-state')?.text).toBe('c.Linnworks_Rules_Only_Look');
  });
});

import { createElement } from 'lwc';
import ApiBudgets, { runsOutAt, type Budget } from 'c/apiBudgets';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const day = (used: number, perHour?: number | null): Budget => ({
  name: 'Salesforce API',
  used,
  limit: 100_000,
  window: 'day',
  perHour,
});
function mount(budgets: readonly Budget[]): Element {
  const element = createElement('c-api-budgets', { is: ApiBudgets });
  Object.assign(element, { budgets, now: NOW });
  document.body.append(element);
  return element;
}
const words = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('p') ?? [])].map((p) => p.textContent);

afterEach(() => document.body.replaceChildren());

describe('c-api-budgets', () => {
  it('foresees when a daily budget runs out, and only then', () => {
    expect(runsOutAt(day(40_000, 6_000), NOW)).toBe('2026-03-02T22:00:00.000Z');
    expect(runsOutAt(day(40_000, 100), NOW)).toBeNull();
    expect(runsOutAt(day(40_000, null), NOW)).toBeNull();
    expect(runsOutAt(day(40_000, 0), NOW)).toBeNull();
  });

  it('shows the fullest first, each with a forecast in words', async () => {
    const minute = { name: 'CreateOrders', used: 140, limit: 150, window: 'minute' };
    const element = mount([day(40_000, 6_000), minute, { ...day(10, 1), name: 'Other' }]);
    const bars = [...(element.shadowRoot?.querySelectorAll('[role="progressbar"]') ?? [])];
    expect(bars.map((bar) => bar.getAttribute('aria-valuenow'))).toEqual(['93', '40', '0']);
    expect(words(element)).toEqual([
      'c.Linnworks_Budget_Refills',
      'c.Linnworks_Budget_Runs_Out',
      'c.Linnworks_Budget_Lasts',
    ]);
    await expect(element).toBeAccessible();
  });

  it('has words for a pace that is not known yet, and for no budget at all', () => {
    expect(words(mount([day(10)]))).toEqual(['c.Linnworks_Budget_Unknown']);
    document.body.replaceChildren();
    expect(mount([]).shadowRoot?.querySelector('c-screen-state')).not.toBeNull();
  });
});

import { createElement } from 'lwc';
import SyncAlarms, { type Alarm } from 'c/syncAlarms';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const alarm: Alarm = {
  id: 'a1',
  kind: 'Order Stuck',
  severity: 'Critical',
  message: 'Three orders are stuck.',
  whatToDo: 'Open the errors.',
  affected: 3,
  opened: '2026-03-02T11:00:00Z',
};
function mount(alarms: readonly Alarm[]): Element {
  const element = createElement('c-sync-alarms', { is: SyncAlarms });
  Object.assign(element, { alarms, now: NOW, errorsUrl: '/lightning/n/Linnworks_Errors' });
  document.body.append(element);
  return element;
}
const items = (element: Element) => [...(element.shadowRoot?.querySelectorAll('li') ?? [])];

afterEach(() => document.body.replaceChildren());

describe('c-sync-alarms', () => {
  it('shows the critical one first, with what to do and a way to the errors', async () => {
    const warning = { ...alarm, id: 'a2', kind: 'Quota Low', severity: 'Warning', message: 'Low.' };
    const element = mount([warning, alarm]);
    const [first, second] = items(element);
    expect(first.textContent).toContain('Three orders are stuck.');
    expect(first.textContent).toContain('Open the errors.');
    expect(first.querySelector('a')?.getAttribute('href')).toBe('/lightning/n/Linnworks_Errors');
    expect(second.querySelector('a')).toBeNull();
    expect(first.querySelector('[role="alert"]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('takes no room while there is none', () => {
    expect(items(mount([]))).toEqual([]);
  });
});

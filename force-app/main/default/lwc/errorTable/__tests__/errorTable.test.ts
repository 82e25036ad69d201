import { createElement } from 'lwc';
import ErrorTable, { type ErrorRow } from 'c/errorTable';

const row: ErrorRow = {
  id: 'e1',
  name: 'ERR-00000001',
  cause: 'LW_SKU_UNKNOWN|A',
  status: 'Open',
  kind: 'Data',
  code: 'LW_SKU_UNKNOWN',
  message: 'Linnworks has no item with the SKU "A".',
  record: '00000101',
  recordUrl: '/lightning/r/Order/801000000000001AAA/view',
  orderId: '801000000000001AAA',
  attempts: 2,
  firstSeen: '2026-03-02T11:00:00Z',
  nextTry: null,
  owner: 'Olu Operator',
};
type Button = HTMLElement & { disabled: boolean };
function mount(rows: readonly ErrorRow[], others: object = {}): Element {
  const element = createElement('c-error-table', { is: ErrorTable });
  const now = Date.parse('2026-03-02T12:00:00Z');
  Object.assign(element, { rows, now, mayAct: true, ...others });
  document.body.append(element);
  return element;
}
const one = (element: Element, selector: string) =>
  element.shadowRoot?.querySelector<Button>(selector);

afterEach(() => document.body.replaceChildren());

describe('c-error-table', () => {
  it('shows record, problem, age, attempts, next try and owner', async () => {
    const element = mount([row]);
    const cells = [...(element.shadowRoot?.querySelectorAll('tbody td, tbody th') ?? [])];
    expect(cells.slice(0, 6).map((cell) => cell.textContent)).toEqual([
      '00000101',
      'Linnworks has no item with the SKU "A".LW_SKU_UNKNOWN · Data',
      'c.Linnworks_Hours_Ago',
      '2',
      'c.Linnworks_Not_By_Itself',
      'Olu Operator',
    ]);
    expect(one(element, 'th a')?.getAttribute('href')).toBe(row.recordUrl);
    await expect(element).toBeAccessible();
  });

  it('lets rows be ticked and solved that can be retried', async () => {
    const solved = { ...row, id: 'e2', status: 'Resolved' };
    const element = mount([row, solved], { chosen: ['e1'] });
    const boxes = [
      ...(element.shadowRoot?.querySelectorAll<HTMLElement & { checked: boolean; label: string }>(
        'lightning-input',
      ) ?? []),
    ];
    expect(boxes.map(({ checked, label }) => [checked, label])).toEqual([
      [true, 'c.Linnworks_Choose_Record'],
    ]);
    const buttons = [
      ...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>(
        'lightning-button',
      ) ?? []),
    ];
    expect(buttons.map(({ label }) => label)).toEqual(['c.Linnworks_Solve', 'c.Linnworks_Show']);
    const heard: unknown[] = [];
    element.addEventListener('choose', (event) => {
      const { row: chosen, isChosen } = (event as CustomEvent<{ row: ErrorRow; isChosen: boolean }>)
        .detail;
      heard.push([chosen.id, isChosen]);
    });
    boxes[0]?.dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
    expect(heard).toEqual([['e1', false]]);
    await expect(element).toBeAccessible();
  });

  it('asks to open and to retry a row', () => {
    const element = mount([row]);
    const heard: unknown[] = [];
    for (const name of ['open', 'retry'])
      element.addEventListener(name, (event) =>
        heard.push([name, (event as CustomEvent<{ row: ErrorRow }>).detail.row.id]),
      );
    one(element, 'lightning-button')?.click();
    one(element, 'lightning-button-icon')?.click();
    expect(heard).toEqual([
      ['open', 'e1'],
      ['retry', 'e1'],
    ]);
  });

  it('is busy until the answer is there, and then shows it', () => {
    expect(one(mount([row], { answers: { e1: '' } }), 'lightning-button-icon')?.disabled).toBe(
      true,
    );
    document.body.replaceChildren();
    const answered = mount([row], { answers: { e1: 'Order sent.' } });
    expect(one(answered, '[role="status"]')?.textContent).toBe('Order sent.');
  });

  it('offers no retry to somebody who may only look, nor for what is over', () => {
    expect(one(mount([row], { mayAct: false }), 'lightning-button-icon')).toBeNull();
    document.body.replaceChildren();
    expect(one(mount([{ ...row, status: 'Ignored' }]), 'lightning-button-icon')).toBeNull();
  });
});

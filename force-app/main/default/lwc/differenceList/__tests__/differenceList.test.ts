import { createElement } from 'lwc';
import DifferenceList, { type Difference } from 'c/differenceList';

const row: Difference = {
  id: 'd1',
  name: 'DIF-1',
  kind: 'Different',
  subject: 'Total',
  field: 'Total',
  salesforce: '120.00 GBP',
  linnworks: '118.00 GBP',
  status: 'Open',
  record: '00000102',
  recordUrl: '/lightning/r/Order/801A/view',
  whatToDo: 'Correct the price.',
  firstSeen: '2026-03-02T11:00:00Z',
};
type Button = HTMLElement & { disabled: boolean };
function mount(rows: readonly Difference[], others: object = {}): Element {
  const element = createElement('c-difference-list', { is: DifferenceList });
  const now = Date.parse('2026-03-02T12:00:00Z');
  Object.assign(element, { rows, now, mayAct: true, ...others });
  document.body.append(element);
  return element;
}
const button = (element: Element) => element.shadowRoot?.querySelector<Button>('lightning-button');

afterEach(() => document.body.replaceChildren());

describe('c-difference-list', () => {
  it('shows both values, what to do, and asks for the repair', async () => {
    const element = mount([row]);
    const repair = jest.fn();
    element.addEventListener('repair', (event) => repair((event as CustomEvent<object>).detail));
    for (const words of ['120.00 GBP', '118.00 GBP', 'Correct the price.'])
      expect(element.shadowRoot?.textContent).toContain(words);
    button(element)?.click();
    expect(repair).toHaveBeenCalledWith({ id: 'd1' });
    await expect(element).toBeAccessible();
  });

  it('is busy until the repair is answered', () => {
    expect(button(mount([row], { answers: { d1: '' } }))?.disabled).toBe(true);
  });

  it('offers no repair to somebody who may only look, nor while one runs', () => {
    expect(button(mount([row], { mayAct: false }))).toBeNull();
    document.body.replaceChildren();
    expect(button(mount([{ ...row, status: 'Repairing' }]))).toBeNull();
  });

  it('has words for agreement', () => {
    expect(mount([]).shadowRoot?.querySelector('c-screen-state')).not.toBeNull();
  });
});

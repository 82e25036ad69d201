import { createElement } from 'lwc';
import SyncErrors, { type SyncError } from 'c/syncErrors';

const base: SyncError = {
  id: 'a01',
  cause: 'LW_SKU_UNKNOWN|ABC-1',
  status: 'Open',
  kind: 'Data',
  code: 'LW_SKU_UNKNOWN',
  message: 'Linnworks has no item with the SKU "ABC-1".',
  whatToDo: 'Correct the SKU of the product.',
  trace: '0190-trace',
  attempts: 2,
  firstSeen: '2026-03-02T11:00:00Z',
  record: '00000101',
  orderId: '801000000000001AAA',
};

function mount(errors: readonly SyncError[], answers: Record<string, string> = {}): Element {
  const element = createElement('c-sync-errors', { is: SyncErrors });
  Object.assign(element, { errors, answers, now: Date.parse('2026-03-02T12:00:00Z') });
  document.body.append(element);
  return element;
}
const buttons = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('lightning-button') ?? [])] as (HTMLElement & {
    disabled: boolean;
  })[];

afterEach(() => document.body.replaceChildren());

describe('c-sync-errors', () => {
  it('shows one error with its advice, its trace and a link to the order', async () => {
    const element = mount([base]);
    const text = element.shadowRoot?.textContent ?? '';
    expect(text).toContain(base.message);
    expect(text).toContain(base.whatToDo);
    expect(text).toContain(base.trace);
    expect(element.shadowRoot?.querySelector('a')?.getAttribute('href')).toBe(
      '/lightning/r/Order/801000000000001AAA/view',
    );
    expect(buttons(element)).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('puts errors of one cause together and retries them all', () => {
    const element = mount([base, { ...base, id: 'a02', record: '00000102' }]);
    expect(element.shadowRoot?.querySelectorAll('section')).toHaveLength(1);
    const asked = jest.fn();
    element.addEventListener('retry', (event) => asked((event as CustomEvent).detail));
    buttons(element)[0].click();
    expect(asked).toHaveBeenCalledWith({
      cause: base.cause,
      errors: [expect.objectContaining({ id: 'a01' }), expect.objectContaining({ id: 'a02' })],
    });
  });

  it('retries one, and is busy until the answer is there', () => {
    const element = mount([base], { a01: '' });
    expect(buttons(element)[0].disabled).toBe(true);
    const asked = jest.fn();
    element.addEventListener('retry', (event) => asked((event as CustomEvent).detail));
    buttons(element)[0].click();
    expect(asked).toHaveBeenCalledWith({ errors: [expect.objectContaining({ id: 'a01' })] });
  });

  it('has words for the day on which nothing is wrong', async () => {
    const element = mount([]);
    expect(element.shadowRoot?.querySelector('c-empty-state')).not.toBeNull();
    await expect(element).toBeAccessible();
  });
});

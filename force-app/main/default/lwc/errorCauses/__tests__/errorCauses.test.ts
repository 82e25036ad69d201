import { createElement } from 'lwc';
import ErrorCauses, { type Cause } from 'c/errorCauses';

const cause: Cause = {
  cause: 'LW_SKU_UNKNOWN|A',
  code: 'LW_SKU_UNKNOWN',
  count: 37,
  message: 'Linnworks has no item with the SKU "A".',
  whatToDo: 'Correct the SKU.',
};
interface Button extends HTMLElement {
  disabled: boolean;
}
function mount(causes: readonly Cause[], others: object = {}): Element {
  const element = createElement('c-error-causes', { is: ErrorCauses });
  Object.assign(element, { causes, mayAct: true, ...others });
  document.body.append(element);
  return element;
}
const buttons = (element: Element) => [
  ...(element.shadowRoot?.querySelectorAll<Button>('lightning-button') ?? []),
];

afterEach(() => document.body.replaceChildren());

describe('c-error-causes', () => {
  it('shows each cause with its advice, and asks to show or retry all of it', async () => {
    const element = mount([cause]);
    const heard: unknown[] = [];
    for (const name of ['show', 'retry'])
      element.addEventListener(name, (event) =>
        heard.push([name, (event as CustomEvent<object>).detail]),
      );
    expect(element.shadowRoot?.textContent).toContain('Correct the SKU.');
    buttons(element).forEach((button) => button.click());
    expect(heard).toEqual([
      ['show', { cause: cause.cause }],
      ['retry', { cause: cause.cause }],
    ]);
    await expect(element).toBeAccessible();
  });

  it('is busy until a retry is answered', () => {
    const [, retry] = buttons(mount([cause], { busy: [cause.cause] }));
    expect(retry.disabled).toBe(true);
  });

  it('offers no retry to somebody who may only look', () => {
    expect(buttons(mount([cause], { mayAct: false }))).toHaveLength(1);
  });

  it('has words for the day on which nothing is wrong', () => {
    expect(mount([]).shadowRoot?.querySelector('c-screen-state')).not.toBeNull();
  });
});

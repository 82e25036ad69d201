import { createElement } from 'lwc';
import ScreenState, { type StateName } from 'c/screenState';

interface Block extends HTMLElement {
  heading: string;
  text: string;
  isAlert: boolean;
}
function mount(state: StateName, words: object = {}): Element {
  const element = createElement('c-screen-state', { is: ScreenState });
  Object.assign(element, { state, ...words });
  document.body.append(element);
  return element;
}
const blockOf = (element: Element) => element.shadowRoot?.querySelector<Block>('c-empty-state');

afterEach(() => document.body.replaceChildren());

describe('c-screen-state', () => {
  it('shows that something is loading', async () => {
    const element = mount('loading');
    expect(element.shadowRoot?.querySelector('lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it.each([
    ['empty', false, 'c.Linnworks_Nothing_Here'],
    ['error', true, 'c.Linnworks_Cannot_Be_Read'],
    ['no-permission', true, 'c.Linnworks_No_Access'],
  ] as const)('has words for %s', async (state, isAlert, heading) => {
    const element = mount(state);
    expect(blockOf(element)?.heading).toBe(heading);
    expect(blockOf(element)?.isAlert).toBe(isAlert);
    await expect(element).toBeAccessible();
  });

  it.each(['stale', 'partial'] as const)('is a strip above what is %s', async (state) => {
    const element = mount(state);
    expect(blockOf(element)).toBeNull();
    expect(element.shadowRoot?.querySelector('[role="status"]')?.textContent).not.toBe('');
    await expect(element).toBeAccessible();
  });

  it('takes the words of the screen, and offers to try again after an error', () => {
    const element = mount('error', { heading: 'No luck', text: 'Wait' });
    expect(blockOf(element)).toMatchObject({ heading: 'No luck', text: 'Wait' });
    const again = jest.fn();
    element.addEventListener('retry', again);
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    expect(again).toHaveBeenCalledTimes(1);
  });
});

import { createElement } from 'lwc';
import Sparkline from 'c/sparkline';

function mount(history: string | null): Element {
  const element = createElement('c-sparkline', { is: Sparkline });
  Object.assign(element, { history, label: 'Last 24 hours' });
  document.body.append(element);
  return element;
}
const bars = (element: Element) => [...(element.shadowRoot?.querySelectorAll('rect') ?? [])];

afterEach(() => document.body.replaceChildren());

describe('c-sparkline', () => {
  it('puts failures on top of what was done', async () => {
    const element = mount('[{"done":4,"failed":4},{"done":0,"failed":0}]');
    expect(bars(element).map((bar) => bar.getAttribute('class'))).toEqual([
      'done',
      'failed',
      'none',
    ]);
    await expect(element).toBeAccessible();
  });

  it('shows nothing for a history that cannot be read', () => {
    expect(bars(mount('nonsense'))).toEqual([]);
    expect(bars(mount(null))).toEqual([]);
  });
});

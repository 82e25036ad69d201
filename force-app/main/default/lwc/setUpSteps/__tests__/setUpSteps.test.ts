import { createElement } from 'lwc';
import SetUpSteps from 'c/setUpSteps';

const item = (name: string, number: number, isPassed: boolean) => ({
  name,
  number,
  title: name,
  icon: 'utility:success',
  variant: '',
  stateLabel: isPassed ? 'Done' : 'To do',
  words: '',
  isPassed,
});
type Child = HTMLElement & Record<string, unknown>;
afterEach(() => document.body.replaceChildren());

it('c-set-up-steps shows how far the set-up is and opens a step, in the list and on a phone', async () => {
  const element = createElement('c-set-up-steps', { is: SetUpSteps as never });
  const opened: unknown[] = [];
  element.addEventListener('openstep', (event) => opened.push((event as CustomEvent).detail));
  const items = [item('first', 1, true), item('second', 2, false)];
  Object.assign(element, { items, current: 'second' });
  document.body.append(element);
  await Promise.resolve();
  const root = element.shadowRoot;
  const bar = root?.querySelector('[role="progressbar"]');
  expect(bar?.getAttribute('aria-valuenow')).toBe('1');
  expect(bar?.getAttribute('aria-valuemax')).toBe('2');
  const [first, second] = root?.querySelectorAll<HTMLElement>('button') ?? [];
  expect(second.getAttribute('aria-current')).toBe('step');
  first.click();
  const choice = root?.querySelector<Child>('lightning-combobox');
  expect(choice?.options).toEqual([
    { label: '1. first (Done)', value: 'first' },
    { label: '2. second (To do)', value: 'second' },
  ]);
  choice?.dispatchEvent(new CustomEvent('change', { detail: { value: 'second' } }));
  expect(opened).toEqual([{ name: 'first' }, { name: 'second' }]);
  await expect(element).toBeAccessible();
});

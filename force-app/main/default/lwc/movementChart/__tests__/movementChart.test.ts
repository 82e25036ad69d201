import { createElement } from 'lwc';
import MovementChart from 'c/movementChart';

it('draws what came in above the line and what went out below it', async () => {
  const element = createElement('c-movement-chart', { is: MovementChart });
  Object.assign(element, { quantities: [10, -5], label: 'two movements' });
  document.body.appendChild(element);
  await Promise.resolve();
  const root = element.shadowRoot as ShadowRoot;
  const bars = [...root.querySelectorAll('rect')].map((bar) => [
    bar.getAttribute('class'),
    Number(bar.getAttribute('y')),
    Number(bar.getAttribute('height')),
  ]);
  expect(bars).toEqual([
    ['in', 1, 15],
    ['out', 16, 8],
  ]);
  expect(root.querySelector('svg')?.getAttribute('aria-label')).toBe('two movements');
  await expect(element).toBeAccessible();
});

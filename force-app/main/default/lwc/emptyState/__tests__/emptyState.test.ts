import { createElement } from 'lwc';
import EmptyState from 'c/emptyState';

afterEach(() => document.body.replaceChildren());

describe('c-empty-state', () => {
  it.each([
    [false, 'status'],
    [true, 'alert'],
  ])('is read out as it should be (alert: %s)', async (isAlert, role) => {
    const element = createElement('c-empty-state', { is: EmptyState });
    Object.assign(element, { heading: 'Nothing here', text: 'Do this next', isAlert });
    document.body.append(element);
    expect(element.shadowRoot?.querySelector('div')?.getAttribute('role')).toBe(role);
    expect(element.shadowRoot?.textContent).toContain('Do this next');
    await expect(element).toBeAccessible();
  });
});

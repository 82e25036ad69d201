import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import MappingPage from 'c/mappingPage';

const address = CurrentPageReference as unknown as { emit(page: unknown): void };
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };
type Child = HTMLElement & Record<string, unknown>;
async function mount(part = '') {
  const element = createElement('c-mapping-page', { is: MappingPage as never });
  document.body.append(element);
  address.emit({ state: part === '' ? {} : { c__part: part } });
  await Promise.resolve();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  return { element, child };
}
afterEach(() => document.body.replaceChildren());

describe('c-mapping-page', () => {
  it.each([
    ['', 'c-field-model'],
    ['nonsense', 'c-field-model'],
    ['states', 'c-state-map'],
    ['rules', 'c-rule-test'],
  ])('shows for %p the part %s', async (part, tag) => {
    const { element, child } = await mount(part);
    expect(child('c-screen-state')?.state).toBe('loading');
    objectInfo.emit({ createable: true });
    await Promise.resolve();
    expect(child(tag)).not.toBeNull();
    const pressed = element.shadowRoot?.querySelectorAll('button[aria-pressed="true"]');
    expect(pressed).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('lets a viewer look and nobody else in', async () => {
    const { child } = await mount('rules');
    objectInfo.emit({ createable: false });
    await Promise.resolve();
    expect(child('c-rule-test')?.mayAsk).toBe(false);
    objectInfo.error();
    await Promise.resolve();
    expect(child('c-screen-state')?.state).toBe('no-permission');
  });
});

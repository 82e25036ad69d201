import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import ErrorDetail from 'c/errorDetail';

const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const value = (of: unknown) => ({ value: of });
const node = {
  Id: 'e1',
  status: value('Open'),
  code: value('LW_SKU_UNKNOWN'),
  kind: value('Data'),
  message: value('Linnworks has no item with the SKU "A".'),
  whatToDo: value('Correct the SKU.'),
  record: value('00000101'),
  order: value('801000000000001AAA'),
  trace: value('0199-trace'),
  request: value('{"PostCode":"***"}'),
  attempts: value(2),
};
const reply = (...nodes: object[]) => ({
  uiapi: { query: { errors: { edges: nodes.map((one) => ({ node: one })) } } },
});
type Child = HTMLElement & { state: string; heading: string };
const tick = () => [1, 2, 3, 4, 5, 6].reduce((all) => all.then(() => undefined), Promise.resolve());
async function mount(data?: unknown, mayAct = true): Promise<Element> {
  const element = createElement('c-error-detail', { is: ErrorDetail as never });
  Object.assign(element, { errorId: 'e1', mayAct, now: Date.parse('2026-03-02T12:00:00Z') });
  document.body.append(element);
  await tick();
  if (data !== undefined) adapter.emit(data);
  await tick();
  return element;
}
const child = (element: Element, tag: string) => element.shadowRoot?.querySelector<Child>(tag);

afterEach(() => document.body.replaceChildren());

describe('c-error-detail', () => {
  it('shows what is wrong, what to do, what was sent, and has the focus', async () => {
    const element = await mount(reply(node));
    const text = element.shadowRoot?.textContent ?? '';
    for (const words of [node.message, node.trace, node.request])
      expect(text).toContain(words.value);
    expect(text).toContain('c.Linnworks_Advice_Lw_Sku_Unknown');
    expect(child(element, 'dd a')?.getAttribute('href')).toBe(
      '/lightning/r/Order/801000000000001AAA/view',
    );
    expect(element.shadowRoot?.activeElement?.tagName).toBe('H2');
    await expect(element).toBeAccessible();
  });

  it('is closed, and hands on what was asked', async () => {
    const element = await mount(reply(node));
    const heard: unknown[] = [];
    for (const name of ['close', 'asked'])
      element.addEventListener(name, (event) =>
        heard.push([name, (event as CustomEvent<unknown>).detail]),
      );
    child(element, 'c-error-actions')?.dispatchEvent(
      new CustomEvent('asked', { detail: { key: 'k' } }),
    );
    child(element, 'lightning-button-icon')?.click();
    expect(heard).toEqual([
      ['asked', { key: 'k', errorId: 'e1' }],
      ['close', null],
    ]);
  });

  it('says that it is loading, gone, or cannot be read', async () => {
    const element = await mount();
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('error');
    adapter.emit(reply());
    await tick();
    expect(child(element, 'c-screen-state')).toMatchObject({
      state: 'empty',
      heading: 'c.Linnworks_Problem_Gone',
    });
  });

  it('offers no action to somebody who may only look', async () => {
    const element = await mount(reply(node), false);
    expect(child(element, 'c-error-actions')).toBeNull();
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Look_Only');
  });
});

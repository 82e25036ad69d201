import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import ErrorCenter from 'c/errorCenter';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const adapter = graphql as unknown as {
  emit(data: unknown, filter?: (config: { variables?: object }) => boolean): void;
  emitErrors(errors: unknown[], filter?: (config: { variables?: object }) => boolean): void;
};
const address = CurrentPageReference as unknown as { emit(page: unknown): void };
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };

const value = (of: unknown) => ({ value: of });
const node = (id: string, cause = 'A') => ({
  Id: id,
  Name: value(`ERR-${id}`),
  cause: value(cause),
  status: value('Open'),
  message: value('Bad SKU.'),
  record: value(`order ${id}`),
  order: value('801000000000001AAA'),
});
const group = (cause: string, count: number) => ({
  node: {
    aggregate: {
      cause: value(cause),
      status: value('Open'),
      message: { min: value('Bad SKU.') },
      whatToDo: { min: value('Correct it.') },
      Id: { count: value(count) },
    },
  },
});
const isPage = ({ variables = {} }: { variables?: object }) => 'before' in variables;
const isOverview = ({ variables = {} }: { variables?: object }) =>
  'status' in variables && !('before' in variables);
const emitPage = (nodes: object[], hasNextPage = false) =>
  adapter.emit(
    {
      uiapi: {
        query: {
          errors: { pageInfo: { hasNextPage }, edges: nodes.map((one) => ({ node: one })) },
        },
      },
    },
    isPage,
  );
const emitOverview = (...edges: object[]) =>
  adapter.emit({ uiapi: { aggregate: { states: { edges }, causes: { edges } } } }, isOverview);

type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(12)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(state: object = {}, createable = true): Promise<Element> {
  const element = createElement('c-error-center', { is: ErrorCenter as never });
  document.body.append(element);
  address.emit({ type: 'standard__navItemPage', state });
  objectInfo.emit({ createable });
  await tick();
  return element;
}
const child = (element: Element, tag: string) => element.shadowRoot?.querySelector<Child>(tag);
const fire = (element: Element, tag: string, name: string, detail: unknown) =>
  child(element, tag)?.dispatchEvent(new CustomEvent(name, { detail }));
const button = (element: Element, label: string) =>
  [...(element.shadowRoot?.querySelectorAll<Child>('lightning-button') ?? [])].find(
    (one) => one.label === `c.Linnworks_${label}`,
  );

beforeEach(() => {
  let number = 0;
  ask.mockReset();
  ask.mockImplementation(() => Promise.resolve(`key${++number}`));
});
afterEach(() => document.body.replaceChildren());

describe('c-error-center', () => {
  it('shows the errors that the URL names, by state and cause', async () => {
    const element = await mount({ c__status: 'Retrying', c__kind: 'Data', c__search: '50%' });
    emitPage([node('2'), node('1')]);
    emitOverview(group('A', 2));
    await tick();
    expect((child(element, 'c-error-table')?.rows as unknown[]).length).toBe(2);
    expect(element.shadowRoot?.querySelector('[aria-pressed="true"]')?.textContent).toContain(
      'c.Linnworks_Status_And_Count',
    );
    await expect(element).toBeAccessible();
  });

  it('reads on after the last row and keeps what was read', async () => {
    const element = await mount();
    emitPage([node('3'), node('2')], true);
    await tick();
    button(element, 'Show_More')?.click();
    await tick();
    emitPage([node('1')]);
    await tick();
    expect((child(element, 'c-error-table')?.rows as { id: string }[]).map(({ id }) => id)).toEqual(
      ['3', '2', '1'],
    );
    expect(button(element, 'Show_More')).toBeUndefined();
  });

  it('retries a cause with one request, and all shown with one for each', async () => {
    const element = await mount();
    emitPage([node('2'), node('1')]);
    emitOverview(group('A', 300));
    await tick();
    fire(element, 'c-error-causes', 'retry', { cause: 'A' });
    await tick();
    expect(ask.mock.calls).toEqual([['Retry', { causeKey: 'A' }]]);
    button(element, 'Retry_Shown')?.click();
    await tick();
    expect(
      ask.mock.calls.slice(1).map(([, options]) => (options as { errorId: string }).errorId),
    ).toEqual(['2', '1']);
    fire(element, 'c-request-watcher', 'answer', { key: 'key2', status: 'Done', result: 'Sent.' });
    await tick();
    expect(child(element, 'c-error-table')?.answers).toEqual({ 2: 'Sent.', 1: '' });
  });

  it('retries the rows that are ticked and no other', async () => {
    const element = await mount();
    emitPage([node('3'), node('2'), node('1')]);
    await tick();
    const choose = (id: string, isChosen: boolean) =>
      fire(element, 'c-error-table', 'choose', { row: { id }, isChosen });
    choose('3', true);
    choose('2', true);
    choose('1', true);
    choose('2', false);
    await tick();
    expect(button(element, 'Retry_Shown')).toBeUndefined();
    button(element, 'Retry_Chosen')?.click();
    await tick();
    expect(ask.mock.calls.map(([, options]) => (options as { errorId: string }).errorId)).toEqual([
      '3',
      '1',
    ]);
    // What was retried is not ticked any more.
    expect(button(element, 'Retry_Chosen')).toBeUndefined();
  });

  it('shows beside the row why a retry was refused', async () => {
    ask.mockRejectedValueOnce(new Error('no'));
    const element = await mount();
    emitPage([node('1')]);
    await tick();
    fire(element, 'c-error-table', 'retry', { row: { id: '1', orderId: null } });
    await tick();
    expect(child(element, 'c-error-table')?.answers).toEqual({ 1: 'You may not.' });
  });

  it('opens the error that the URL names', async () => {
    const element = await mount({ c__error: 'e9' });
    emitPage([node('1')]);
    await tick();
    expect(child(element, 'c-error-detail')?.errorId).toBe('e9');
  });

  it('has words for nothing, for loading, for a failure and for old rows', async () => {
    const element = await mount();
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'busy' }], isPage);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('error');
    emitPage([]);
    await tick();
    expect(child(element, 'c-screen-state')?.heading).toBe('c.Linnworks_Nothing_In_State');
    adapter.emitErrors([{ message: 'busy' }], isPage);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('stale');
  });

  it('lets a viewer look and nobody else in', async () => {
    const element = await mount({}, false);
    emitPage([node('2'), node('1')]);
    await tick();
    expect(child(element, 'c-error-table')?.mayAct).toBe(false);
    expect(button(element, 'Retry_Shown')).toBeUndefined();
    objectInfo.error();
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('no-permission');
  });
});

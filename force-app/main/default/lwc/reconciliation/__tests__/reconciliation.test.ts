import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import Reconciliation from 'c/reconciliation';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
type Config = { variables?: { before?: string; kinds?: string[]; keys?: string[] } };
const adapter = graphql as unknown as {
  emit(data: unknown, filter?: (config: Config) => boolean): void;
  emitErrors(errors: unknown[], filter?: (config: Config) => boolean): void;
};
const address = CurrentPageReference as unknown as { emit(page: unknown): void };
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };

const value = (of: unknown) => ({ value: of });
const isRows = ({ variables }: Config) => variables?.before !== undefined;
const isRuns = ({ variables }: Config) => variables === undefined;
const nodes = (list: object[]) => list.map((node) => ({ node }));
const emitRuns = (...list: object[]) =>
  adapter.emit({ uiapi: { query: { runs: { edges: nodes(list) } } } }, isRuns);
const emitRows = (list: object[], hasNextPage = false) =>
  adapter.emit(
    { uiapi: { query: { differences: { pageInfo: { hasNextPage }, edges: nodes(list) } } } },
    isRows,
  );
const run = {
  Id: 'r1',
  kind: value('Orders'),
  status: value('Complete'),
  checked: value(1204),
  agree: value(1203),
  different: value(1),
  unsolved: value(1),
  finished: value('2026-03-02T11:00:00Z'),
};
const difference = (id: string) => ({ Id: id, Name: value(id), status: value('Open') });

type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(8)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(state: object = {}, createable = true): Promise<Element> {
  const element = createElement('c-reconciliation', { is: Reconciliation as never });
  document.body.append(element);
  address.emit({ state });
  objectInfo.emit({ createable });
  await tick();
  return element;
}
const child = (element: Element, tag: string) => element.shadowRoot?.querySelector<Child>(tag);
const fire = (element: Element, tag: string, name: string, detail: unknown) =>
  child(element, tag)?.dispatchEvent(new CustomEvent(name, { detail }));

beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-reconciliation', () => {
  it('shows the newest run of each kind and its differences', async () => {
    const element = await mount();
    emitRuns(
      run,
      { ...run, Id: 'r0' },
      { ...run, Id: 's1', kind: value('Stock'), status: value('Incomplete') },
    );
    emitRows([difference('d2'), difference('d1')], true);
    await tick();
    const cards = [...(element.shadowRoot?.querySelectorAll('.cards li') ?? [])];
    expect(cards).toHaveLength(2);
    expect(cards[1].textContent).toContain('c.Linnworks_Agreement_Incomplete');
    expect((child(element, 'c-difference-list')?.rows as object[]).length).toBe(2);
    await expect(element).toBeAccessible();
  });

  it('repairs one difference and shows the answer beside it', async () => {
    const element = await mount();
    emitRuns(run);
    emitRows([difference('d1')]);
    await tick();
    fire(element, 'c-difference-list', 'repair', { id: 'd1' });
    await tick();
    expect(ask).toHaveBeenCalledWith('Repair', { recordId: 'd1' });
    expect(child(element, 'c-difference-list')?.answers).toEqual({ d1: '' });
    fire(element, 'c-request-watcher', 'answer', {
      key: 'key',
      status: 'Done',
      result: 'Sent again.',
    });
    await tick();
    expect(child(element, 'c-difference-list')?.answers).toEqual({ d1: 'Sent again.' });
  });

  it('compares now, and says why it was refused', async () => {
    const element = await mount();
    emitRuns(run);
    await tick();
    child(element, 'lightning-button')?.click();
    await tick();
    expect(ask).toHaveBeenCalledWith('Reconcile', {});
    expect(child(element, 'lightning-button')?.disabled).toBe(true);
    fire(element, 'c-request-watcher', 'answer', {
      key: 'key',
      status: 'Done',
      result: 'All agree.',
    });
    await tick();
    expect(child(element, 'lightning-button')?.disabled).toBe(false);
    ask.mockRejectedValueOnce(new Error('no'));
    child(element, 'lightning-button')?.click();
    await tick();
    expect(child(element, 'p[role="status"]')?.textContent).toBe('You may not.');
  });

  it('has words for nothing, for loading, for a failure, for old and missing parts', async () => {
    const element = await mount();
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'busy' }], isRuns);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('error');
    emitRuns();
    await tick();
    expect(child(element, 'c-screen-state')?.heading).toBe('c.Linnworks_Agreement_Never');
    adapter.emitErrors([{ message: 'busy' }], isRows);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('partial');
    adapter.emitErrors([{ message: 'busy' }], isRuns);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('stale');
  });

  it('lets a viewer look and nobody else in', async () => {
    const element = await mount({ c__show: 'there' }, false);
    emitRuns(run);
    await tick();
    expect(child(element, 'c-difference-list')?.mayAct).toBe(false);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Look_Only');
    objectInfo.error();
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('no-permission');
  });
});

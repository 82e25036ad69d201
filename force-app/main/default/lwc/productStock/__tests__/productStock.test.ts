import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import ProductStock from 'c/productStock';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('user:key')),
  reasonOf: () => 'No access',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const data = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const access = getObjectInfo as unknown as {
  emit(data: unknown): void;
  error(body: unknown, status: number): void;
};

const value = (of: unknown) => ({ value: of });
const nodes = (list: Record<string, unknown>[]) => ({ edges: list.map((node) => ({ node })) });
const level = (location: string, available: number, more: Record<string, unknown> = {}) => ({
  Id: `level-${location}`,
  location: value(location),
  onHand: value(available + 1),
  allocated: value(1),
  available: value(available),
  due: value(0),
  minimum: value(5),
  observed: value(new Date().toISOString()),
  ...more,
});
const movement = (quantity: number) => ({
  Id: `movement-${quantity}`,
  at: value('2026-01-05T10:00:00Z'),
  quantity: value(quantity),
  after: value(10),
  note: value('Sold'),
  level: { location: value('Leeds') },
});
const reply = (levels: Record<string, unknown>[], movements: Record<string, unknown>[] = []) => ({
  // Test adapters send to every component: the watcher inside asks for requests.
  uiapi: { query: { levels: nodes(levels), movements: nodes(movements), requests: nodes([]) } },
});
const tick = () =>
  Array.from({ length: 5 }).reduce<Promise<void>>((turns) => turns.then(), Promise.resolve());

async function show(): Promise<HTMLElement & ShadowRoot> {
  const element = createElement('c-product-stock', { is: ProductStock });
  Object.assign(element, { recordId: '01t' });
  document.body.appendChild(element);
  await tick();
  return element as unknown as HTMLElement & ShadowRoot;
}
const shadow = (element: HTMLElement): ShadowRoot => element.shadowRoot as ShadowRoot;
const words = (element: HTMLElement): string =>
  [...shadow(element).querySelectorAll('th, td, p')].map((one) => one.textContent).join(' ');
const state = (element: HTMLElement): string | undefined =>
  (shadow(element).querySelector('c-screen-state') as unknown as { state?: string } | null)?.state;

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

describe('c-product-stock', () => {
  it('shows levels, their sum without vanished ones, and what is remarkable', async () => {
    const element = await show();
    access.emit({ createable: true });
    data.emit(
      reply([level('Leeds', 3), level('York', -2), level('Hull', 9, { missing: value(true) })]),
    );
    await tick();
    expect(words(element)).toContain('Leeds');
    const foot = [...shadow(element).querySelectorAll('tfoot td')].map((one) => one.textContent);
    expect(foot).toEqual(['1', '3', '2', '0']);
    expect(words(element)).toContain('c.Linnworks_Oversold');
    expect(words(element)).toContain('c.Linnworks_Stock_Missing');
    expect(words(element)).toContain('c.Linnworks_Below_Minimum');
    await expect(element).toBeAccessible();
  });

  it('shows movements as a list and as a chart, oldest first', async () => {
    const element = await show();
    access.emit({ createable: true });
    data.emit(reply([level('Leeds', 3)], [movement(-2), movement(7)]));
    await tick();
    expect(words(element)).toContain('-2');
    expect(words(element)).toContain('+7');
    const chart = shadow(element).querySelector('c-movement-chart') as unknown as {
      quantities: number[];
    };
    expect(chart.quantities).toEqual([7, -2]);
  });

  it('keeps the figures when a later read fails, and says so once', async () => {
    const element = await show();
    data.emitErrors([{ message: 'Timed out' }]);
    await tick();
    expect(shadow(element).querySelectorAll('c-screen-state')).toHaveLength(1);
    data.emit(reply([level('Leeds', 3)]));
    data.emitErrors([{ message: 'Timed out' }]);
    await tick();
    expect(state(element)).toBe('stale');
    expect(words(element)).toContain('Leeds');
  });

  it('says when there is nothing yet, when it cannot be read and when it may not be read', async () => {
    const element = await show();
    expect(state(element)).toBe('loading');
    data.emitErrors([{ message: 'Timed out' }]);
    await tick();
    expect(state(element)).toBe('error');
    data.emit(reply([]));
    await tick();
    expect(state(element)).toBe('empty');
    access.error({ errorCode: 'INSUFFICIENT_ACCESS' }, 403);
    await tick();
    expect(state(element)).toBe('no-permission');
  });

  it('says when the figures are old', async () => {
    const element = await show();
    access.emit({ createable: true });
    data.emit(reply([level('Leeds', 3, { observed: value('2026-01-01T00:00:00Z') })]));
    await tick();
    expect(state(element)).toBe('stale');
  });

  it('asks for this product and shows the answer', async () => {
    const element = await show();
    access.emit({ createable: true });
    data.emit(reply([level('Leeds', 3)]));
    await tick();
    const button = shadow(element).querySelector('lightning-button') as HTMLElement;
    button.click();
    await tick();
    expect(ask).toHaveBeenCalledWith('Refresh', { productId: '01t' });
    const watcher = shadow(element).querySelector('c-request-watcher') as HTMLElement;
    const detail = { key: 'user:key', status: 'Done', result: '3 levels read.', answer: null };
    watcher.dispatchEvent(new CustomEvent('answer', { detail }));
    await tick();
    expect(words(element)).toContain('3 levels read.');
  });

  it('offers no button to those who may only look, and says whom to ask', async () => {
    const element = await show();
    access.emit({ createable: false });
    data.emit(reply([level('Leeds', 3)]));
    await tick();
    expect(shadow(element).querySelector('lightning-button')).toBeNull();
    expect(words(element)).toContain('c.Linnworks_Stock_Look_Only');
  });

  it('tells why the question could not be asked', async () => {
    const element = await show();
    access.emit({ createable: true });
    data.emit(reply([level('Leeds', 3)]));
    ask.mockRejectedValueOnce(new Error('x'));
    await tick();
    (shadow(element).querySelector('lightning-button') as HTMLElement).click();
    await tick();
    expect(words(element)).toContain('No access');
  });
});

import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import SyncDashboard from 'c/syncDashboard';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('user:key')),
  reasonOf: () => 'No access',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};

const value = (of: unknown) => ({ value: of });
const nodes = (...list: Record<string, unknown>[]) => ({
  totalCount: list.length,
  edges: list.map((node) => ({ node })),
});
const worker = (secondsAgo: number) => ({
  Id: 'w',
  key: value('worker'),
  heartbeat: value(new Date(Date.now() - secondsAgo * 1000).toISOString()),
  version: value('0.1.0'),
  budgets: value('[{"name":"createOrders","used":3,"limit":150,"window":"minute"}]'),
});
const stream = (status: string) => ({
  Id: 's',
  key: value('orders-out'),
  Name: value('Orders to Linnworks'),
  status: value(status),
  message: value('Linnworks gave no reply.'),
});
const error = {
  Id: 'e1',
  cause: value('A'),
  status: value('Open'),
  message: value('Bad.'),
  record: value('00000101'),
};

function reply(query: Record<string, unknown> = {}) {
  const empty = nodes();
  return {
    uiapi: {
      query: { streams: empty, errors: empty, orders: empty, requests: empty, ...query },
      aggregate: {
        states: {
          edges: [{ node: { aggregate: { state: value('Shipped'), Id: { count: value(4) } } } }],
        },
      },
    },
  };
}
const tick = () => Promise.resolve().then(() => Promise.resolve());
async function mount(data?: unknown): Promise<Element> {
  const element = createElement('c-sync-dashboard', { is: SyncDashboard });
  document.body.append(element);
  if (data !== undefined) adapter.emit(data);
  await tick();
  return element;
}
const text = (element: Element) => element.shadowRoot?.textContent ?? '';

beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-sync-dashboard', () => {
  it.each([
    ['all is well', [worker(5), stream('Idle')], [], 'c.Linnworks_All_Well'],
    ['there are errors', [worker(5), stream('Idle')], [error], 'c.Linnworks_Need_Attention'],
    ['a stream fails', [worker(5), stream('Failing')], [], 'c.Linnworks_Stream_Failing'],
    ['the worker is silent', [worker(600), stream('Idle')], [], 'c.Linnworks_Worker_Gone'],
    ['no worker ever ran', [], [], 'c.Linnworks_Not_Started'],
  ])('has one sentence when %s', async (_, streams, errors, label) => {
    const element = await mount(reply({ streams: nodes(...streams), errors: nodes(...errors) }));
    expect(text(element)).toContain(label);
    await expect(element).toBeAccessible();
  });

  it('asks for a retry and hands the answer to the list', async () => {
    const element = await mount(reply({ streams: nodes(worker(5)), errors: nodes(error) }));
    const list = element.shadowRoot?.querySelector('c-sync-errors');
    list?.dispatchEvent(
      new CustomEvent('retry', { detail: { errors: [{ id: 'e1', orderId: '801' }] } }),
    );
    await tick();
    expect(ask).toHaveBeenCalledWith('Retry', { orderId: '801', errorId: 'e1' });
    expect(list).toHaveProperty('answers', { e1: '' });
    adapter.emit(
      reply({
        streams: nodes(worker(5)),
        requests: nodes({
          Id: 'r',
          key: value('user:key'),
          status: value('Failed'),
          result: value('Still no country.'),
        }),
      }),
    );
    await tick();
    expect(element.shadowRoot?.querySelector('c-sync-errors')).toHaveProperty('answers', {
      e1: 'Still no country.',
    });
  });

  it('says when it cannot be read', async () => {
    const element = await mount();
    adapter.emitErrors([{ message: 'No access' }]);
    await tick();
    expect(element.shadowRoot?.querySelector('c-empty-state')).toHaveProperty('text', 'No access');
    await expect(element).toBeAccessible();
  });

  it('shows counts by state and how much of each quota is used', async () => {
    const element = await mount(reply({ streams: nodes(worker(5)) }));
    expect(text(element)).toContain('Shipped 4');
    expect(
      element.shadowRoot?.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow'),
    ).toBe('2');
  });
});

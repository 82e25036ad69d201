import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { confirmAction } from 'c/confirmAction';
import SyncDashboard from 'c/syncDashboard';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('user:key')),
  reasonOf: () => 'No access',
}));
jest.mock('c/confirmAction', () => ({ confirmAction: jest.fn(() => Promise.resolve(true)) }));
const ask = createSyncRequest as unknown as jest.Mock;
const confirm = confirmAction as unknown as jest.Mock;
// Both wires of the page use this adapter: what is emitted reaches both, so one reply holds both parts.
const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };

const value = (of: unknown) => ({ value: of });
const nodes = (...list: object[]) => ({ edges: list.map((node) => ({ node })) });
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
const cause = (count: number) => ({
  aggregate: {
    cause: value('LW_SKU_UNKNOWN|A'),
    code: value('LW_SKU_UNKNOWN'),
    message: { min: value('Bad SKU.') },
    whatToDo: { min: value('Correct it.') },
    Id: { count: value(count) },
  },
});
const alarm = { Id: 'a', severity: value('Critical'), message: value('Orders are stuck.') };

function reply(query: object = {}, causes: object[] = []) {
  const empty = nodes();
  return {
    uiapi: {
      query: {
        streams: empty,
        alarms: empty,
        agreements: empty,
        orders: empty,
        oldest: empty,
        ...query,
      },
      aggregate: { states: empty, causes: nodes(...causes) },
    },
  };
}
/** Long enough for an awaited request and the rendering after it. */
const tick = () => [1, 2, 3, 4, 5, 6].reduce((all) => all.then(() => undefined), Promise.resolve());
async function mount(data?: unknown, createable = true): Promise<Element> {
  const element = createElement('c-sync-dashboard', { is: SyncDashboard as never });
  document.body.append(element);
  objectInfo.emit({ createable });
  if (data !== undefined) adapter.emit(data);
  await tick();
  return element;
}
const title = (element: Element) => element.shadowRoot?.querySelector('h2')?.textContent;
const child = (element: Element, tag: string) =>
  element.shadowRoot?.querySelector<HTMLElement & Record<string, unknown>>(tag);
const fire = (element: Element, tag: string, name: string, detail: unknown) =>
  child(element, tag)?.dispatchEvent(new CustomEvent(name, { detail }));

beforeEach(() => {
  ask.mockClear();
  confirm.mockClear();
});
afterEach(() => document.body.replaceChildren());

describe('c-sync-dashboard', () => {
  it.each([
    ['c.Linnworks_Not_Started', reply()],
    ['c.Linnworks_Worker_Gone', reply({ streams: nodes(worker(600), stream('Failing')) })],
    [
      'c.Linnworks_Alarm_Open',
      reply({ streams: nodes(worker(5), stream('Failing')), alarms: nodes(alarm) }),
    ],
    ['c.Linnworks_Stream_Failing', reply({ streams: nodes(worker(5), stream('Failing')) })],
    ['c.Linnworks_Stream_Is_Paused', reply({ streams: nodes(worker(5), stream('Paused')) })],
    ['c.Linnworks_One_Needs_Attention', reply({ streams: nodes(worker(5)) }, [cause(1)])],
    ['c.Linnworks_Need_Attention', reply({ streams: nodes(worker(5)) }, [cause(7)])],
    ['c.Linnworks_All_Well', reply({ streams: nodes(worker(5), stream('Idle')) })],
  ])('says %s in one sentence, the worst thing first', async (expected, data) => {
    expect(title(await mount(data))).toBe(expected);
  });

  it('makes a missing worker unmissable', async () => {
    const element = await mount(reply({ streams: nodes(worker(600)) }));
    const alert = element.shadowRoot?.querySelector('[role="alert"]');
    expect(alert?.className).toContain('slds-theme_error');
    expect(alert?.querySelector('.slds-text-heading_large')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('pauses a stream only after a question, and resumes it without', async () => {
    const element = await mount(reply({ streams: nodes(worker(5), stream('Idle')) }));
    const detail = { stream: { key: 'orders-out', name: 'Orders to Linnworks' } };
    confirm.mockResolvedValueOnce(false);
    fire(element, 'c-sync-streams', 'pause', detail);
    await tick();
    expect(ask).not.toHaveBeenCalled();
    fire(element, 'c-sync-streams', 'pause', detail);
    fire(element, 'c-sync-streams', 'resume', detail);
    fire(element, 'c-sync-streams', 'syncnow', detail);
    await tick();
    expect(ask.mock.calls.map(([kind]: unknown[]) => kind).sort()).toEqual([
      'Pause',
      'Resume',
      'SyncNow',
    ]);
    expect(ask).toHaveBeenCalledWith('Pause', { stream: 'orders-out' });
  });

  it('retries a cause, is busy until the worker answers, and says the answer', async () => {
    const element = await mount(reply({ streams: nodes(worker(5)) }, [cause(2)]));
    const toasts: unknown[] = [];
    element.addEventListener('lightning__showtoast', (event) =>
      toasts.push((event as CustomEvent<unknown>).detail),
    );
    fire(element, 'c-error-causes', 'retry', { cause: 'LW_SKU_UNKNOWN|A' });
    await tick();
    expect(ask).toHaveBeenCalledWith('Retry', { causeKey: 'LW_SKU_UNKNOWN|A' });
    expect(child(element, 'c-error-causes')?.busy).toEqual(['LW_SKU_UNKNOWN|A']);
    expect(child(element, 'c-request-watcher')?.keys).toEqual(['user:key']);
    fire(element, 'c-request-watcher', 'answer', {
      key: 'user:key',
      status: 'Done',
      result: '2 orders are sent again.',
    });
    await tick();
    expect(child(element, 'c-error-causes')?.busy).toEqual([]);
    expect(JSON.stringify(toasts)).toContain('2 orders are sent again.');
  });

  it('is no longer busy when the request is refused', async () => {
    ask.mockRejectedValueOnce(new Error('no'));
    const element = await mount(reply({ streams: nodes(worker(5)) }, [cause(2)]));
    fire(element, 'c-error-causes', 'retry', { cause: 'LW_SKU_UNKNOWN|A' });
    await tick();
    expect(child(element, 'c-error-causes')?.busy).toEqual([]);
  });

  it('shows loading, then the failure, then old data as old', async () => {
    const element = await mount();
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'Server is busy' }]);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('error');
    adapter.emit(reply({ streams: nodes(worker(5)) }));
    adapter.emitErrors([{ message: 'Server is busy' }]);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('stale');
  });

  it('offers no action to somebody who may only look, and nothing to somebody without access', async () => {
    const element = await mount(reply({ streams: nodes(worker(5)) }), false);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Look_Only');
    expect(child(element, 'c-sync-streams')?.mayAct).toBe(false);
    expect(element.shadowRoot?.querySelector('lightning-button')).toBeNull();
    objectInfo.error();
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('no-permission');
    expect(child(element, 'c-sync-streams')).toBeNull();
  });
});

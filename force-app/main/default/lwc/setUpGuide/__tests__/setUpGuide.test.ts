import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { readProgress } from 'c/setUpProgress';
import SetUpGuide from 'c/setUpGuide';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const create = createRecord as unknown as jest.Mock;
const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const address = CurrentPageReference as unknown as { emit(page: unknown): void };
type Config = { objectApiName: { objectApiName?: string } };
const objectInfo = getObjectInfo as unknown as {
  emit(data: unknown, filter?: (config: Config) => boolean): void;
  error(body?: unknown, status?: number, text?: string): void;
};

const value = (of: unknown) => ({ value: of });
const settings = (progress: object | null, mode = 'Observe') => ({
  node: {
    Id: 'a0S',
    Mode__c: value(mode),
    Set_Up_Progress__c: value(progress && JSON.stringify(progress)),
    Default_Location__c: value('Leeds'),
  },
});
const emit = (...edges: object[]) => adapter.emit({ uiapi: { query: { settings: { edges } } } });
const done = { state: 'done', at: '2026-03-02T10:00:00Z', key: 'old', words: 'All is well.' };
type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(12)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(step = '', rights: object = { createable: true, updateable: true }) {
  const element = createElement('c-set-up-guide', { is: SetUpGuide as never });
  document.body.append(element);
  address.emit({ state: step === '' ? {} : { c__step: step } });
  objectInfo.emit({ fields: {}, ...rights });
  await tick();
  const child = (tag: string) => element.shadowRoot?.querySelector<Child>(tag);
  const fire = async (tag: string, name: string, detail: unknown) => {
    child(tag)?.dispatchEvent(new CustomEvent(name, { detail }));
    await tick();
  };
  return { element, child, fire };
}
const savedProgress = () => {
  const [{ fields }] = update.mock.calls.at(-1) as [{ fields: Record<string, string> }];
  return readProgress(fields.Set_Up_Progress__c);
};
const answer = (state: string) =>
  JSON.stringify({
    type: 'check',
    check: 'locations',
    checkedAt: '2026-03-02T10:00:00Z',
    rows: [{ id: 'a', state, title: 't', detail: '', whatToDo: '', recordId: null }],
    comparisons: [],
    figures: {},
    choices: ['Leeds', 'Default'],
  });

beforeEach(() => {
  ask.mockClear();
  update.mockReset().mockResolvedValue({});
  create.mockReset().mockResolvedValue({});
});
afterEach(() => document.body.replaceChildren());

describe('c-set-up-guide', () => {
  it('begins by observing', async () => {
    const { element, child } = await mount();
    emit();
    await tick();
    expect(child('c-screen-state')?.heading).toBe('c.Linnworks_Guide_Welcome');
    child('lightning-button')?.click();
    await tick();
    const [{ fields }] = create.mock.calls[0] as [{ fields: Record<string, string> }];
    expect(fields).toMatchObject({ Key__c: 'Default', Mode__c: 'Observe' });
    await expect(element).toBeAccessible();
  });

  it('goes on where it was left and fetches the last answer again', async () => {
    const { child, fire } = await mount();
    emit(settings({ at: 'locations', steps: { locations: done } }));
    await tick();
    expect(child('c-set-up-step')?.step).toMatchObject({ name: 'locations', position: 3 });
    expect(child('c-request-watcher')?.keys).toEqual(['old']);
    await fire('c-request-watcher', 'answer', {
      key: 'old',
      status: 'Late',
      result: '',
      answer: null,
    });
    expect(child('c-set-up-step')?.isLate).toBe(false);
    await fire('c-request-watcher', 'answer', {
      key: 'old',
      status: 'Done',
      result: 'All is well.',
      answer: answer('ok'),
    });
    const step = child('c-set-up-step');
    expect(step?.answer).toMatchObject({ check: 'locations' });
    expect(step?.step).toMatchObject({ fields: [{ options: ['Leeds', 'Default'] }] });
    expect(update).not.toHaveBeenCalled();
  });

  it.each([
    ['ok', 'done'],
    ['warn', 'remarks'],
    ['fail', 'failed'],
  ])('keeps a check that found %s as %s', async (found, state) => {
    const { child, fire } = await mount('locations');
    emit(settings(null));
    await tick();
    await fire('c-set-up-step', 'check', { orderId: '801a' });
    expect(ask).toHaveBeenCalledWith('Check', { detail: { check: 'locations', orderId: '801a' } });
    expect(child('c-set-up-step')?.record).toMatchObject({ state: 'waiting', key: 'key' });
    expect(savedProgress().steps.locations).toMatchObject({ state: 'waiting' });
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Late',
      result: '',
      answer: null,
    });
    expect(child('c-set-up-step')?.isLate).toBe(true);
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Done',
      result: 'Said.',
      answer: answer(found),
    });
    expect(savedProgress().steps.locations).toMatchObject({ state, words: 'Said.', key: 'key' });
  });

  it('says why a check failed or was refused', async () => {
    const { child, fire } = await mount('locations');
    emit(settings(null));
    await tick();
    await fire('c-set-up-step', 'check', {});
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Failed',
      result: 'The worker is too old.',
      answer: null,
    });
    expect(child('c-set-up-step')).toMatchObject({
      message: 'The worker is too old.',
      record: { state: 'failed' },
    });
    ask.mockRejectedValueOnce(new Error('no'));
    await fire('c-set-up-step', 'check', {});
    expect(child('c-set-up-step')?.message).toBe('You may not.');
  });

  it('saves settings and checks at once', async () => {
    const { child, fire } = await mount('locations');
    emit(settings(null));
    await tick();
    await fire('c-set-up-step', 'save', { values: { Default_Location__c: '' } });
    expect(update).toHaveBeenCalledWith({ fields: { Id: 'a0S', Default_Location__c: null } });
    expect(ask).toHaveBeenCalledWith('Check', { detail: { check: 'locations' } });
    expect(child('c-set-up-step')?.saveMessage).toBe('c.Linnworks_Settings_Saved');
    update.mockRejectedValueOnce(new Error('no'));
    await fire('c-set-up-step', 'save', { values: { Default_Location__c: 'x' } });
    expect(child('c-set-up-step')?.saveMessage).toBe('You may not.');
  });

  it('skips a step, loads stock, goes live and back', async () => {
    const { child, fire } = await mount('first-load');
    emit(settings(null));
    await tick();
    await fire('c-set-up-step', 'load', null);
    expect(ask).toHaveBeenCalledWith('SyncNow', { stream: 'stock' });
    await fire('c-request-watcher', 'answer', {
      key: 'key',
      status: 'Done',
      result: 'Asked.',
      answer: null,
    });
    expect(child('c-set-up-step')?.message).toBe('Asked.');
    await fire('c-set-up-step', 'move', { to: 'skip' });
    expect(savedProgress().steps['first-load']).toMatchObject({ state: 'skipped' });
    address.emit({ state: { c__step: 'go-live' } });
    await tick();
    await fire('c-go-live', 'switchmode', { mode: 'Active' });
    expect(update).toHaveBeenLastCalledWith({
      fields: expect.objectContaining({ Id: 'a0S', Mode__c: 'Active' }),
    });
    expect(savedProgress().steps['go-live']).toMatchObject({ state: 'done' });
    await fire('c-go-live', 'switchmode', { mode: 'Observe' });
    expect(savedProgress().steps['go-live']).toBeUndefined();
  });

  it('has words for loading, a failure and old data', async () => {
    const { child } = await mount();
    expect(child('c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(child('c-screen-state')?.state).toBe('error');
    emit(settings(null));
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(child('c-screen-state')?.state).toBe('stale');
  });

  it('lets operators check, viewers look, and nobody else in', async () => {
    const rights = { createable: false, updateable: false };
    const { element, child, fire } = await mount('locations', rights);
    emit(settings(null));
    await tick();
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Guide_Look_Only');
    expect(child('c-set-up-step')).toMatchObject({ mayAsk: false, mayEdit: false });
    objectInfo.emit(
      { createable: true, updateable: false, fields: {} },
      ({ objectApiName }) => objectApiName.objectApiName === 'Linnworks_Sync_Request__c',
    );
    await tick();
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Guide_Ask_Only');
    await fire('c-set-up-step', 'check', {});
    expect(ask).toHaveBeenCalled();
    expect(update).not.toHaveBeenCalled();
    objectInfo.error();
    await tick();
    expect(child('c-screen-state')?.state).toBe('no-permission');
  });
});

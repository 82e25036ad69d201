import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { createSyncRequest } from 'c/syncRequest';
import TraceStory from 'c/traceStory';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const address = CurrentPageReference as unknown as { emit(page: unknown): void };
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };
type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(8)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(question = '', createable = true): Promise<Element> {
  const element = createElement('c-trace-story', { is: TraceStory as never });
  document.body.append(element);
  address.emit({ state: question === '' ? {} : { c__question: question } });
  objectInfo.emit({ createable });
  await tick();
  return element;
}
const child = (element: Element, tag: string) => element.shadowRoot?.querySelector<Child>(tag);
async function answer(element: Element, detail: object): Promise<void> {
  child(element, 'c-request-watcher')?.dispatchEvent(
    new CustomEvent('answer', { detail: { key: 'key', status: 'Done', result: '', ...detail } }),
  );
  await tick();
}
const story = (found: boolean) =>
  JSON.stringify({
    type: 'story',
    question: '00000101',
    found,
    isCut: false,
    subject: found
      ? { kind: 'order', label: 'Order 00000101', recordId: '801A', linnworksNumber: 100001 }
      : null,
    steps: [],
  });

beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-trace-story', () => {
  it('invites to ask, and asks what the URL says', async () => {
    expect(child(await mount(), 'c-screen-state')?.heading).toBe('c.Linnworks_Trace_Start');
    expect(ask).not.toHaveBeenCalled();
    document.body.replaceChildren();
    const element = await mount('00000101');
    expect(ask).toHaveBeenCalledWith('Trace', { detail: { question: '00000101' } });
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    await expect(element).toBeAccessible();
  });

  it('tells the story with a link to its subject', async () => {
    const element = await mount('00000101');
    await answer(element, { answer: story(true) });
    expect(child(element, 'c-trace-timeline')?.steps).toEqual([]);
    expect(child(element, 'h2 a')?.getAttribute('href')).toBe('/lightning/r/Order/801A/view');
  });

  it('says that nothing is known, that it takes long, and that it failed', async () => {
    const element = await mount('00000101');
    await answer(element, { status: 'Late' });
    expect(child(element, 'p[role="status"]')).not.toBeNull();
    await answer(element, { answer: story(false) });
    expect(child(element, 'c-screen-state')?.heading).toBe('c.Linnworks_Trace_Not_Found');
    document.body.replaceChildren();
    const other = await mount('00000102');
    await answer(other, { status: 'Failed', result: 'The store cannot be read.', answer: null });
    expect(child(other, 'c-screen-state')).toMatchObject({
      state: 'error',
      text: 'The store cannot be read.',
    });
  });

  it('says why a question was refused', async () => {
    ask.mockRejectedValueOnce(new Error('no'));
    const element = await mount('00000101');
    expect(child(element, 'c-screen-state')?.text).toBe('You may not.');
  });

  it('asks nothing for somebody who may only look, and lets nobody else in', async () => {
    const element = await mount('00000101', false);
    expect(ask).not.toHaveBeenCalled();
    expect(child(element, 'lightning-button')?.disabled).toBe(true);
    objectInfo.error();
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('no-permission');
  });
});

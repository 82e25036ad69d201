import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import StatusUtility from 'c/statusUtility';

const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const objectInfo = getObjectInfo as unknown as { emit(data: unknown): void; error(): void };
const value = (of: unknown) => ({ value: of });
const nodes = (...list: object[]) => ({ edges: list.map((node) => ({ node })) });
const reply = (secondsAgo: number | null, alarms: object[] = []) => ({
  uiapi: {
    query: {
      worker:
        secondsAgo === null
          ? nodes()
          : nodes({
              Id: 'w',
              heartbeat: value(new Date(Date.now() - secondsAgo * 1000).toISOString()),
            }),
      alarms: nodes(...alarms),
    },
    aggregate: { errors: nodes({ aggregate: { Id: { count: value(7) } } }) },
  },
});
type Child = HTMLElement & { state: string };
const tick = () => [1, 2, 3, 4].reduce((all) => all.then(() => undefined), Promise.resolve());
async function mount(data?: unknown): Promise<Element> {
  const element = createElement('c-status-utility', { is: StatusUtility as never });
  document.body.append(element);
  objectInfo.emit({ createable: true });
  if (data !== undefined) adapter.emit(data);
  await tick();
  return element;
}
const child = (element: Element, selector: string) =>
  element.shadowRoot?.querySelector<Child>(selector);

afterEach(() => document.body.replaceChildren());

describe('c-status-utility', () => {
  it.each([
    ['c.Linnworks_Worker_Runs', reply(5)],
    ['c.Linnworks_Worker_Gone', reply(600)],
    ['c.Linnworks_Not_Started', reply(null)],
    ['c.Linnworks_Alarm_Open', reply(5, [{ Id: 'a', message: value('Orders are stuck.') }])],
  ])('says %s', async (sentence, data) => {
    const element = await mount(data);
    expect(child(element, '[role="status"]')?.textContent).toBe(sentence);
    await expect(element).toBeAccessible();
  });

  it('is loading, broken or closed in words', async () => {
    const element = await mount();
    expect(child(element, 'c-screen-state')?.state).toBe('loading');
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('error');
    objectInfo.error();
    await tick();
    expect(child(element, 'c-screen-state')?.state).toBe('no-permission');
  });
});

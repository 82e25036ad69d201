import { createElement } from 'lwc';
import SyncStreams, { type Stream } from 'c/syncStreams';

const stream: Stream = {
  key: 'orders-out',
  name: 'Orders to Linnworks',
  status: 'Running',
  isPaused: false,
  message: null,
  lastSuccess: '2026-03-02T11:59:00Z',
  nextRun: '2026-03-02T12:00:20Z',
  lagSeconds: 4,
  backlog: 3,
  oldestWaiting: '2026-03-02T11:58:00Z',
  errors: 2,
  progress: null,
  done: 5,
  failed: 1,
  history: '[{"done":5,"failed":1}]',
};
type Button = HTMLElement & { alternativeText: string };
function mount(streams: readonly Stream[], mayAct = true, mayPause = mayAct): Element {
  const element = createElement('c-sync-streams', { is: SyncStreams });
  Object.assign(element, { streams, mayAct, mayPause, now: Date.parse('2026-03-02T12:00:00Z') });
  document.body.append(element);
  return element;
}
const buttons = (element: Element) => [
  ...(element.shadowRoot?.querySelectorAll<Button>('lightning-button-icon') ?? []),
];
const facts = (element: Element) =>
  Object.fromEntries(
    [...(element.shadowRoot?.querySelectorAll('.fact') ?? [])].map((fact) => [
      fact.querySelector('dt')?.textContent,
      fact.querySelector('dd')?.textContent,
    ]),
  );

afterEach(() => document.body.replaceChildren());

describe('c-sync-streams', () => {
  it('shows how a stream is: success, lag, what waits, errors, next run', async () => {
    const element = mount([stream]);
    expect(facts(element)).toEqual({
      'c.Linnworks_Last_Success': 'c.Linnworks_Minutes_Ago',
      'c.Linnworks_Lag': 'c.Linnworks_Seconds',
      'c.Linnworks_Waiting': 'c.Linnworks_Oldest_Waiting',
      'c.Linnworks_Errors': '2',
      'c.Linnworks_Last_24_Hours': 'c.Linnworks_Done_And_Failed',
      'c.Linnworks_Next_Run': 'c.Linnworks_In_Time',
    });
    expect(element.shadowRoot?.querySelector('c-sparkline')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('lets an operator sync now, and pauses for those who may alone', () => {
    const names = buttons(mount([stream], true, false)).map((one) => one.alternativeText);
    expect(names).toEqual(['c.Linnworks_Sync_Stream_Now']);
  });

  it('asks to pause, to resume and to sync now', () => {
    const element = mount([stream, { ...stream, key: 'stock', isPaused: true }]);
    const heard: string[] = [];
    for (const name of ['pause', 'resume', 'syncnow'])
      element.addEventListener(name, (event) => {
        const { detail } = event as CustomEvent<{ stream: Stream }>;
        heard.push(`${name} ${detail.stream.key}`);
      });
    buttons(element).forEach((button) => button.click());
    expect(heard).toEqual([
      'pause orders-out',
      'syncnow orders-out',
      'resume stock',
      'syncnow stock',
    ]);
  });

  it('says why a stream fails, and gives no buttons to somebody who may only look', () => {
    const element = mount([{ ...stream, status: 'Failing', message: 'No reply.' }], false);
    expect(element.shadowRoot?.querySelector('.slds-text-color_error')?.textContent).toBe(
      'No reply.',
    );
    expect(buttons(element)).toEqual([]);
  });

  it('is empty without streams', () => {
    expect(mount([]).shadowRoot?.querySelectorAll('section')).toHaveLength(0);
  });
});

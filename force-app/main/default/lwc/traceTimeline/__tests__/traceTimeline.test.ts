import { createElement } from 'lwc';
import type { StoryStep } from 'c/answerShapes';
import TraceTimeline from 'c/traceTimeline';

const step: StoryStep = {
  at: '2026-03-02T12:00:00Z',
  system: 'Salesforce',
  step: 'activate',
  text: 'The order was activated.',
  outcome: 'done',
  attempt: 1,
  durationMs: null,
  traceId: null,
  recordId: null,
};
function mount(steps: readonly StoryStep[]): Element {
  const element = createElement('c-trace-timeline', { is: TraceTimeline });
  Object.assign(element, { steps });
  document.body.append(element);
  return element;
}
const items = (element: Element) => [...(element.shadowRoot?.querySelectorAll('li') ?? [])];

afterEach(() => document.body.replaceChildren());

describe('c-trace-timeline', () => {
  it('tells the steps in order, with durations, attempts and trace IDs', async () => {
    const second: StoryStep = {
      ...step,
      at: '2026-03-02T12:00:04Z',
      system: 'Linnworks',
      text: 'Linnworks took the order.',
      outcome: 'failed',
      attempt: 2,
      durationMs: 310,
      traceId: '0199-trace',
    };
    const element = mount([step, second]);
    const [first, last] = items(element);
    expect(first.textContent).toContain('The order was activated.');
    expect(first.querySelector('.since')?.textContent).toBe('');
    expect(last.querySelector('.since')?.textContent).toBe('c.Linnworks_Later');
    for (const words of ['Took', 'Attempt_Number', 'Trace_Of_Step'])
      expect(last.textContent).toContain(`c.Linnworks_${words}`);
    await expect(element).toBeAccessible();
  });

  it('is an empty list without steps', () => {
    expect(items(mount([]))).toEqual([]);
  });
});

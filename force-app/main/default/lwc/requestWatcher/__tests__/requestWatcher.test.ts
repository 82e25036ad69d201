import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import RequestWatcher, { type RequestState } from 'c/requestWatcher';

type Emitter = { emit: (data: unknown) => void; getLastConfig: () => { variables?: unknown } };
const wire = graphql as unknown as Emitter;
const node = (key: string, status: string, result = '', answer: string | null = null) => ({
  node: {
    Id: key,
    key: { value: key },
    status: { value: status },
    result: { value: result },
    answer: { value: answer },
  },
});
const reply = (...edges: unknown[]) => ({ uiapi: { query: { requests: { edges } } } });

function mount(keys: string[]) {
  const element = createElement('c-request-watcher', { is: RequestWatcher });
  const states: RequestState[] = [];
  element.addEventListener('answer', (event) =>
    states.push((event as CustomEvent<RequestState>).detail),
  );
  Object.assign(element, { keys });
  document.body.append(element);
  return { element, states };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  document.body.replaceChildren();
  jest.useRealTimers();
});

describe('c-request-watcher', () => {
  it('tells each answer once and then asks for the others only', async () => {
    const { states } = mount(['a', 'b']);
    await Promise.resolve();
    expect(wire.getLastConfig().variables).toEqual({ keys: ['a', 'b'] });
    wire.emit(reply(node('a', 'Done', 'Order sent', '{}'), node('b', 'Working')));
    wire.emit(reply(node('a', 'Done', 'Order sent', '{}'), node('b', 'Pending')));
    expect(states).toEqual([{ key: 'a', status: 'Done', result: 'Order sent', answer: '{}' }]);
    await Promise.resolve();
    expect(wire.getLastConfig().variables).toEqual({ keys: ['b'] });
  });

  it('asks nothing while nothing is waited for', () => {
    mount([]);
    expect(wire.getLastConfig().variables).toBeUndefined();
  });

  it('says once that the worker takes long', () => {
    const { states } = mount(['a']);
    jest.advanceTimersByTime(29_000);
    expect(states).toEqual([]);
    jest.advanceTimersByTime(40_000);
    expect(states).toEqual([{ key: 'a', status: 'Late', result: '', answer: null }]);
  });

  it('is not disturbed by a refusal', () => {
    const { states } = mount(['a']);
    (wire as unknown as { emitErrors: (errors: unknown[]) => void }).emitErrors([
      { message: 'no' },
    ]);
    wire.emit(reply(node('a', 'Failed', 'No such order')));
    expect(states.map(({ status }) => status)).toEqual(['Failed']);
  });
});

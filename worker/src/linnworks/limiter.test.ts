import { expect, it } from 'vitest';
import type { Clock } from '../domain/clock.ts';
import { Limiter } from './limiter.ts';

/** A clock that goes on by itself as soon as nothing else is to be done. */
class PatientClock implements Clock {
  #now = 0;
  readonly #asleep: { until: number; wake: () => void }[] = [];

  now(): Date {
    return new Date(this.#now);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#asleep.push({ until: this.#now + ms, wake });
      setImmediate(() => this.#next());
    });
  }

  #next(): void {
    this.#asleep.sort((a, b) => a.until - b.until);
    const first = this.#asleep.shift();
    if (first === undefined) return;
    this.#now = Math.max(this.#now, first.until);
    first.wake();
  }
}

const NAME = 'getOrdersById';
const PER_MINUTE = 150;

/** Streams that ask again as soon as a call was allowed, with so many calls on their way. @returns calls in their order. */
async function race(streams: Readonly<Record<string, number>>, calls: number): Promise<string[]> {
  const limiter = new Limiter(new PatientClock());
  const allowed: string[] = [];
  const loop = async (stream: string): Promise<void> => {
    while (allowed.length < calls) {
      await limiter.take(NAME, PER_MINUTE);
      allowed.push(stream);
    }
  };
  const loops = Object.entries(streams).flatMap(([stream, parallel]) =>
    Array.from({ length: parallel }, () => loop(stream)),
  );
  await Promise.all(loops);
  return allowed.slice(0, calls);
}

it('lets a stream with one call at a time have its turn beside one with many', async () => {
  const allowed = await race({ orders: 9, fulfilment: 1 }, 200);
  const turns = allowed.flatMap((stream, at) => (stream === 'fulfilment' ? at : []));
  const waits = turns.slice(1).map((at, index) => at - (turns[index] ?? 0));
  expect(turns.length).toBeGreaterThanOrEqual(19);
  expect(Math.max(...waits)).toBe(10);
});

it('serves callers in the order they asked, also after a pause', async () => {
  const limiter = new Limiter(new PatientClock());
  const served: number[] = [];
  const ask = (caller: number) => limiter.take(NAME, PER_MINUTE).then(() => served.push(caller));
  const early = Array.from({ length: 30 }, (_, caller) => ask(caller));
  await early[10];
  limiter.pause(NAME, PER_MINUTE, 5_000);
  await Promise.all([...early, ask(30)]);
  expect(served).toEqual(Array.from({ length: 31 }, (_, caller) => caller));
});

it('counts what went out in the last minute', async () => {
  const limiter = new Limiter(new PatientClock());
  for (let call = 0; call < 12; call++) await limiter.take(NAME, PER_MINUTE);
  expect(limiter.usage()).toEqual([{ name: NAME, limit: PER_MINUTE, used: 12 }]);
});

import { describe, expect, it } from 'vitest';
import { createCallPace } from './call-pace.ts';

function paceAt(used: number) {
  let now = 0;
  const clock = { now: () => new Date(now), sleep: async () => undefined };
  const pace = createCallPace(() => ({ used, limit: 1000 }), clock);
  /** How often a task runs in a quarter of an hour that asks every five seconds. */
  const runs = (task: string): number => {
    let count = 0;
    for (let n = 0; n < 180; n++) {
      if (pace.mayRun(task)) count += 1;
      now += 5000;
    }
    return count;
  };
  return { pace, runs };
}

describe('the pace of polls', () => {
  it('is not touched while there are calls enough', () => {
    const { pace, runs } = paceAt(700);
    expect(runs('stock')).toBe(180);
    expect(pace.warning()).toBeNull();
  });

  it('becomes slow for everything but orders when few calls are left, and says so', () => {
    const { pace, runs } = paceAt(850);
    expect(runs('stock')).toBe(8);
    expect(runs('outbox')).toBe(180);
    expect(pace.warning()).toContain('150 of 1000');
  });

  it('never stops the orders, nor the sign of life', () => {
    const { runs } = paceAt(1000);
    expect(runs('stock')).toBe(1);
    expect(runs('outbox')).toBe(15);
    expect(runs('heartbeat')).toBe(180);
  });
});

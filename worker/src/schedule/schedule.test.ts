import { describe, expect, it } from 'vitest';
import { startSchedule, toCron } from './schedule.ts';
import { silentLog } from '../domain/silent-log.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('periods', () => {
  it.each([
    [1, '*/1 * * * * *'],
    [10, '*/10 * * * * *'],
    [60, '0 */1 * * * *'],
    [900, '0 */15 * * * *'],
    [7200, '0 0 */2 * * *'],
  ])('%i s', (seconds, expression) => expect(toCron(seconds)).toBe(expression));
});

describe('a schedule', () => {
  it('never runs a task beside itself, and runs it once more when asked meanwhile', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const gates: (() => void)[] = [];
    const schedule = startSchedule(
      [
        {
          name: 'poll',
          everySeconds: 3600,
          run: async () => {
            runs += 1;
            most = Math.max(most, ++running);
            await new Promise<void>((resolve) => gates.push(resolve));
            running -= 1;
          },
        },
      ],
      silentLog,
    );
    schedule.runNow('poll');
    schedule.runNow('poll');
    gates.shift()?.();
    while (gates.length === 0) await tick();
    gates.shift()?.();
    await schedule.stop();
    expect([most, runs]).toEqual([1, 2]);
  });

  it('goes on after a failure and says why', async () => {
    let fail = true;
    const schedule = startSchedule(
      [
        {
          name: 'poll',
          everySeconds: 3600,
          run: async () => {
            if (fail) throw new Error('x');
          },
        },
      ],
      silentLog,
    );
    await tick();
    expect(schedule.failure('poll')).toContain('Unexpected');
    fail = false;
    schedule.runNow('poll');
    while (schedule.lastSuccess('poll') === null) await tick();
    expect(schedule.failure('poll')).toBeNull();
    await schedule.stop();
  });
});

/**
 * The worker on a clock that runs CLOCK_SPEED times faster than the wall clock, so that minutes of quota pass in
 * seconds. Periods of the schedule and of the queue stay those of the wall clock. CLOCK_FILE names a clock that has been
 * running already: see stock-bench.ts.
 */
import { readFileSync } from 'node:fs';
import { loadSettings } from '../../src/config/load-settings.ts';
import { systemClock, type Clock } from '../../src/domain/clock.ts';
import { startWorker } from '../../src/main/start-worker.ts';

interface Running {
  /** Of the wall clock, when this clock showed `shownMs`. */
  readonly wallMs: number;
  readonly shownMs: number;
  readonly speed: number;
}

function runningClock(): Running {
  const { CLOCK_FILE, CLOCK_START, CLOCK_SPEED } = process.env;
  if (CLOCK_FILE !== undefined) return JSON.parse(readFileSync(CLOCK_FILE, 'utf8')) as Running;
  return { wallMs: Number(CLOCK_START), shownMs: Number(CLOCK_START), speed: Number(CLOCK_SPEED) };
}

function fastClock({ wallMs, shownMs, speed }: Running): Clock {
  return {
    now: () => new Date(shownMs + (Date.now() - wallMs) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

const clock = fastClock(runningClock());
const stopping = new AbortController();
const worker = await startWorker(loadSettings(process.env), stopping.signal, clock);
process.on('SIGTERM', () => {
  stopping.abort();
  void worker.stop().then(() => process.exit(0));
});

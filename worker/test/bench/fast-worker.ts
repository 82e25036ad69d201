/**
 * The worker on a clock that runs CLOCK_SPEED times faster than the wall clock, so that minutes of quota pass in
 * seconds. Periods of the schedule and of the queue stay those of the wall clock.
 */
import { loadSettings } from '../../src/config/load-settings.ts';
import { systemClock, type Clock } from '../../src/domain/clock.ts';
import { startWorker } from '../../src/main/start-worker.ts';

function fastClock(startMs: number, speed: number): Clock {
  return {
    now: () => new Date(startMs + (Date.now() - startMs) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

const clock = fastClock(Number(process.env.CLOCK_START), Number(process.env.CLOCK_SPEED));
const stopping = new AbortController();
const worker = await startWorker(loadSettings(process.env), stopping.signal, clock);
process.on('SIGTERM', () => {
  stopping.abort();
  void worker.stop().then(() => process.exit(0));
});

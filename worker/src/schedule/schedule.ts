import cron, { type ScheduledTask } from 'node-cron';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Logger } from '../domain/ports.ts';

export interface Task {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
  /** False: the first run is when its rhythm says so, not at the start. */
  readonly atStart?: boolean;
}

export interface Schedule {
  /** Names of all tasks. */
  readonly tasks: readonly string[];
  /** Runs a task as soon as it is not running; asked several times meanwhile, it runs once more. */
  runNow(name: string): void;
  /** When each task ended well last. */
  lastSuccess(name: string): Date | null;
  /** Why a task failed last, until it succeeds again. */
  failure(name: string): string | null;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/** node-cron counts in fields of a clock: a period in seconds becomes the nearest expression that is not longer. */
export function toCron(everySeconds: number): string {
  if (everySeconds < 60) return `*/${Math.max(1, Math.floor(everySeconds))} * * * * *`;
  const minutes = Math.floor(everySeconds / 60);
  if (minutes < 60) return `0 */${minutes} * * * *`;
  return `0 0 */${Math.min(23, Math.floor(minutes / 60))} * * *`;
}

class Runner {
  readonly task: Task;
  readonly #log: Logger;
  running: Promise<void> | null = null;
  lastSuccess: Date | null = null;
  failure: string | null = null;
  #again = false;
  #stopped = false;

  readonly #mayRun: (task: string) => boolean;

  constructor(task: Task, log: Logger, mayRun: (task: string) => boolean) {
    this.task = task;
    this.#mayRun = mayRun;
    this.#log = log;
  }

  /** Never two at a time. */
  trigger(isRequest: boolean): void {
    if (this.#stopped || !this.#mayRun(this.task.name)) return;
    if (this.running !== null) {
      this.#again ||= isRequest;
      return;
    }
    this.running = this.#run().finally(() => {
      this.running = null;
      if (!this.#again) return;
      this.#again = false;
      this.trigger(true);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.running;
  }

  async #run(): Promise<void> {
    try {
      await this.task.run();
      this.lastSuccess = new Date();
      this.failure = null;
    } catch (error) {
      const isExpected = error instanceof ConnectorError && error.kind !== 'defect';
      this.failure = isExpected ? error.message : 'Unexpected failure; see the log of the worker.';
      const fields = { task: this.task.name, reason: (error as Error).message };
      if (isExpected) this.#log.warn('A task failed and runs again', fields);
      else
        this.#log.error('A task failed unexpectedly', { ...fields, stack: (error as Error).stack });
    }
  }
}

/**
 * Starts the tasks: each at once, then in its rhythm, never overlapping itself, never ending the process.
 * @param mayRun false for tasks of a stream that is paused; asked each time.
 */
export function startSchedule(
  tasks: readonly Task[],
  log: Logger,
  mayRun: (task: string) => boolean = () => true,
): Schedule {
  const runners = new Map(tasks.map((task) => [task.name, new Runner(task, log, mayRun)]));
  const timers: ScheduledTask[] = [];
  for (const runner of runners.values()) {
    timers.push(cron.schedule(toCron(runner.task.everySeconds), () => runner.trigger(false)));
    if (runner.task.atStart !== false) runner.trigger(false);
  }
  return {
    tasks: [...runners.keys()],
    runNow: (name) => runners.get(name)?.trigger(true),
    lastSuccess: (name) => runners.get(name)?.lastSuccess ?? null,
    failure: (name) => runners.get(name)?.failure ?? null,
    async stop() {
      for (const timer of timers) await timer.stop();
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
    },
  };
}

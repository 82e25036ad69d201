import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLinnworksAccount } from '../../sandbox/linnworks-account/start.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { systemClock, type Clock } from '../../src/domain/clock.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { connectSystems } from '../../src/main/connect-systems.ts';
import { startSchedules, type State } from '../../src/main/start-schedules.ts';
import { createStock } from '../../src/main/start-stock.ts';
import { openStore } from '../../src/queue/open-store.ts';
import type { Schedule, Task } from '../../src/schedule/schedule.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

const TICK_SECONDS = 15;
const SECRET = 'secret-of-the-app';

/** Moved by the test, and by whoever waits. */
class MinuteHand implements Clock {
  #now = Date.parse('2026-11-24T08:00:00Z');

  now(): Date {
    return new Date(this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.#now += ms;
    // As long as the moment in which questions share a call: on a busy machine the store may take most of it.
    return systemClock.sleep(Math.min(ms, 200), signal);
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** The tasks of the worker with its default settings, run in their rhythm by a clock that the test moves. */
export class IdleWorld {
  readonly org: SalesforceOrg;
  /** `METHOD address` of each REST call, ids and queries left out. */
  readonly calls: string[];
  readonly #clock: MinuteHand;
  readonly #tasks: readonly Task[];
  readonly #mayRun: (task: string) => boolean;
  readonly #failed: string[] = [];
  readonly #close: () => Promise<void>;
  #seconds = 0;

  private constructor(
    world: Pick<IdleWorld, 'org' | 'calls'>,
    clock: MinuteHand,
    rhythm: { tasks: readonly Task[]; mayRun: (task: string) => boolean },
    close: () => Promise<void>,
  ) {
    this.org = world.org;
    this.calls = world.calls;
    this.#clock = clock;
    this.#tasks = rhythm.tasks;
    this.#mayRun = rhythm.mayRun;
    this.#close = close;
  }

  static async open(): Promise<IdleWorld> {
    const clock = new MinuteHand();
    const now = () => clock.now();
    const calls: string[] = [];
    const org = await startSalesforceOrg({
      apps: [{ clientId: 'app', clientSecret: SECRET }],
      clock: now,
      onRequest: ({ method, url }) => {
        const address = /^\/services\/data\/v[\d.]+(\/[^?]*)/.exec(url)?.[1];
        if (address !== undefined) calls.push(`${method} ${address}`);
      },
    });
    const account = await startLinnworksAccount({ seed: 5, quotas: 'lifted', clock: now });
    const dataDir = mkdtempSync(path.join(tmpdir(), 'idle-'));
    const settings = loadSettings({
      ...{ SF_LOGIN_URL: org.url, SF_CLIENT_ID: 'app', SF_CLIENT_SECRET: SECRET },
      ...{ LINNWORKS_AUTH_URL: account.url, LINNWORKS_V2_URL: `${account.url}/v2` },
      LINNWORKS_APPLICATION_ID: account.credentials.applicationId,
      LINNWORKS_APPLICATION_SECRET: account.credentials.applicationSecret,
      LINNWORKS_INSTALLATION_TOKEN: account.credentials.installationToken,
      DATA_DIR: dataDir,
    });
    const store = await openStore({ databaseUrl: undefined, dataDir, onError: () => undefined });
    const systems = await connectSystems(settings, store, clock, silentLog, createMetrics());
    const stopping = new AbortController();
    const stock = createStock(settings, systems, stopping.signal);
    const state: State = { isReady: true, streaming: 'connected' };
    const rhythm = { tasks: [] as readonly Task[], mayRun: (_task: string) => true };
    startSchedules(settings, systems, state, stock, (tasks, _log, mayRun): Schedule => {
      Object.assign(rhythm, { tasks, mayRun });
      return {
        tasks: tasks.map(({ name }) => name),
        runNow: () => undefined,
        lastSuccess: now,
        failure: () => null,
        stop: async () => undefined,
      };
    });
    return new IdleWorld({ org, calls }, clock, rhythm, async () => {
      stopping.abort();
      await systems.queue.stop();
      await store.close();
      await account.close();
      await org.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Tasks that are due at the same moment run at the same time, as the schedule runs them. */
  async pass(minutes: number): Promise<void> {
    for (const end = this.#seconds + minutes * 60; this.#seconds < end;) {
      const before = this.#seconds;
      this.#seconds += TICK_SECONDS;
      this.#clock.advance(TICK_SECONDS);
      const due = this.#tasks.filter(
        ({ name, everySeconds }) =>
          Math.floor(this.#seconds / everySeconds) > Math.floor(before / everySeconds) &&
          this.#mayRun(name),
      );
      await Promise.all(due.map((task) => this.#run(task)));
    }
  }

  async #run({ name, run }: Task): Promise<void> {
    await run().catch((error: Error) => this.#failed.push(`${name}: ${error.message}`));
  }

  /** What went wrong since the last question. */
  failures(): string[] {
    return this.#failed.splice(0);
  }

  /** How often each address was called since the last question. */
  takeCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const call of this.calls.splice(0)) counts[call] = (counts[call] ?? 0) + 1;
    return counts;
  }
}

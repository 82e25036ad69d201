import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { systemClock, type Clock } from '../../src/domain/clock.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { createAlarmWatch } from '../../src/pipelines/alarms/watch-alarms.ts';
import { pollOutbox } from '../../src/pipelines/read-outbox.ts';
import { EventSubscription, type StreamingState } from '../../src/salesforce/event-subscription.ts';
import { APP, connectOrg } from './emulated-systems.ts';
import { MemoryStore } from './pipelines/memory-store.ts';

const MINUTE_MS = 60_000;
const CURSOR = 'replay';
const STEP = 5;
/** The subscription asks again so often, in minutes, when the events of the day are used up. */
const ASKS_EVERY = 15;

/** Moved by the test; pauses between two attempts are short. */
class HandMovedClock implements Clock {
  #now = Date.parse('2026-11-24T08:00:00Z');

  now(): Date {
    return new Date(this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(Math.min(ms, 100), signal);
  }

  advance(minutes: number): void {
    this.#now += minutes * MINUTE_MS;
  }
}

/** An org with the flows of the package, and what of the worker listens to its bell and to its outbox. */
export class BelledWorld {
  readonly org: SalesforceOrg;
  readonly clock: HandMovedClock;
  readonly store = new MemoryStore();
  readonly told: string[] = [];
  state: StreamingState = 'stopped';
  /** How often the bell rang, or may have rung while nobody listened. */
  rings = 0;
  readonly #deps;
  readonly #tokens;
  #look!: () => Promise<void>;
  #subscription: EventSubscription | null = null;
  #outOfEventsAt: Date | null = null;
  #polling: Promise<unknown> = Promise.resolve();
  #sold = 0;
  #attempts = 0;
  #isLimited = false;
  #worker: string | undefined;

  private constructor(org: SalesforceOrg, clock: HandMovedClock) {
    this.org = org;
    this.clock = clock;
    const { tokens, salesforce } = connectOrg(org, clock);
    this.#tokens = tokens;
    const { store } = this;
    const { tables, queue } = store;
    this.#deps = { salesforce, store, tables, queue, clock, log: silentLog };
  }

  static async open(): Promise<BelledWorld> {
    const clock = new HandMovedClock();
    const org = await startSalesforceOrg({
      ...{ apps: [APP], clock: () => clock.now(), longPollMs: 100 },
    });
    return new BelledWorld(org, clock);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.org.close();
  }

  /** The worker starts, on the store of the one before. */
  start(): void {
    const { store } = this;
    this.#look = createAlarmWatch(this.#deps, {
      outages: () => [],
      streams: () => [],
      budgets: () => [],
      outOfEventsAt: () => this.#outOfEventsAt,
      tell: async (text) => void this.told.push(text),
    });
    this.#subscription = new EventSubscription({
      channel: '/event/Linnworks_Work__e',
      apiVersion: '66.0',
      token: () => this.#tokens.current(),
      refused: (token) => this.#tokens.refresh(token),
      loadReplayId: async () => store.cursors.get(CURSOR) ?? null,
      onEvents: async (events) => {
        this.#ring();
        store.cursors.set(CURSOR, events.at(-1)?.replayId ?? '');
      },
      onGap: () => this.#ring(),
      onState: (state) => {
        this.state = state;
        if (state === 'connecting') this.#attempts += 1;
        if (state === 'daily-limit') this.#outOfEventsAt = this.clock.now();
      },
      clock: this.clock,
      log: silentLog,
      silenceMs: Number.POSITIVE_INFINITY,
    });
    this.#subscription.start();
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    this.#subscription = null;
    await this.#polling;
  }

  /** Polls never overlap, as the schedule promises. */
  #ring(): void {
    this.rings += 1;
    this.#poll('new');
  }

  #poll(scan: 'new' | 'late'): void {
    this.#polling = this.#polling.then(() => pollOutbox(this.#deps, scan));
  }

  /** A person's order: its request rings the bell. */
  sell(): void {
    this.#save('Linnworks_Sync_Request__c', {
      Key__c: `request|${++this.#sold}`,
      Kind__c: 'Push',
      Source__c: 'Flow',
      Status__c: 'Pending',
      Order__c: null,
      Record_Id__c: `80100000000000${String(this.#sold).padStart(4, '0')}`,
    });
  }

  /** Minutes with the worker, five at a time: it polls, looks and beats; the flows of the org run by the same clock. */
  async pass(minutes: number, orderEvery = Infinity): Promise<void> {
    for (let minute = STEP; minute <= minutes; minute += STEP) {
      this.clock.advance(STEP);
      if (minute % orderEvery === 0) this.sell();
      if (this.#isLimited && minute % ASKS_EVERY === 0) await this.#asksAgain();
      this.#poll('late');
      await this.#polling;
      this.beat();
      this.org.automation.runDue(this.org.control.admin());
      await this.#look();
    }
  }

  /** The org delivers no more than this in a rolling day. */
  limitEvents(limit: number): void {
    this.org.control.setDeliveryLimit(limit);
    this.#isLimited = true;
  }

  /** A day later there is room again, also for what is retained and comes now. */
  nextDay(): void {
    this.org.control.setDeliveryLimit(1_000);
    this.#isLimited = false;
    this.clock.advance(25 * 60);
  }

  /** The subscription's own pauses are real ones: each quarter of an hour waits until it has asked. */
  async #asksAgain(): Promise<void> {
    const enough = this.#attempts + 1;
    await waitFor('the next attempt', async () => this.#attempts >= enough, 30_000, 10);
  }

  /** Hours without the worker; orders are sold all the same. */
  passWithout(hours: number): void {
    for (let hour = 0; hour < hours; hour++) {
      this.clock.advance(60);
      if (hour % 10 === 0) this.sell();
      this.org.automation.runDue(this.org.control.admin());
    }
  }

  beat(): void {
    const values = { Status__c: 'Running', Heartbeat_At__c: this.clock.now().toISOString() };
    if (this.#worker === undefined)
      this.#worker = this.#save('Linnworks_Sync_Stream__c', {
        ...{ Name: 'Worker', Key__c: 'worker', ...values },
      });
    else this.#save('Linnworks_Sync_Stream__c', values, this.#worker);
  }

  #save(object: string, values: Record<string, unknown>, id?: string): string {
    const admin = this.org.control.admin();
    const record = id === undefined ? values : { Id: id, ...values };
    const result = this.org.core.save(admin, id ? 'update' : 'create', object, record);
    if (result.id === null) throw new Error(JSON.stringify(result.errors));
    return result.id;
  }

  /** Requests that were not taken exactly once. */
  lost(): string[] {
    const taken = this.store.queued.map(({ data }) => (data as { requestId?: string }).requestId);
    const rows = this.org.core.query(
      this.org.control.admin(),
      'SELECT Id, Key__c FROM Linnworks_Sync_Request__c',
    ).records;
    return rows
      .filter(({ Id }) => taken.filter((id) => id === Id).length !== 1)
      .map(({ Key__c: key }) => String(key));
  }

  get sold(): number {
    return this.#sold;
  }

  alarms(): Record<string, unknown>[] {
    return this.org.core.query(
      this.org.control.admin(),
      'SELECT Key__c, Kind__c, Status__c FROM Linnworks_Alarm__c',
    ).records;
  }
}

import type { Logger } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';

/** Event deliveries are a small daily allocation of the whole org: so many rings in a minute are enough to know. */
const BUSY_RINGS = 15;
const WINDOW_MS = 60_000;
/** Requests that wait: the bell would only say what is known. */
const BUSY_BACKLOG = 100;
/** Nothing waited and nothing new came for so long: the bell is faster than the poll again. */
const QUIET_MS = 60_000;
const OBJECT = 'Linnworks_Switches__c';
const FIELD = 'Is_Doorbell_Off__c';
const CURSOR = 'doorbell';

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock'> & { log: Logger };

export interface Doorbell {
  /** So many events came. */
  rang(times?: number): void;
  /** Whether an event came since this was asked last. */
  takeRing(): boolean;
  /** The outbox poll took so many requests. */
  took(requests: number): void;
  /** Turns the bell off or on as the traffic is; while it is off, polls. Called every few seconds. */
  tend(): Promise<void>;
  /** What a person should know, in one sentence; null when all is well. */
  warning(): string | null;
}

class SwitchedDoorbell implements Doorbell {
  readonly #deps: Deps;
  readonly #backlog: () => Promise<number>;
  readonly #poll: () => void;
  #rings: number[] = [];
  #busyAt = 0;
  /** Null until the org has been asked. */
  #isOff: boolean | null = null;
  #mayWrite = true;
  /** Null: there is no row of the whole org yet. */
  #switchId: string | null = null;
  #isRung = false;
  #tending: Promise<void> = Promise.resolve();

  constructor(deps: Deps, backlog: () => Promise<number>, poll: () => void) {
    this.#deps = deps;
    this.#backlog = backlog;
    this.#poll = poll;
  }

  takeRing(): boolean {
    const isRung = this.#isRung;
    this.#isRung = false;
    return isRung;
  }

  rang(times = 1): void {
    this.#isRung = true;
    const now = this.#now();
    // More than it takes to be busy tell nothing more.
    const rings = Array.from({ length: Math.min(times, BUSY_RINGS) }, () => now);
    this.#rings = [...this.#rings.filter((at) => at > now - WINDOW_MS), ...rings];
    // At once: the next tick may be hundreds of events away.
    if (this.#rings.length >= BUSY_RINGS && this.#isOff === false)
      void this.tend().catch((error: Error) =>
        this.#deps.log.warn('The doorbell could not be turned off', { reason: error.message }),
      );
  }

  took(requests: number): void {
    if (requests >= BUSY_RINGS) this.#busyAt = this.#now();
  }

  tend(): Promise<void> {
    const next = this.#tending.then(
      () => this.#tendOnce(),
      () => this.#tendOnce(),
    );
    this.#tending = next;
    return next;
  }

  warning(): string | null {
    if (this.#mayWrite) return null;
    return 'The doorbell cannot be turned off while there is much to do, which uses up event deliveries: give the integration user the permission Customize Application.';
  }

  async #tendOnce(): Promise<void> {
    if (!this.#mayWrite) return;
    if (this.#isOff === null) await this.#recall();
    const now = this.#now();
    const rings = this.#rings.filter((at) => at > now - WINDOW_MS).length;
    if (rings >= BUSY_RINGS || (await this.#backlog()) >= BUSY_BACKLOG) this.#busyAt = now;
    const isBusy = this.#busyAt > 0 && now - this.#busyAt < QUIET_MS;
    if (isBusy !== this.#isOff && this.#mayWrite) await this.#turn(isBusy);
    if (this.#isOff === true) this.#poll();
  }

  /** After a restart the switch is as this worker left it; one that a person has set is not touched. */
  async #recall(): Promise<void> {
    const { fields } = await this.#deps.salesforce.describe(OBJECT);
    this.#mayWrite = fields.find(({ name }) => name === FIELD)?.updateable === true;
    if (!this.#mayWrite) this.#deps.log.warn(this.warning() ?? '');
    // Now, since each call in the moment of the first rings costs hundreds of them.
    else this.#switchId = await this.#findSwitch();
    this.#isOff = (await this.#deps.tables.cursors.get(CURSOR)) === 'off';
  }

  async #turn(isOff: boolean): Promise<void> {
    const { store, tables, log } = this.#deps;
    // Remembered first: a crash in between leaves a bell that the next start turns on again.
    if (isOff) await store.transaction((tx) => tables.cursors.set(tx, CURSOR, 'off'));
    this.#mayWrite = await this.#write(isOff);
    if (!this.#mayWrite) {
      this.#isOff = false;
      log.warn(this.warning() ?? '');
      return;
    }
    if (!isOff) await store.transaction((tx) => tables.cursors.set(tx, CURSOR, 'on'));
    this.#isOff = isOff;
    this.#rings = [];
    log.info(isOff ? 'The doorbell is off; the outbox is polled' : 'The doorbell is on again');
    // What was committed in the moment before it was on again has rung nobody.
    this.#poll();
  }

  /** @returns false when the org refuses it for want of a permission. */
  async #write(isOff: boolean): Promise<boolean> {
    const known = this.#switchId;
    if (await this.#set(known, isOff)) return true;
    // An admin may have removed the row since it was read.
    this.#switchId = await this.#findSwitch();
    return this.#switchId !== known && this.#set(this.#switchId, isOff);
  }

  async #set(id: string | null, isOff: boolean): Promise<boolean> {
    const { salesforce } = this.#deps;
    const [result] =
      id === null
        ? await salesforce.create(OBJECT, [{ [FIELD]: isOff }])
        : await salesforce.update(OBJECT, [{ Id: id, [FIELD]: isOff }]);
    if (result?.success !== true) return false;
    this.#switchId = id ?? result.id ?? (await this.#findSwitch());
    return true;
  }

  /** The row of the whole org; those of profiles and users belong to the admin. */
  async #findSwitch(): Promise<string | null> {
    const rows = await this.#deps.salesforce.query(`SELECT Id, SetupOwnerId FROM ${OBJECT}`);
    const own = rows.find(({ SetupOwnerId }) => String(SetupOwnerId as string).startsWith('00D'));
    return own === undefined ? null : String(own['Id']);
  }

  #now(): number {
    return this.#deps.clock.now().getTime();
  }
}

/**
 * The bell while it is quiet, the poll while it is busy: an order is in Linnworks within a second when nothing else is
 * going on, and a morning of 25,000 costs a handful of event deliveries.
 */
export function createDoorbell(
  deps: Deps,
  backlog: () => Promise<number>,
  poll: () => void,
): Doorbell {
  return new SwitchedDoorbell(deps, backlog, poll);
}

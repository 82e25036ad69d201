import { Circuit } from '../../../src/domain/circuit.ts';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import type { Job, JobOutcome, QueueName, SalesforceRecord } from '../../../src/domain/ports.ts';
import { createAlarmWatch } from '../../../src/pipelines/alarms/watch-alarms.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createFulfilmentPoll } from '../../../src/pipelines/poll-fulfilment.ts';
import { createPullFulfilment } from '../../../src/pipelines/pull-fulfilment.ts';
import { pollOutbox } from '../../../src/pipelines/read-outbox.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { recordingRetries } from '../../../src/pipelines/record-retries.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';
import { ScriptedOrg } from './scripted-org.ts';

const MINUTE_MS = 60_000;

/** An org with an outbox that a person fills and the API may refuse. */
export class DrilledOrg extends ScriptedOrg {
  /** What every call is answered with. */
  fault: ConnectorError | null = null;
  readonly requests: SalesforceRecord[] = [];

  override async query(soql: string): Promise<SalesforceRecord[]> {
    this.#check();
    if (soql.includes('FROM Linnworks_Sync_Request__c'))
      return this.requests.filter(({ Id }) => !this.#isAnswered(String(Id)));
    if (soql.includes('FROM Linnworks_Alarm__c'))
      return this.of('Linnworks_Alarm__c').filter(({ Status__c }) => Status__c === 'Open');
    // Nothing is stuck: the warehouse of this drill ships nothing.
    if (soql.includes('State_Since__c <')) return [];
    return super.query(soql);
  }

  override async upsert(...args: Parameters<ScriptedOrg['upsert']>) {
    this.#check();
    return super.upsert(...args);
  }

  override limits = async () => {
    this.#check();
    return {};
  };

  #isAnswered(id: string): boolean {
    return this.written.get(`Linnworks_Sync_Request__c:${id}`)?.['Status__c'] !== undefined;
  }

  #check(): void {
    if (this.fault !== null) throw this.fault;
  }
}

type Handle = ReturnType<typeof recordingRetries>;

/** Every asynchronous method goes through the circuit, as main wires it. */
function guarded<T extends object>(port: T, circuit: Circuit): T {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || name === 'ordersChangedSince' || name === 'usage')
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (...args: unknown[]) =>
        circuit.run(() => Promise.resolve(Reflect.apply(value, target, args)));
    },
  });
}

/** Pipelines, circuits and the alarm watch on a clock that a test moves on minute by minute, as the schedule would. */
export class DrilledWorld {
  readonly org: DrilledOrg;
  readonly bench: Bench;
  readonly clock: HandClock;
  readonly told: string[] = [];
  readonly #circuits: { readonly salesforce: Circuit; readonly linnworks: Circuit };
  readonly #deps: PipelineDeps;
  readonly #handles: Partial<Record<QueueName, Handle>>;
  readonly #poll: () => Promise<number>;
  readonly #look: () => Promise<void>;

  private constructor(bench: Bench, org: DrilledOrg, clock: HandClock) {
    this.bench = bench;
    this.org = org;
    this.clock = clock;
    const circuit = (system: 'Salesforce' | 'Linnworks') =>
      new Circuit(system, clock, () => undefined);
    this.#circuits = { salesforce: circuit('Salesforce'), linnworks: circuit('Linnworks') };
    const deps = {
      ...bench.deps,
      salesforce: guarded(bench.deps.salesforce, this.#circuits.salesforce),
      linnworks: guarded(bench.deps.linnworks, this.#circuits.linnworks),
    };
    this.#deps = deps;
    const reference = createReference(deps);
    const kept = (queue: QueueName, handle: Handle) => recordingRetries(deps, queue, handle);
    this.#handles = {
      'orders-out': kept('orders-out', createOrdersOut(deps, reference)),
      'orders-in': kept('orders-in', createPullFulfilment(deps, reference)),
    };
    this.#poll = createFulfilmentPoll(deps);
    this.#look = createAlarmWatch(deps, {
      outages: () => Object.values(this.#circuits).flatMap(({ outage }) => outage ?? []),
      streams: () => [],
      budgets: () => [],
      outOfEventsAt: () => null,
      tell: async (text) => void this.told.push(text),
    });
  }

  static async open(): Promise<DrilledWorld> {
    const clock = new HandClock('2026-11-24T10:00:00Z');
    const account = await startLinnworksAccount({
      ...{ seed: 3, quotas: 'lifted', clock: () => clock.now() },
    });
    const org = new DrilledOrg();
    const bench = new Bench(account, org, clock);
    await bench.stock('MUG');
    return new DrilledWorld(bench, org, clock);
  }

  /** A person activates an order: the flow of the package writes its request. */
  sell(): void {
    const id = this.bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]);
    this.org.requests.push({
      Id: `request-${id}`,
      Kind__c: 'Push',
      Order__c: id,
      CreatedDate: this.clock.now().toISOString(),
    });
  }

  /** Minutes go by, with an order every few of them. */
  async pass(minutes: number, orderEvery = Infinity): Promise<void> {
    for (let minute = 1; minute <= minutes; minute++) {
      this.clock.advance(MINUTE_MS);
      if (minute % orderEvery === 0) this.sell();
      await this.#probe();
      if (!this.#isOut()) await this.#work();
      await this.#look().catch(this.#expected);
    }
  }

  /** Only a system that is away may throw. */
  readonly #expected = (error: unknown): void => {
    const kinds = ['transient', 'throttled', 'auth'];
    if (!(error instanceof ConnectorError) || !kinds.includes(error.kind)) throw error;
  };

  #isOut(): boolean {
    return Object.values(this.#circuits).some(({ outage }) => outage !== null);
  }

  async #probe(): Promise<void> {
    const { salesforce, linnworks } = this.#deps;
    if (this.#circuits.salesforce.isProbeDue) await salesforce.limits().catch(this.#expected);
    if (this.#circuits.linnworks.isProbeDue) await linnworks.locations().catch(this.#expected);
  }

  async #work(): Promise<void> {
    await pollOutbox(this.#deps, 'all').catch(this.#expected);
    await this.#run('orders-out');
    await this.#poll().catch(this.#expected);
    await this.#run('orders-in');
  }

  /** The queue keeps what threw and what is to be tried again. */
  async #run(queue: QueueName): Promise<void> {
    const jobs = this.bench.store.take(queue);
    if (jobs.length === 0) return;
    const outcomes = new Map<string, JobOutcome>();
    await (this.#handles[queue]?.(jobs) ?? Promise.resolve(outcomes))
      .then((some) => some.forEach((outcome, id) => outcomes.set(id, outcome)))
      .catch(this.#expected);
    const isOpen = ({ id }: Job): boolean => {
      const outcome = outcomes.get(id);
      return outcome === undefined || 'retryAfterMs' in outcome;
    };
    for (const { key, kind, data, traceId } of jobs.filter(isOpen))
      this.bench.store.queued.push({ queue, key, kind, data, traceId });
  }

  /** What is not as it should be once everything is over; empty: nothing lost, nothing twice. */
  async faults(): Promise<string[]> {
    const there = (await this.bench.references()).map(({ ReferenceNum }) => ReferenceNum);
    const shown = this.org.of('Linnworks_Order__c').map(({ Order__c }) => Order__c);
    const faults = [...this.org.orders].flatMap(([id, { OrderNumber: number }]) => {
      const copies = there.filter((reference) => reference === number).length;
      const rows = shown.filter((order) => order === id).length;
      const status = this.bench.answer(id)?.['Status__c'];
      return copies === 1 && rows === 1 && status === 'Done'
        ? []
        : [`${String(number)}: ${copies} in Linnworks, ${rows} shown, ${String(status)}`];
    });
    return [...faults, ...this.bench.openCodes().map((code) => `open error ${code}`)];
  }

  alarms(): SalesforceRecord[] {
    return this.org.of('Linnworks_Alarm__c');
  }
}

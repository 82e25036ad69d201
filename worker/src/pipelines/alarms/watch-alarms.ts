import type { Outage } from '../../domain/circuit.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import type { StayCount, StayTable } from '../../domain/tables.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import type { PipelineDeps } from '../deps.ts';
import { conditionsOf, type Condition, type Sight } from './conditions.ts';
import { createSettingsRow, type SettingsRow } from '../settings-row.ts';
import { askStuck } from './stuck-orders.ts';
import { dayBefore, LOOK_BACK_DAYS } from './usual-stays.ts';
import { DEFAULT_THRESHOLDS, MOST_COUNTED, toThresholds, type Thresholds } from './thresholds.ts';

const OBJECT = 'Linnworks_Alarm__c';
/** What a custom notification takes. */
const MOST_DIGEST = 750;
/** What is over must stay so for as long: a system that comes and goes is one alarm, and people are told twice. */
const CALM_MS = 5 * 60_000;
/** So long without a look, the package may have opened an alarm about the worker itself. */
const UNSEEN_MS = 5 * 60_000;

/** What main knows; the rest is asked. */
export interface Senses {
  readonly outages: () => readonly Outage[];
  readonly streams: () => Sight['streams'];
  readonly budgets: () => Sight['budgets'];
  readonly outOfEventsAt: () => Date | null;
  /** Tells people outside Salesforce: one message for everything that changed; null when nobody listens. */
  readonly tell: ((text: string) => Promise<void>) | null;
}

interface Alarm {
  readonly key: string;
  readonly openedAt: Date;
  readonly traceId: string;
  readonly condition: Condition;
}

/** What the looks cost: nothing where both are given and recent. */
export interface Thrift {
  /** The settings record, where others read it too. */
  readonly row: SettingsRow;
  /** How long an answer of Salesforce about orders and differences is believed. */
  readonly factsForMs: number;
}

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock' | 'log'> & {
  readonly tables: { readonly stays: Pick<StayTable, 'counts'> };
};
const keyOf = ({ kind, subject }: Condition): string => `${kind}|${subject}`.slice(0, 80);

/** What Salesforce knows of how things go; all of it is about hours. */
type Facts = Pick<Sight, 'lastOrderAt' | 'stuck' | 'openDifferences'>;

const NO_FACTS: Facts = { lastOrderAt: null, stuck: [], openDifferences: 0 };

async function askFacts(
  { salesforce }: Deps,
  stays: readonly StayCount[],
  { stuckHours }: Thresholds,
  now: Date,
): Promise<Facts> {
  const [[last], stuck, differences] = await Promise.all([
    salesforce.query(
      "SELECT ActivatedDate FROM Order WHERE StatusCode = 'Activated' ORDER BY ActivatedDate DESC LIMIT 1",
    ),
    askStuck({ salesforce }, stays, stuckHours, now),
    salesforce.query(
      `SELECT Id FROM Linnworks_Difference__c WHERE Status__c = 'Open' LIMIT ${MOST_COUNTED}`,
    ),
  ]);
  const activated = last?.['ActivatedDate'];
  return {
    lastOrderAt: typeof activated === 'string' ? new Date(activated) : null,
    stuck,
    openDifferences: differences.length,
  };
}

function toRecord(alarm: Alarm, now: Date, isOpen: boolean): SalesforceRecord {
  const { kind, severity, message, whatToDo, stream, affected } = alarm.condition;
  return {
    Key__c: alarm.key,
    Kind__c: kind,
    Severity__c: severity,
    Status__c: isOpen ? 'Open' : 'Closed',
    Message__c: message.slice(0, 255),
    What_To_Do__c: whatToDo.slice(0, 255),
    Stream__c: stream ?? null,
    Affected__c: affected ?? null,
    Opened_At__c: alarm.openedAt.toISOString(),
    Last_Seen_At__c: now.toISOString(),
    Closed_At__c: isOpen ? null : now.toISOString(),
    Trace_Id__c: alarm.traceId,
  };
}

const digest = (opened: readonly Alarm[], closed: readonly Alarm[]): string =>
  [
    ...opened.map(({ condition: c }) => `${c.severity}: ${c.message} ${c.whatToDo}`),
    ...closed.map(({ condition: c }) => `Over: ${c.message}`),
  ].join('\n');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An alarm that an earlier worker, or the package itself, left open. */
function toAlarm(row: SalesforceRecord, now: Date): Alarm {
  const key = text(row['Key__c']);
  const condition = {
    kind: row['Kind__c'],
    subject: key.slice(key.indexOf('|') + 1),
    severity: row['Severity__c'],
    message: text(row['Message__c']),
    whatToDo: text(row['What_To_Do__c']),
  } as Condition;
  const openedAt = new Date(text(row['Opened_At__c']) || now.toISOString());
  return { key, condition, openedAt, traceId: text(row['Trace_Id__c']) };
}

class AlarmWatch {
  readonly #deps: Deps;
  readonly #senses: Senses;
  readonly #thrift: Thrift;
  readonly #open = new Map<string, Alarm>();
  /** Open alarms whose condition does not hold, by the first look that saw so. */
  readonly #goneSince = new Map<string, number>();
  /** Alarms whose last state is not in Salesforce yet, because it was down. */
  readonly #unwritten = new Map<string, SalesforceRecord>();
  #thresholds: Thresholds = DEFAULT_THRESHOLDS;
  /** Never: what an earlier worker left is read at the first look. */
  #lookedAt = 0;
  #stays: readonly StayCount[] | null = null;
  #facts = NO_FACTS;
  #factsAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps, senses: Senses, thrift: Thrift) {
    this.#deps = deps;
    this.#senses = senses;
    this.#thrift = thrift;
  }

  async look(): Promise<void> {
    const now = this.#deps.clock.now();
    const isDown = this.#senses.outages().some(({ system }) => system === 'Salesforce');
    if (!isDown) await this.#prepare(now);
    const sight = await this.#ask(now);
    const conditions = new Map(conditionsOf(sight, this.#thresholds).map((c) => [keyOf(c), c]));
    const opened = [...conditions].flatMap(([key, one]) => this.#see(key, one, now) ?? []);
    // While Salesforce is down nobody knows whether its other conditions last.
    const closed = isDown ? [] : this.#over(conditions, now);
    for (const alarm of closed) {
      this.#open.delete(alarm.key);
      this.#goneSince.delete(alarm.key);
      this.#note(alarm.key, toRecord(alarm, now, false));
    }
    await this.#tell(opened, closed, now);
    if (!isDown) await this.#write();
  }

  /** While Salesforce is down nothing can be asked; the outage itself is the news. */
  async #ask(now: Date): Promise<Sight> {
    const outages = this.#senses.outages();
    const { streams, budgets, outOfEventsAt } = this.#senses;
    const base = {
      now,
      outages,
      streams: streams(),
      budgets: budgets(),
      outOfEventsAt: outOfEventsAt(),
      open: new Set(this.#open.keys()),
    };
    if (outages.some(({ system }) => system === 'Salesforce')) return { ...base, ...NO_FACTS };
    if (now.getTime() - this.#factsAt > this.#thrift.factsForMs) {
      const usual = this.#stays ?? (await this.#readStays(now));
      this.#facts = await askFacts(this.#deps, usual, this.#thresholds, now);
      this.#factsAt = now.getTime();
      // For the next time, which then asks without waiting for the store.
      this.#stays = await this.#readStays(now);
    }
    return { ...base, ...this.#facts };
  }

  #readStays(now: Date): Promise<StayCount[]> {
    return this.#deps.tables.stays.counts(dayBefore(now, LOOK_BACK_DAYS));
  }

  /** What an earlier worker or the package left open is closed when it is over, and not opened again when it lasts. */
  async #prepare(now: Date): Promise<void> {
    this.#thresholds = toThresholds(await this.#thrift.row());
    const isUnseen = now.getTime() - this.#lookedAt > UNSEEN_MS;
    this.#lookedAt = now.getTime();
    if (!isUnseen) return;
    const rows = await this.#deps.salesforce.query(
      `SELECT Key__c, Kind__c, Severity__c, Message__c, What_To_Do__c, Opened_At__c, Trace_Id__c FROM ${OBJECT} WHERE Status__c = 'Open'`,
    );
    for (const row of rows) {
      const alarm = toAlarm(row, now);
      if (!this.#open.has(alarm.key)) this.#open.set(alarm.key, alarm);
    }
  }

  /** Open alarms whose condition has not held for a while. */
  #over(conditions: ReadonlyMap<string, Condition>, now: Date): Alarm[] {
    return [...this.#open.values()].filter(({ key }) => {
      if (conditions.has(key)) {
        this.#goneSince.delete(key);
        return false;
      }
      const since = this.#goneSince.get(key) ?? now.getTime();
      this.#goneSince.set(key, since);
      return now.getTime() - since >= CALM_MS;
    });
  }

  /** @returns the alarm when it is new. */
  #see(key: string, condition: Condition, now: Date): Alarm | null {
    const before = this.#open.get(key);
    const alarm = before
      ? { ...before, condition }
      : { key, condition, openedAt: now, traceId: newTraceId() };
    if (before?.condition.message !== condition.message)
      this.#note(key, toRecord(alarm, now, true));
    this.#open.set(key, alarm);
    return before === undefined ? alarm : null;
  }

  #note(key: string, record: SalesforceRecord): void {
    this.#unwritten.set(key, { ...this.#unwritten.get(key), Key__c: key, ...record });
  }

  /** All news of a look are one message: to the webhook, and by one alarm record, whose flow tells people in Salesforce. */
  async #tell(opened: readonly Alarm[], closed: readonly Alarm[], now: Date): Promise<void> {
    const [bearer] = [...opened, ...closed];
    if (bearer === undefined) return;
    this.#note(bearer.key, {
      Notify_At__c: now.toISOString(),
      Digest__c: digest(opened, closed).slice(0, MOST_DIGEST),
    });
    const { log } = this.#deps;
    const kinds = opened.map(({ condition }) => condition.kind);
    log.warn('Alarms changed', { opened: kinds, closed: closed.length });
    await this.#senses
      .tell?.(digest(opened, closed))
      .catch((error: Error) => log.warn('Nobody could be told', { reason: error.message }));
  }

  async #write(): Promise<void> {
    if (this.#unwritten.size === 0) return;
    const records = [...this.#unwritten.values()];
    const results = await this.#deps.salesforce.upsert(OBJECT, 'Key__c', records);
    for (const [index, record] of records.entries())
      if (results[index]?.success) this.#unwritten.delete(text(record['Key__c']));
      else
        this.#deps.log.warn('An alarm was refused by Salesforce', {
          key: record['Key__c'],
          refusal: results[index]?.errors.map(({ statusCode }) => statusCode),
        });
  }
}

/**
 * Looks once a minute whether something is wrong that no single record shows. Each condition is one alarm from its first
 * to its last moment, which is over when it has been so for five minutes; people are told when it opens and when it is
 * over, all news of a look in one message.
 */
export function createAlarmWatch(
  deps: Deps,
  senses: Senses,
  thrift: Thrift = { row: createSettingsRow(deps), factsForMs: 0 },
): () => Promise<void> {
  const watch = new AlarmWatch(deps, senses, thrift);
  return () => watch.look();
}

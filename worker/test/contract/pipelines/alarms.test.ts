import { beforeEach, describe, expect, it } from 'vitest';
import type { Outage } from '../../../src/domain/circuit.ts';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import type { Budget } from '../../../src/pipelines/budget-pace.ts';
import { createAlarmWatch } from '../../../src/pipelines/alarms/watch-alarms.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedOrg } from './scripted-org.ts';

class AlarmedOrg extends ScriptedOrg {
  isDown = false;
  lastOrderAt = '2026-11-24T09:00:00.000+0000';
  thresholds: SalesforceRecord = {};

  override async query(soql: string): Promise<SalesforceRecord[]> {
    if (this.isDown) throw new Error('Nothing may be asked of a system that is down');
    if (soql.includes('FROM Order ')) return [{ ActivatedDate: this.lastOrderAt }];
    if (soql.includes('FROM Linnworks_Settings__c')) return [this.thresholds];
    if (soql.includes('FROM Linnworks_Order__c')) return this.#stuck(soql);
    if (soql.includes('FROM Linnworks_Alarm__c'))
      return this.of('Linnworks_Alarm__c').filter(({ Status__c }) => Status__c === 'Open');
    return super.query(soql);
  }

  /** Orders in a stage since before the moment that the question names for it. */
  #stuck(soql: string): SalesforceRecord[] {
    const asked = [...soql.matchAll(/State__c = '([\w ]+)' AND State_Since__c < (\S+?)\)/g)];
    const before = new Map(asked.map(([, stage, since]) => [stage, since ?? '']));
    return this.of('Linnworks_Order__c')
      .filter((row) => String(row['State_Since__c']) < (before.get(String(row['State__c'])) ?? ''))
      .sort((a, b) => (String(a['State_Since__c']) < String(b['State_Since__c']) ? -1 : 1));
  }
}

let org: AlarmedOrg;
let store: MemoryStore;
let now: Date;
let outages: Outage[];
let told: string[];
let budgets: Budget[];
let look: () => Promise<void>;

const open = (): void => {
  look = createAlarmWatch(
    {
      ...{ salesforce: org, tables: store.tables, log: silentLog },
      clock: { now: () => now, sleep: async () => undefined },
    },
    {
      outages: () => outages,
      streams: () => [
        { key: 'fulfilment', name: 'Fulfilment', lastSuccess: new Date(now), isPaused: false },
      ],
      budgets: () => budgets,
      outOfEventsAt: () => null,
      tell: async (text) => void told.push(text),
    },
  );
};
beforeEach(() => {
  org = new AlarmedOrg();
  store = new MemoryStore();
  now = new Date('2026-11-24T10:00:00Z');
  outages = [];
  told = [];
  budgets = [];
  open();
});

const outage = (system: Outage['system']): Outage => ({
  system,
  since: now,
  nextProbeAt: now,
  cause: new ConnectorError({ code: 'LW_UNAVAILABLE', kind: 'transient', message: 'Down.' }),
});
const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};
/** What is over must stay so for five minutes. */
const lookUntilCalm = async (): Promise<void> => {
  await look();
  later(5);
  await look();
};
const alarms = () => org.of('Linnworks_Alarm__c');

describe('an alarm', () => {
  it('is one from the first to the last minute of an outage, and people are told twice', async () => {
    outages = [outage('Linnworks')];
    await look();
    expect(alarms()).toEqual([]);
    for (let minute = 0; minute < 360; minute++) {
      later(1);
      await look();
    }
    expect(alarms()).toMatchObject([{ Kind__c: 'System Down', Status__c: 'Open' }]);
    outages = [];
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
    expect(told).toHaveLength(2);
    expect(told[1]).toMatch(/^Over: Linnworks does not answer/);
  });

  it('is one, and told twice, however often a system comes and goes', async () => {
    for (let round = 0; round < 20; round++) {
      outages = [outage('Linnworks')];
      later(2);
      await look();
      outages = [];
      later(2);
      await look();
    }
    expect(told).toHaveLength(1);
    expect(alarms()).toMatchObject([{ Status__c: 'Open' }]);
    later(5);
    await look();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
    expect(told).toHaveLength(2);
  });

  it('about Salesforce is told outside of it, and written there afterwards', async () => {
    await look();
    org.isDown = true;
    outages = [outage('Salesforce')];
    later(2);
    await look();
    expect(told).toHaveLength(1);
    org.isDown = false;
    outages = [];
    later(60);
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Key__c: 'System Down|Salesforce', Status__c: 'Closed' }]);
  });

  it('rings when no order comes on a working day, and not on a Sunday', async () => {
    org.thresholds = { No_Orders_Hours__c: 4 };
    later(5 * 60);
    await look();
    expect(alarms()).toMatchObject([{ Kind__c: 'No Orders', Status__c: 'Open' }]);
    now = new Date('2026-11-29T12:00:00Z');
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
  });

  it('does not ring on a Monday for the weekend before it', async () => {
    org.thresholds = { No_Orders_Hours__c: 4 };
    org.lastOrderAt = '2026-11-27T22:30:00.000+0000';
    now = new Date('2026-11-30T02:00:00Z');
    await look();
    expect(alarms()).toEqual([]);
    later(60);
    await look();
    const message = 'No order was activated for 4 hours of Monday to Friday.';
    expect(alarms()).toMatchObject([{ Kind__c: 'No Orders', Message__c: message }]);
  });

  it('warns of a budget once, hours before it ends, and is over when there is room again', async () => {
    const use = (used: number, perHour: number) => {
      budgets = [{ name: 'Salesforce API', used, limit: 15_000, window: 'day', perHour }];
    };
    for (const [used, perHour] of [
      [8_000, 1_000],
      [10_000, 1_500],
      [10_100, 1_200],
      [10_200, 1_500],
    ] as const) {
      use(used, perHour);
      later(1);
      await look();
    }
    expect(alarms()).toMatchObject([{ Key__c: 'Quota Low|Salesforce API', Status__c: 'Open' }]);
    expect(told).toHaveLength(1);
    use(10_000, 100);
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
  });

  it('rings for an order that is in a stage for longer than is usual here', async () => {
    const order = (id: string, state: string, since: string) =>
      org.upsert('Linnworks_Order__c', 'Linnworks_Id__c', [
        { Linnworks_Id__c: id, State__c: state, State_Since__c: `${since}:00.000Z` },
      ]);
    await order('new', 'Picking', '2026-11-24T09:00');
    await order('slow', 'Picking', '2026-11-23T13:00');
    await order('friday', 'Packed', '2026-11-20T16:00');
    await look();
    expect(alarms()).toEqual([]);
    store.stays.push(
      { stage: 'Picking', hours: 4, orders: 100, since: '2026-11-02' },
      { stage: 'Packed', hours: 24, orders: 100, since: '2026-11-02' },
    );
    // What is usual is learned by one look, and asked for by the next.
    for (let minute = 0; minute < 2; minute++) {
      later(1);
      await look();
    }
    expect(alarms()).toMatchObject([
      {
        ...{ Kind__c: 'Order Stuck', Status__c: 'Open', Affected__c: 1 },
        Message__c: 'One order in Picking: usually 4 h, now 21 h. Hours of Monday to Friday.',
      },
    ]);
    later(6.5 * 60);
    await look();
    expect(alarms()).toMatchObject([{ Affected__c: 2 }]);
    expect(alarms()[0]?.['Message__c']).toContain('One order in Packed: usually 24 h, now 48 h.');
    await order('slow', 'Packed', '2026-11-24T17:00');
    await order('friday', 'Shipped', '2026-11-24T17:00');
    later(1);
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
  });

  it('rings by the setting until it is known what is usual; zero never rings', async () => {
    await org.upsert('Linnworks_Order__c', 'Linnworks_Id__c', [
      { Linnworks_Id__c: 'old', State__c: 'Parked', State_Since__c: '2026-11-01T09:00:00.000Z' },
    ]);
    org.thresholds = { Order_Stuck_Hours__c: 0 };
    await look();
    expect(alarms()).toEqual([]);
    org.thresholds = { Order_Stuck_Hours__c: 48 };
    later(2);
    await look();
    const message = 'One order in Parked: at most 48 h expected, now 394 h.';
    expect(alarms()[0]?.['Message__c']).toContain(message);
  });

  it('outlives a restart and closes when its cause is over', async () => {
    outages = [outage('Linnworks')];
    later(2);
    await look();
    open();
    await look();
    expect(told).toHaveLength(1);
    outages = [];
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Status__c: 'Closed' }]);
  });

  it('of many kinds at once is one message', async () => {
    org.thresholds = { No_Orders_Hours__c: 1 };
    outages = [outage('Linnworks')];
    later(120);
    await look();
    expect(alarms()).toHaveLength(2);
    expect(told).toHaveLength(1);
    // The flow in the package sends what one of the records carries.
    const bearers = alarms().filter(({ Notify_At__c }) => Boolean(Notify_At__c));
    expect(bearers).toMatchObject([{ Digest__c: told[0] }]);
  });

  it('that the package opened about the worker is closed when the worker looks again', async () => {
    await look();
    await org.upsert('Linnworks_Alarm__c', 'Key__c', [
      { Key__c: 'Worker Silent|worker', Kind__c: 'Worker Silent', Status__c: 'Open' },
    ]);
    // The machine slept: the worker was not started again.
    later(20);
    await lookUntilCalm();
    expect(alarms()).toMatchObject([{ Key__c: 'Worker Silent|worker', Status__c: 'Closed' }]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { createDoorbell } from '../../../src/pipelines/doorbell.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedOrg } from './scripted-org.ts';

let org: ScriptedOrg;
let store: MemoryStore;
let now: number;
let backlog: number;
let polls: number;
beforeEach(() => {
  org = new ScriptedOrg();
  store = new MemoryStore();
  [now, backlog, polls] = [1_000_000, 0, 0];
});

function bell() {
  return createDoorbell(
    {
      salesforce: org,
      store,
      tables: store.tables,
      clock: { now: () => new Date(now), sleep: async () => undefined },
      log: silentLog,
    },
    async () => backlog,
    () => (polls += 1),
  );
}
const isOff = () => org.of('Linnworks_Switches__c').map((row) => row['Is_Doorbell_Off__c']);

describe('the doorbell', () => {
  it('stays on while little happens, without a write', async () => {
    const doorbell = bell();
    for (let n = 0; n < 10; n++) {
      doorbell.rang();
      await doorbell.tend();
    }
    expect(isOff()).toEqual([]);
    expect(polls).toBe(0);
  });

  it('goes off after a few rings and polls; comes on again when it is quiet', async () => {
    const doorbell = bell();
    await doorbell.tend();
    for (let n = 0; n < 15; n++) doorbell.rang();
    await doorbell.tend();
    expect(isOff()).toEqual([true]);
    expect(polls).toBeGreaterThan(0);
    now += 59_000;
    await doorbell.tend();
    expect(isOff()).toEqual([true]);
    now += 2_000;
    const before = polls;
    await doorbell.tend();
    expect(isOff()).toEqual([false]);
    // What was committed a moment before has rung nobody.
    expect(polls).toBe(before + 1);
  });

  it('says once that it rang', () => {
    const doorbell = bell();
    expect(doorbell.takeRing()).toBe(false);
    doorbell.rang();
    doorbell.rang();
    expect(doorbell.takeRing()).toBe(true);
    expect(doorbell.takeRing()).toBe(false);
  });

  it('stays off while much waits or comes', async () => {
    const doorbell = bell();
    backlog = 500;
    await doorbell.tend();
    backlog = 0;
    for (let n = 0; n < 5; n++) {
      now += 50_000;
      doorbell.took(40);
      await doorbell.tend();
    }
    expect(isOff()).toEqual([true]);
  });

  it('is turned on again after a crash, unless a person had turned it off', async () => {
    backlog = 500;
    await bell().tend();
    backlog = 0;
    await bell().tend();
    expect(isOff()).toEqual([false]);
    org.written.clear();
    store.cursors.clear();
    const row = { Id: 'x', SetupOwnerId: '00D000000000001AAA', Is_Doorbell_Off__c: true };
    org.written.set('Linnworks_Switches__c:x', row);
    await bell().tend();
    expect(isOff()).toEqual([true]);
  });

  it('is left alone without the permission, and a person is told', async () => {
    const doorbell = bell();
    org.describe = async () => ({
      fields: [
        {
          name: 'Is_Doorbell_Off__c',
          type: 'boolean',
          length: 0,
          updateable: false,
          nillable: false,
        },
      ],
    });
    backlog = 500;
    await doorbell.tend();
    expect(isOff()).toEqual([]);
    expect(doorbell.warning()).toContain('Customize Application');
  });
});

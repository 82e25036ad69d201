import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSalesforceOrg, type SalesforceOrg } from '../start.ts';

let org: SalesforceOrg;
let now: Date;
let number: number;
beforeEach(async () => {
  now = new Date('2026-11-24T12:00:00Z');
  number = 0;
  org = await startSalesforceOrg({ clock: () => now });
});
afterEach(() => org.close());

const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};
function save(object: string, values: Record<string, unknown>, id?: string): string {
  const admin = org.control.admin();
  const result =
    id === undefined
      ? org.core.save(admin, 'create', object, values)
      : org.core.save(admin, 'update', object, { Id: id, ...values });
  expect(result.errors).toEqual([]);
  return result.id ?? '';
}
const settings = (values: Record<string, unknown> = {}): string =>
  save('Linnworks_Settings__c', { Name: 'Default', Key__c: 'Default', ...values });
const alarm = (values: Record<string, unknown> = {}): string =>
  save('Linnworks_Alarm__c', {
    ...{ Key__c: `System Down|${++number}`, Kind__c: 'System Down', Severity__c: 'Critical' },
    ...{ Status__c: 'Open', Message__c: 'Linnworks does not answer.', ...values },
  });
const NEWS = { Notify_At__c: '2026-11-24T12:00:00Z', Digest__c: 'Two alarms opened.' };

describe('the flow that tells of alarms', () => {
  it('notifies the group of the settings and sends an e-mail', () => {
    const group = save('Group', { Name: 'Ops', DeveloperName: 'Linnworks_Ops', Type: 'Regular' });
    settings({ Alarm_Group__c: 'Linnworks_Ops', Alarm_Emails__c: 'ops@merchant.example' });
    const id = alarm(NEWS);
    expect(org.automation.messages()).toEqual([
      {
        action: 'emailSimple',
        values: {
          emailAddresses: 'ops@merchant.example',
          emailSubject: 'Linnworks connector: System Down',
          emailBody: 'Two alarms opened.',
        },
      },
      {
        action: 'customNotificationAction',
        values: {
          customNotifTypeId: '0ML000000000001AAA',
          recipientIds: group,
          title: 'Linnworks connector: System Down',
          body: 'Two alarms opened.',
          targetId: id,
        },
      },
    ]);
  });

  it('notifies the owner of the settings where no group is named', () => {
    settings();
    alarm(NEWS);
    expect(org.automation.messages()).toMatchObject([
      { values: { recipientIds: org.users.admin.id } },
    ]);
  });

  it('sends one message for all news of a moment, and none when an alarm only lasts', () => {
    settings();
    const id = alarm(NEWS);
    alarm();
    alarm();
    save('Linnworks_Alarm__c', { Last_Seen_At__c: '2026-11-24T12:05:00Z' }, id);
    expect(org.automation.messages()).toHaveLength(1);
    save('Linnworks_Alarm__c', { Notify_At__c: '2026-11-24T12:09:00Z', Digest__c: 'Over.' }, id);
    expect(org.automation.messages()).toHaveLength(2);
  });

  it('never keeps an alarm from being saved, whoever cannot be told', () => {
    alarm(NEWS);
    settings({ Alarm_Group__c: 'Nobody' });
    alarm({ ...NEWS, Digest__c: null });
    expect(org.automation.messages()).toEqual([]);
  });
});

describe('the flow that watches the worker', () => {
  const worker = (): string =>
    save('Linnworks_Sync_Stream__c', {
      ...{ Name: 'Worker', Key__c: 'worker', Status__c: 'Running', Heartbeat_At__c: now.toJSON() },
    });
  const beat = (id: string): string =>
    save(
      'Linnworks_Sync_Stream__c',
      { Status__c: 'Running', Heartbeat_At__c: now.toISOString() },
      id,
    );
  const alarms = () =>
    org.core.query(
      org.control.admin(),
      'SELECT Kind__c, Status__c, Severity__c FROM Linnworks_Alarm__c',
    ).records;
  const look = (): number => org.automation.runDue(org.control.admin());

  it('raises one alarm when the heartbeat is old, and tells people', () => {
    settings();
    worker();
    later(14);
    expect(look()).toBe(0);
    later(2);
    expect(look()).toBe(1);
    expect(alarms()).toMatchObject([
      { Kind__c: 'Worker Silent', Status__c: 'Open', Severity__c: 'Critical' },
    ]);
    later(600);
    look();
    expect(org.automation.messages()).toHaveLength(1);
  });

  it('stays quiet as long as the heart beats', () => {
    const id = worker();
    for (let minute = 0; minute < 60; minute++) {
      later(1);
      beat(id);
      look();
    }
    expect(alarms()).toEqual([]);
  });

  it('watches again after the worker came back, and opens the same alarm again', () => {
    settings();
    const id = worker();
    later(16);
    look();
    const [open] = org.core.query(org.control.admin(), 'SELECT Id FROM Linnworks_Alarm__c').records;
    beat(id);
    save('Linnworks_Alarm__c', { Status__c: 'Closed' }, String(open?.['Id']));
    later(16);
    expect(look()).toBe(1);
    expect(alarms()).toMatchObject([{ Status__c: 'Open' }]);
    expect(org.automation.messages()).toHaveLength(2);
  });
});

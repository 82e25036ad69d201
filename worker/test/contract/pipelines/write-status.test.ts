import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelSettings } from '../../../src/pipelines/channel-settings.ts';
import { optionalAccess } from '../../../src/pipelines/checks/optional-access.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import type { Settings } from '../../../src/config/settings-schema.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { returnTasks } from '../../../src/main/after-sale.ts';
import type { Systems } from '../../../src/main/connect-systems.ts';
import { startSchedule } from '../../../src/schedule/schedule.ts';
import { checkStatusField, withStatus, writeStatus } from '../../../src/pipelines/write-status.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let id: string;

beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT');
  id = bench.order([{ sku: 'TENT', quantity: 1, price: 100 }]);
  for (const [index, [word, state]] of [
    ['With the warehouse', 'Picking'],
    ['On its way', 'Shipped'],
  ].entries())
    bench.org.written.set(`Linnworks_Mapping__c:${index}`, {
      ...{ Id: `a0M${index}`, Name: word, Kind__c: 'Order State', Is_Required__c: false },
      ...{ Source__c: word, Target__c: state },
    });
  await bench.send(id);
});
afterEach(() => bench.account.close());

const channels = (statusField: string) => async (): Promise<ChannelSettings> => ({
  ...{ allowReturns: false, otherChannels: 'Off', activateChannelOrders: false },
  ...{ statusField },
});
const show = (field = 'PoNumber') =>
  writeStatus(bench.deps, createReference(bench.deps), channels(field), [id]);
const step = async (to: string) => {
  await bench.control('POST', 'warehouse/step', { reference: '00000001', to });
  await bench.follow();
};
const shown = () => bench.org.written.get(`Order:${id}`);

describe('the status of an order in Salesforce', () => {
  it('follows the state map, and says nothing of states without a word', async () => {
    await show();
    expect(shown()).toBeUndefined();
    await step('picking');
    await show();
    expect(shown()).toMatchObject({ PoNumber: 'With the warehouse' });
    await step('shipped');
    await show();
    expect(shown()).toMatchObject({ PoNumber: 'On its way' });
  });

  it('is written once, and leaves what a person writes afterwards alone', async () => {
    await step('shipped');
    await show();
    bench.org.written.delete(`Order:${id}`);
    await show();
    expect(shown()).toBeUndefined();
  });

  it('follows the merged order that has its goods', async () => {
    const other = bench.order([{ sku: 'TENT', quantity: 1, price: 100 }]);
    await bench.send(other);
    await bench.follow();
    const references = ['00000001', '00000002'];
    await bench.control('POST', 'warehouse/merge', { references });
    await bench.follow();
    await bench.control('POST', 'warehouse/step', { reference: 'MERGED', to: 'shipped' });
    await bench.poll();
    const handle = withStatus(
      bench.deps,
      createReference(bench.deps),
      channels('PoNumber'),
      (jobs) => bench.handle(jobs),
    );
    await handle(bench.store.take('orders-in'));
    for (const order of [id, other])
      expect(bench.org.written.get(`Order:${order}`)).toMatchObject({ PoNumber: 'On its way' });
  });

  it('is not written without a field, nor where it would take the activation back', async () => {
    await step('shipped');
    await show('');
    await show('Status');
    expect(shown()).toBeUndefined();
  });

  it('says that the field is missing, and closes the error when it is there', async () => {
    expect(await checkStatusField(bench.deps, channels('Stage__c'))).toBe(false);
    expect(bench.openCodes()).toEqual(['STATUS_NOT_WRITABLE']);
    expect(await checkStatusField(bench.deps, channels('PoNumber'))).toBe(true);
    expect(bench.openCodes()).toEqual([]);
  });

  it('says that the permission to edit activated orders is missing, before anything is refused', async () => {
    bench.org.permissions.delete('EditActivatedOrders');
    expect(await checkStatusField(bench.deps, channels('PoNumber'))).toBe(false);
    const [error] = bench.org.of('Linnworks_Sync_Error__c');
    expect(error).toMatchObject({ Code__c: 'STATUS_NOT_WRITABLE', Stream__c: 'fulfilment' });
    expect(error?.['Message__c']).toContain('Edit Activated Orders');
    expect(await checkStatusField(bench.deps, channels(''))).toBe(false);
    expect(bench.openCodes()).toEqual([]);
  });

  it('has its permission tested when the worker starts', async () => {
    bench.org.permissions.delete('EditActivatedOrders');
    const systems = {
      ...{ deps: bench.deps, reference: createReference(bench.deps) },
      channels: channels('PoNumber'),
    } as unknown as Systems;
    const all = returnTasks({ RETURNS_POLL_SECONDS: 3_600 } as Settings, systems);
    const schedule = startSchedule(
      all.filter(({ name }) => name === 'status-field'),
      silentLog,
    );
    await expect.poll(() => bench.openCodes()).toEqual(['STATUS_NOT_WRITABLE']);
    await schedule.stop();
  });

  it('is a row of the doctor that names the permission set', async () => {
    bench.org.settings = { Status_Field__c: 'PoNumber' };
    expect(await optionalAccess(bench.org)).toMatchObject([{ id: 'order-status', state: 'ok' }]);
    bench.org.permissions.clear();
    bench.org.settings = { Status_Field__c: 'PoNumber', Other_Channels__c: 'Salesforce Orders' };
    const rows = await optionalAccess(bench.org);
    expect(rows.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'order-status fail',
      'channel-orders fail',
    ]);
    expect(rows[1]?.whatToDo).toContain('Linnworks: Integration, Channel Orders');
  });
});

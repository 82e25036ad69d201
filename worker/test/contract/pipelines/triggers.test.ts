import { afterEach, describe, expect, it } from 'vitest';
import { findForgotten } from '../../../src/pipelines/find-forgotten.ts';
import { checkTriggerOrders } from '../../../src/pipelines/checks/trigger.ts';
import { MerchantWorld } from './merchant-world.ts';

let world: MerchantWorld;
afterEach(() => world.close());

const FIELDS = {
  Order: { RecordTypeId: 'reference(RecordType)', Ready__c: 'boolean', Channel__c: 'string(40)' },
};
const by = (Trigger__c: string, Trigger_Value__c: string | null = null) =>
  MerchantWorld.start(FIELDS, { Trigger__c, Trigger_Value__c });
const recordType = (name: string, more: object = {}): string =>
  world.save('RecordType', {
    Name: name,
    DeveloperName: name,
    SobjectType: 'Order',
    IsActive: true,
    ...more,
  });

/** Work that the flows asked for; the worker never asks the org which of all its orders are due. */
async function work(): Promise<void> {
  await world.work();
  expect(world.requests.filter((one) => /FROM Order WHERE (?!Id )/.test(one))).toEqual([]);
}

/** Not there, then there once, and still once after more saves. */
async function sentOnce(id: string, reach: () => void): Promise<void> {
  await work();
  expect(world.inLinnworks(id)).toHaveLength(0);
  expect(world.errors(id)).toEqual([]);
  reach();
  await work();
  expect(world.inLinnworks(id)).toHaveLength(1);
  expect(world.requests.filter((one) => one.includes('FROM Order WHERE Id IN'))).not.toEqual([]);
  world.save('Order', { Description: 'Saved again' }, id);
  world.save('Order', { PoNumber: 'PO-2' }, id);
  await work();
  expect(world.inLinnworks(id)).toHaveLength(1);
  expect(world.inLinnworks(id)[0]?.secondaryReference).toBe('PO-2');
  expect(world.errors(id)).toEqual([]);
}

describe('an order is sent when it reaches the trigger, and once', () => {
  it('by its activation', async () => {
    world = await by('Activation');
    const id = world.order({ Ready__c: true });
    await sentOnce(id, () => world.activate(id));
  });

  it('by a status', async () => {
    world = await by('Status', 'activated');
    const id = world.order();
    await sentOnce(id, () => world.activate(id));
  });

  it('by its record type', async () => {
    world = await by('Record Type', 'web_order');
    const [quote, web] = [recordType('Quote'), recordType('Web_Order')];
    const id = world.order({ RecordTypeId: quote });
    await sentOnce(id, () => world.save('Order', { RecordTypeId: web }, id));
    const none = world.order();
    await work();
    expect(world.answer(none)).toBe(
      'The record type of the order is not "web_order"; nothing was sent.',
    );
  });

  it('by a field that is ticked', async () => {
    world = await by('Field', 'Ready__c');
    const id = world.order();
    await sentOnce(id, () => world.save('Order', { Ready__c: true }, id));
  });

  it('by the value of a field', async () => {
    world = await by('Field', 'Channel__c = Web');
    const id = world.order({ Channel__c: 'Phone' });
    await sentOnce(id, () => world.save('Order', { Channel__c: 'web' }, id));
  });
});

describe('an order that has the record type from its first save', () => {
  it('waits for its first line without being an error, also for the look for forgotten orders', async () => {
    world = await by('Record Type', 'Web_Order');
    const id = world.draft({ RecordTypeId: recordType('Web_Order') });
    await work();
    expect(world.answer(id)).toBe('The order has no lines yet; it is sent with the first.');
    expect(world.errors(id)).toEqual([]);
    await findForgotten(world.deps, world.reference);
    world.clock.advance(3_600_000);
    expect(await findForgotten(world.deps, world.reference)).toBe(0);
    world.line(id);
    await world.work();
    expect(world.inLinnworks(id)).toHaveLength(1);
  });

  it('is found when no flow asked for it', async () => {
    world = await by('Record Type', 'Web_Order');
    const web = recordType('Web_Order');
    await findForgotten(world.deps, world.reference);
    world.clock.advance(3_600_000);
    const id = world.order({ RecordTypeId: web });
    world.order({ RecordTypeId: recordType('Quote') });
    world.clock.advance(3_600_000);
    expect(await findForgotten(world.deps, world.reference)).toBe(1);
    await world.work();
    expect(world.inLinnworks(id)).toHaveLength(1);
  });
});

describe('a trigger that names a record type which is not there', () => {
  it('is said by the check of the set-up, with those that are', async () => {
    world = await by('Record Type', 'Webshop');
    recordType('Web_Order');
    recordType('Quote', { IsActive: false });
    recordType('Partner', { SobjectType: 'Account' });
    const id = world.order();
    const { rows } = await checkTriggerOrders(world.deps, world.reference);
    expect(rows).toMatchObject([
      {
        state: 'fail',
        detail:
          'The setting "Trigger Value" names the record type "Webshop", which no active record type of Order has as its developer name. Orders have these: Web_Order.',
      },
    ]);
    await world.work();
    expect(world.errors(id)).toEqual(['SETTING_INVALID']);
  });

  it('is said of an org that has no record types at all', async () => {
    world = await MerchantWorld.start(
      {},
      { Trigger__c: 'Record Type', Trigger_Value__c: 'Web_Order' },
    );
    world.order();
    const { rows } = await checkTriggerOrders(world.deps, world.reference);
    expect(rows[0]?.detail).toContain('Orders have no record types in this org.');
  });
});

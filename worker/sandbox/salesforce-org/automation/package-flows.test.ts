import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../ports.ts';
import { startOrgWithOrder, type OrgWithOrder } from './test/org-with-order.ts';

describe.each(['', 'lwsync'] as const)('the flows of the package, namespace "%s"', (namespace) => {
  let shop: OrgWithOrder;
  beforeEach(async () => {
    shop = await startOrgWithOrder(namespace);
  });
  afterEach(() => shop.org.close());

  const activate = (): string =>
    shop.save('update', 'Order', { Id: shop.orderId, Status: 'Activated' });
  const requests = (): Row[] => {
    const fields = ['Key__c', 'Kind__c', 'Status__c', 'Source__c', 'Order__c'].map(shop.name);
    const object = shop.name('Linnworks_Sync_Request__c');
    return shop
      .query(`SELECT Name, ${fields.join(', ')} FROM ${object} ORDER BY Name`)
      .map((row) => Object.fromEntries(fields.map((f, i) => [i, row[f]])));
  };
  const events = (): number =>
    Number(shop.org.core.database.prepare('SELECT COUNT(*) AS n FROM event_log').get()?.['n'] ?? 0);

  it('ask for a push once, when an order is activated, and ring the doorbell', () => {
    expect(requests()).toEqual([]);
    activate();
    expect(requests()).toEqual([
      {
        0: `${shop.orderId}:push:2026-11-24 12:00:00Z`,
        1: 'Push',
        2: 'Pending',
        3: 'Flow',
        4: shop.orderId,
      },
    ]);
    expect(events()).toBe(1);
  });

  it('ask for an update when an activated order or its line is edited', () => {
    shop.save('update', 'Order', { Id: shop.orderId, ShippingCity: 'Leeds' });
    shop.save('update', 'OrderItem', { Id: shop.itemId, Quantity: 3 });
    expect(requests()).toEqual([]);
    activate();
    shop.save('update', 'Order', { Id: shop.orderId, ShippingCity: 'York' });
    shop.save('update', 'Order', { Id: shop.orderId, ShippingCity: 'York' });
    shop.save('update', 'OrderItem', { Id: shop.itemId, Quantity: 4 });
    expect(requests().map((r) => [r[1], r[4]])).toEqual([
      ['Push', shop.orderId],
      ['Update', shop.orderId],
      ['Update', shop.orderId],
    ]);
  });

  const settings = (trigger: string, value: string | null): void => {
    const object = shop.name('Linnworks_Settings__c');
    const [row] = shop.query(`SELECT Id FROM ${object}`);
    shop.save(row ? 'update' : 'create', object, {
      ...(row ? { Id: row['Id'] ?? null } : { [shop.name('Key__c')]: 'Default' }),
      [shop.name('Trigger__c')]: trigger,
      [shop.name('Trigger_Value__c')]: value,
    });
  };
  const asked = (): unknown[] => requests().map((row) => row[1]);
  const order = (values: Row): string =>
    shop.save('update', 'Order', { Id: shop.orderId, ...values });

  it('ask for a push when the status of the settings is reached, and not on activation', () => {
    settings('Status', 'activated');
    order({ ShippingCity: 'Leeds' });
    expect(asked()).toEqual(['Update']);
    activate();
    activate();
    expect(asked()).toEqual(['Update', 'Push']);
    settings('Status', 'Something else');
    order({ Status: 'Draft' });
    activate();
    expect(asked()).toEqual(['Update', 'Push']);
    settings('Activation', null);
    order({ Status: 'Draft' });
    activate();
    expect(asked()).toEqual(['Update', 'Push', 'Push']);
  });

  it.each(['Field', 'Record Type'])(
    'ask at every save when a %s decides, which only the connector can read',
    (by) => {
      settings(by, 'PoNumber');
      order({ PoNumber: 'PO-1' });
      order({ ShippingCity: 'York' });
      shop.save('update', 'OrderItem', { Id: shop.itemId, Quantity: 3 });
      expect(asked()).toEqual(['Push', 'Push', 'Update']);
    },
  );

  it('leave the switches alone when the trigger is copied to them', () => {
    const object = shop.name('Linnworks_Switches__c');
    shop.save('create', object, {
      SetupOwnerId: shop.org.orgId,
      [shop.name('Is_Doorbell_Off__c')]: true,
    });
    settings('Status', 'Ready');
    const fields = ['Trigger__c', 'Trigger_Value__c', 'Is_Doorbell_Off__c'].map(shop.name);
    const rows = shop.query(`SELECT ${fields.join(', ')} FROM ${object}`);
    expect(rows.map((row) => fields.map((field) => row[field]))).toEqual([
      ['Status', 'Ready', true],
    ]);
  });

  it('do nothing while the switch is off', () => {
    shop.save('create', shop.name('Linnworks_Switches__c'), {
      SetupOwnerId: shop.org.orgId,
      [shop.name('Is_Sync_Off__c')]: true,
    });
    activate();
    expect(requests()).toEqual([]);
  });

  it('write requests without an event while only the doorbell is off', () => {
    shop.save('create', shop.name('Linnworks_Switches__c'), {
      SetupOwnerId: shop.org.orgId,
      [shop.name('Is_Doorbell_Off__c')]: true,
    });
    activate();
    expect(requests()).toHaveLength(1);
    expect(events()).toBe(0);
  });

  it('never stand in the way of a save, even when the request cannot be written', () => {
    activate();
    shop.save('update', 'Order', { Id: shop.orderId, Status: 'Draft' });
    // Activated again in the same second: the key is taken.
    activate();
    expect(requests()).toHaveLength(1);
    const [order] = shop.query(`SELECT StatusCode FROM Order WHERE Id = '${shop.orderId}'`);
    expect(order).toMatchObject({ StatusCode: 'Activated' });
  });
});

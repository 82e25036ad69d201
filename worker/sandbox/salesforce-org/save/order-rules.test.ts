import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row, SaveResult } from '../ports.ts';
import { seedShop, startTestOrg, type Shop, type TestOrg } from '../test/running-org.ts';

let org: TestOrg;
let shop: Shop;
beforeEach(async () => {
  org = await startTestOrg();
  shop = seedShop(org);
});
afterEach(() => org.close());

function sessionOf(user: keyof TestOrg['users']) {
  const { id, username } = org.users[user];
  return { token: '', userId: id, username };
}
const save = (
  operation: 'create' | 'update' | 'delete',
  object: string,
  values: Row,
  user: keyof TestOrg['users'] = 'admin',
): SaveResult => org.core.save(sessionOf(user), operation, object, values);
const activate = (): SaveResult => save('update', 'Order', { Id: shop.order, Status: 'Activated' });
const refused = (statusCode: string): object => ({ success: false, errors: [{ statusCode }] });

describe('an order', () => {
  it('is created as a draft, numbered, and needs its fields', () => {
    expect(org.core.row('Order', shop.order)).toMatchObject({
      OrderNumber: '00000001',
      StatusCode: 'Draft',
      TotalAmount: 20,
    });
    expect(save('create', 'Order', { Status: 'Draft' })).toMatchObject({
      errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['AccountId', 'EffectiveDate'] }],
    });
    const values = { AccountId: shop.account, EffectiveDate: '2026-11-24', Status: 'Activated' };
    expect(save('create', 'Order', values)).toMatchObject(refused('FAILED_ACTIVATION'));
  });

  it('is activated by a change of its status alone, when it has products', () => {
    const both = { Id: shop.order, Status: 'Activated', Description: 'now' };
    expect(save('update', 'Order', both)).toMatchObject(refused('FAILED_ACTIVATION'));
    const empty = save('create', 'Order', {
      AccountId: shop.account,
      EffectiveDate: '2026-11-24',
      Status: 'Draft',
    });
    expect(save('update', 'Order', { Id: empty.id, Status: 'Activated' })).toMatchObject(
      refused('FAILED_ACTIVATION'),
    );
    expect(activate().success).toBe(true);
    expect(org.core.row('Order', shop.order)).toMatchObject({
      StatusCode: 'Activated',
      ActivatedById: org.users.admin.id,
    });
  });

  it('is locked once activated', () => {
    activate();
    const line = { OrderId: shop.order, PricebookEntryId: shop.entry, Quantity: 1 };
    expect(save('create', 'OrderItem', line)).toMatchObject(refused('FIELD_INTEGRITY_EXCEPTION'));
    expect(save('delete', 'OrderItem', { Id: shop.item })).toMatchObject(refused('DELETE_FAILED'));
    expect(save('delete', 'Order', { Id: shop.order })).toMatchObject(refused('DELETE_FAILED'));
    const moved = { Id: shop.order, EffectiveDate: '2026-12-01' };
    expect(save('update', 'Order', moved)).toMatchObject(refused('FIELD_INTEGRITY_EXCEPTION'));
  });

  it('is edited after activation only with Edit Activated Orders', () => {
    activate();
    const edit = { Id: shop.order, ShippingCity: 'York' };
    expect(save('update', 'Order', edit, 'operator')).toMatchObject(
      refused('FIELD_INTEGRITY_EXCEPTION'),
    );
    expect(save('update', 'Order', edit).success).toBe(true);
    expect(save('update', 'OrderItem', { Id: shop.item, Quantity: 3 }).success).toBe(true);
    expect(org.core.row('Order', shop.order)).toMatchObject({ TotalAmount: 30 });
  });

  it('keeps its price book while it has products', () => {
    const other = save('create', 'Pricebook2', { Name: 'Sale', IsActive: true }).id;
    expect(save('update', 'Order', { Id: shop.order, Pricebook2Id: other })).toMatchObject(
      refused('FIELD_INTEGRITY_EXCEPTION'),
    );
  });

  it('asks for a push in the transaction of its activation', () => {
    activate();
    const soql = 'SELECT Key__c, Status__c, Order__c FROM Linnworks_Sync_Request__c';
    expect(org.core.query(sessionOf('admin'), soql).records).toMatchObject([
      {
        Status__c: 'Pending',
        Order__c: shop.order,
        Key__c: expect.stringMatching(/^801.{15}:push:/) as string,
      },
    ]);
  });
});

describe('an order product', () => {
  it('takes product and prices from its price book entry; fractions are allowed', () => {
    const values = { OrderId: shop.order, PricebookEntryId: shop.entry, Quantity: 0.5 };
    const { id } = save('create', 'OrderItem', values);
    expect(org.core.row('OrderItem', id ?? '')).toMatchObject({
      Product2Id: shop.product,
      UnitPrice: 12.5,
      ListPrice: 12.5,
      TotalPrice: 6.25,
      OrderItemNumber: '0000000002',
    });
  });

  it('must come from the price book of its order', () => {
    const book = save('create', 'Pricebook2', { Name: 'Sale', IsActive: true }).id;
    const entry = save('create', 'PricebookEntry', {
      Pricebook2Id: book,
      Product2Id: shop.product,
      UnitPrice: 9,
      IsActive: true,
    }).id;
    const values = { OrderId: shop.order, PricebookEntryId: entry, Quantity: 1 };
    expect(save('create', 'OrderItem', values)).toMatchObject(refused('FIELD_INTEGRITY_EXCEPTION'));
  });

  it.each([0, -1])('is not sold %d times', (Quantity) => {
    const values = { OrderId: shop.order, PricebookEntryId: shop.entry, Quantity };
    expect(save('create', 'OrderItem', values)).toMatchObject(refused('FIELD_INTEGRITY_EXCEPTION'));
  });
});

describe('prices', () => {
  it('need a standard price first, and only one per product and book', () => {
    const book = save('create', 'Pricebook2', { Name: 'Sale', IsActive: true }).id;
    const product = save('create', 'Product2', { Name: 'New' }).id;
    const price = { Product2Id: product, UnitPrice: 9 };
    expect(save('create', 'PricebookEntry', { ...price, Pricebook2Id: book })).toMatchObject(
      refused('STANDARD_PRICE_NOT_DEFINED'),
    );
    const again = { Product2Id: shop.product, Pricebook2Id: shop.pricebook, UnitPrice: 1 };
    expect(save('create', 'PricebookEntry', again)).toMatchObject(refused('DUPLICATE_VALUE'));
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOrgWithOrder, type OrgWithOrder } from '../automation/test/org-with-order.ts';

/** Calls as Lightning Data Service makes them for components that know no namespace. */
describe.each(['', 'lwsync'] as const)('UI API over HTTP, namespace "%s"', (namespace) => {
  let shop: OrgWithOrder;
  beforeEach(async () => {
    shop = await startOrgWithOrder(namespace);
  });
  afterEach(() => shop.org.close());

  async function call(method: string, path: string, body?: object, token = shop.adminToken) {
    const response = await fetch(`${shop.org.url}/services/data/v66.0/ui-api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-default-namespace': namespace,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
  }

  const request = (key: string): object => ({
    apiName: 'Linnworks_Sync_Request__c',
    fields: {
      Key__c: key,
      Kind__c: 'SyncNow',
      Status__c: 'Pending',
      Source__c: 'User',
      Order__c: shop.orderId,
    },
  });

  it('reads an order with its package fields and its account', async () => {
    const fields = 'fields=Order.OrderNumber,Order.Account.Name,Order.Linnworks_Shipping_Cost__c';
    const updated = { fields: { Linnworks_Shipping_Cost__c: 4.99 } };
    expect((await call('PATCH', `records/${shop.orderId}`, updated)).status).toBe(200);
    expect(await call('GET', `records/${shop.orderId}?${fields}`)).toMatchObject({
      status: 200,
      body: {
        apiName: 'Order',
        lastModifiedDate: '2026-11-24T12:00:00.000Z',
        fields: {
          OrderNumber: { value: '00000001' },
          Account: { displayValue: 'Ada Outdoor', value: { apiName: 'Account' } },
          Linnworks_Shipping_Cost__c: { value: 4.99, displayValue: '£4.99' },
        },
      },
    });
  });

  it('creates a request, reads it as a related record, deletes it', async () => {
    const created = await call('POST', 'records', request('user:1'));
    expect(created).toMatchObject({
      status: 201,
      body: { fields: { Kind__c: { value: 'SyncNow', displayValue: 'Sync Now' } } },
    });
    const { id } = created.body as { id: string };
    const related = `related-list-records/${shop.orderId}/Linnworks_Sync_Requests__r`;
    const list = {
      fields: ['Linnworks_Sync_Request__c.Name', 'Linnworks_Sync_Request__c.Status__c'],
      where: '{ Status__c: { eq: "Pending" } }',
      sortBy: ['-Name'],
    };
    expect(await call('POST', related, list)).toMatchObject({
      status: 200,
      body: { count: 1, records: [{ id, fields: { Status__c: { value: 'Pending' } } }] },
    });
    expect((await call('DELETE', `records/${id}`)).status).toBe(204);
    expect((await call('POST', related, list)).body).toMatchObject({ count: 0 });
  });

  it('answers a duplicate key and a bad picklist value as record errors', async () => {
    await call('POST', 'records', request('user:1'));
    const duplicate = await call('POST', 'records', request('user:1'));
    expect(duplicate).toMatchObject({
      status: 400,
      body: {
        enhancedErrorType: 'RecordError',
        output: { errors: [{ errorCode: 'DUPLICATE_VALUE' }] },
      },
    });
    const bad = { apiName: 'Linnworks_Sync_Request__c', fields: { Key__c: 'k', Kind__c: 'Nope' } };
    const field = shop.name('Kind__c');
    expect((await call('POST', 'records', bad)).body).toMatchObject({
      output: {
        fieldErrors: { [field]: [{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }] },
      },
    });
  });

  it('shows a viewer what may be seen and refuses what may not be done', async () => {
    const viewer = shop.org.control.issue('viewer@merchant.example') ?? '';
    const info = await call('GET', 'object-info/Linnworks_Sync_Error__c', undefined, viewer);
    expect(info.body).toMatchObject({
      apiName: shop.name('Linnworks_Sync_Error__c'),
      createable: false,
      fields: { [shop.name('Status__c')]: { dataType: 'Picklist' } },
    });
    const refused = await call('POST', 'records', request('user:1'), viewer);
    expect(refused).toMatchObject({ status: 400, body: { enhancedErrorType: 'RecordError' } });
  });

  it('lists picklist values', async () => {
    const path =
      'object-info/Linnworks_Sync_Request__c/picklist-values/012000000000000AAA/Status__c';
    expect((await call('GET', path)).body).toMatchObject({
      defaultValue: { value: 'Pending' },
      values: ['Pending', 'Working', 'Done', 'Failed'].map((value) => ({ value, label: value })),
    });
  });
});

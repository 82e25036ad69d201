import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';

const text = { type: 'string', length: 80, updateable: true, nillable: true };
const lookup = (name: string, parent: string) => ({
  ...{ ...text, name: name.replace(/r$/, 'c'), type: 'reference' },
  referenceTo: [parent],
  relationshipName: name,
});

let bench: Bench;
let asked: string[];
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
  asked = [];
  const { org } = bench;
  const describe = org.describe.bind(org);
  org.describe = async (object: string) => {
    if (object === 'Depot__c') return { fields: [{ ...text, name: 'Code__c' }] };
    if (object === 'Secret__c')
      throw new ConnectorError({ code: 'SF_REFUSED', kind: 'data', message: 'NOT_FOUND' });
    const found = await describe(object);
    if (object !== 'Order') return found;
    const own = [lookup('Depot__r', 'Depot__c'), lookup('Secret__r', 'Secret__c')];
    return { fields: [...found.fields, ...own] };
  };
  const query = org.query.bind(org);
  org.query = (soql: string) => {
    asked.push(soql);
    return query(soql);
  };
});
afterEach(() => bench.account.close());

it('a mapping row may follow a lookup of the merchant, and says when it may not', async () => {
  bench.mapping('Depot__r.Code__c', 'ExtendedProperties.Depot');
  bench.mapping('Secret__r.Code__c', 'ExtendedProperties.Secret');
  const id = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }], {
    Depot__r: { Code__c: 'LDS-4' },
  });
  await createOrdersOut(bench.deps, createReference(bench.deps))([bench.job(id)]);
  const [order] = bench.account.store.orders.byReference('00000001');
  const depot = order?.properties.find(({ name }) => name === 'Depot');
  expect(depot?.value).toBe('LDS-4');
  expect(asked.some((soql) => /^SELECT .*Depot__r\.Code__c.* FROM Order /.test(soql))).toBe(true);
  expect(asked.some((soql) => soql.includes('Secret__r'))).toBe(false);
  const rows = bench.org.of('Linnworks_Mapping__c');
  expect(rows.map(({ Problem__c }) => Problem__c ?? null)).toEqual([
    null,
    'Order has no field "Secret__r.Code__c", or the connector may not read it.',
  ]);
});

it('an unknown payment method stops the order and names itself', async () => {
  const id = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }], {
    Linnworks_Payment_Method__c: 'Cowrie shells',
  });
  await bench.send(id);
  expect(bench.openCodes()).toEqual(['PAYMENT_METHOD_UNKNOWN']);
  bench.org.orders.set(id, {
    ...bench.org.orders.get(id),
    Linnworks_Payment_Method__c: 'paypal',
  });
  await bench.send(id);
  expect(bench.openCodes()).toEqual([]);
});

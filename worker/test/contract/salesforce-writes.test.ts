import { expect, it } from 'vitest';
import { ConnectorError } from '../../src/domain/connector-error.ts';
import { SalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createNamespace } from '../../src/salesforce/namespace.ts';
import { OrgDouble } from './org-double.ts';
import { HandClock } from './pipelines/hand-clock.ts';

const gatewayOf = (org: OrgDouble): SalesforceGateway =>
  new SalesforceGateway(org, createNamespace(''), new HandClock('2026-11-24T10:00:00Z'));

/** Answers each record by its key: how often it is locked before it is taken, or a code for good. */
function org(locks: Record<string, number>, refused: Record<string, string> = {}) {
  const double = new OrgDouble((key) => {
    const left = locks[key] ?? 0;
    locks[key] = left - 1;
    return left > 0 ? 'UNABLE_TO_LOCK_ROW' : (refused[key] ?? null);
  });
  return { org: double, gateway: gatewayOf(double) };
}
const records = (...keys: string[]) => keys.map((key) => ({ Key__c: key }));
const numbered = (count: number, prefix = '') =>
  records(...Array.from({ length: count }, (_, n) => `${prefix}${n}`));
const sizes = ({ sent }: OrgDouble) => sent.map(({ keys }) => keys.length);

it('writes locked records again without their neighbours, and answers in the order that was given', async () => {
  const { org: double, gateway } = org({ b: 2, d: 1 }, { c: 'REQUIRED_FIELD_MISSING' });
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', records('a', 'b', 'c', 'd'));
  expect(double.sent.map(({ keys }) => keys.join(''))).toEqual(['abcd', 'bd', 'b']);
  expect(results.map(({ id, errors }) => id ?? errors[0]?.statusCode)).toEqual([
    ...['id-a', 'id-b', 'REQUIRED_FIELD_MISSING', 'id-d'],
  ]);
});

it('gives a record that stays locked back to its caller after some tries', async () => {
  const { org: double, gateway } = org({ b: 99 });
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', records('a', 'b'));
  expect(double.sent).toHaveLength(4);
  expect(results.map(({ success }) => success)).toEqual([true, false]);
});

it('writes up to 200 records by external id as one plain call', async () => {
  const { org: double, gateway } = org({});
  await gateway.upsert('Linnworks_Order_Line__c', 'Key__c', numbered(200));
  expect(double.sent).toMatchObject([
    { path: '/composite/sobjects/Linnworks_Order_Line__c/Key__c', isTogether: false },
  ]);
  expect(double.calls).toBe(1);
});

it('writes 1,250 records as seven collections of 200 in two calls', async () => {
  const { org: double, gateway } = org({});
  const results = await gateway.upsert('Linnworks_Order_Line__c', 'Key__c', numbered(1250));
  expect(sizes(double)).toEqual([200, 200, 200, 200, 200, 200, 50]);
  expect(double.calls).toBe(2);
  expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 1250 }, (_, n) => `id-${n}`));
});

it('writes several objects in one call, in their order, and answers each', async () => {
  const { org: double, gateway } = org({}, { 'p-1': 'REQUIRED_FIELD_MISSING' });
  const [lines, parcels, none] = await gateway.upsertMany([
    { object: 'Linnworks_Order_Line__c', keyField: 'Key__c', records: numbered(300, 'l-') },
    { object: 'Linnworks_Shipment__c', keyField: 'Key__c', records: numbered(2, 'p-') },
    { object: 'Linnworks_Shipment_Line__c', keyField: 'Key__c', records: [] },
  ]);
  expect(double.calls).toBe(1);
  expect(double.sent.map(({ path }) => path.split('/')[3])).toEqual([
    ...['Linnworks_Order_Line__c', 'Linnworks_Order_Line__c', 'Linnworks_Shipment__c'],
  ]);
  expect(lines?.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, n) => `id-l-${n}`));
  expect(parcels?.map(({ success }) => success)).toEqual([true, false]);
  expect(none).toEqual([]);
});

it('writes what was locked in several collections again in one call', async () => {
  const { org: double, gateway } = org({ 3: 1, 250: 2 });
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', numbered(300));
  expect(double.sent.slice(2).map(({ keys }) => keys)).toEqual([['3'], ['250'], ['250']]);
  expect(double.calls).toBe(3);
  expect(results.every(({ success }, n) => success && results[n]?.id === `id-${n}`)).toBe(true);
});

it('repeats a collection that was refused as a whole alone, and no other', async () => {
  const { org: double, gateway } = org({});
  double.fault = ({ keys, isTogether }) =>
    isTogether && keys.includes('200') ? { status: 500 } : null;
  const results = await gateway.update(
    'Linnworks_Sync_Request__c',
    Array.from({ length: 600 }, (_, n) => ({ Id: String(n) })),
  );
  expect(sizes(double)).toEqual([200, 200, 200, 200]);
  expect(double.sent.at(-1)).toMatchObject({ isTogether: false, path: '/composite/sobjects' });
  expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 600 }, (_, n) => `id-${n}`));
});

it('does every call by itself when a composite is not taken', async () => {
  const { org: double, gateway } = org({});
  const refusal = new ConnectorError({ code: 'SF_REFUSED', kind: 'data', message: 'Too large.' });
  double.fault = ({ path }) => (path === '/composite' ? refusal : null);
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', numbered(450));
  expect(sizes(double)).toEqual([200, 200, 50]);
  expect(results).toHaveLength(450);
});

it('repeats nothing when Salesforce is away', async () => {
  const { org: double, gateway } = org({});
  const outage = new ConnectorError({ code: 'SF_UNAVAILABLE', kind: 'transient', message: 'No.' });
  double.fault = ({ path }) => (path === '/composite' ? outage : null);
  await expect(gateway.upsert('Linnworks_Order__c', 'Key__c', numbered(450))).rejects.toBe(outage);
  expect(double.calls).toBe(1);
});

it('writes what automation refused in company again alone, once', async () => {
  const double = new OrgDouble((key, isTogether) => {
    if (key === '7') return 'CANNOT_EXECUTE_FLOW_TRIGGER';
    return key === '5' && isTogether ? 'CANNOT_EXECUTE_FLOW_TRIGGER' : null;
  });
  const results = await gatewayOf(double).upsert('Linnworks_Order__c', 'Key__c', numbered(201));
  expect(double.sent.slice(2)).toMatchObject([{ keys: ['5', '7'], isTogether: false }]);
  expect(results.flatMap(({ success }, n) => (success ? [] : n))).toEqual([7]);
});

it('keeps a composite below three million characters', async () => {
  const { org: double, gateway } = org({});
  const long = numbered(600).map((row) => ({ ...row, Answer__c: 'x'.repeat(10_000) }));
  await gateway.upsert('Linnworks_Sync_Request__c', 'Key__c', long);
  expect(sizes(double)).toEqual([200, 200, 200]);
  expect(double.calls).toBe(3);
});

it('sends new records by calls of their own', async () => {
  const { org: double, gateway } = org({});
  await gateway.create('Linnworks_Switches__c', numbered(450));
  expect(double.sent.map(({ method, isTogether }) => [method, isTogether])).toEqual(
    Array.from({ length: 3 }, () => ['POST', false]),
  );
});

it('removes a thousand records in one call', async () => {
  const { org: double, gateway } = org({});
  await gateway.remove(Array.from({ length: 1000 }, (_, n) => String(n)));
  expect(double.sent.map(({ method }) => method)).toEqual(
    Array.from({ length: 5 }, () => 'DELETE'),
  );
  expect(double.calls).toBe(1);
});

it('asks seven queries in two calls and follows the pages of each', async () => {
  const double = new OrgDouble(
    () => null,
    (path) => {
      if (path.startsWith('/services/data')) return { records: [{ Name: 'of page 2' }] };
      const number = /SELECT%20(\d)/.exec(path)?.[1] ?? '';
      const more = number === '3' ? { nextRecordsUrl: '/services/data/v66.0/query/01g-200' } : {};
      return { records: [{ attributes: {}, Name: number }], ...more };
    },
  );
  const answers = await gatewayOf(double).queryMany(
    Array.from({ length: 7 }, (_, n) => `SELECT ${n}`),
  );
  expect(answers).toEqual(
    Array.from({ length: 7 }, (_, n) =>
      n === 3 ? [{ Name: '3' }, { Name: 'of page 2' }] : [{ Name: String(n) }],
    ),
  );
  // Two composites and one page.
  expect(double.calls).toBe(3);
});

it('throws the error of a query that is refused in company and alone', async () => {
  const wrong = new ConnectorError({ code: 'SF_REFUSED', kind: 'data', message: 'No such field.' });
  const double = new OrgDouble(() => null);
  double.fault = ({ path, isTogether }) => {
    if (path === '/composite') return null;
    return isTogether ? { status: 400 } : wrong;
  };
  await expect(gatewayOf(double).queryMany(['SELECT 1', 'SELECT 2'])).rejects.toBe(wrong);
  expect(double.calls).toBe(2);
});

it('asks again alone when the connection is lost while reading', async () => {
  const lost = new ConnectorError({ code: 'SF_UNAVAILABLE', kind: 'transient', message: 'No.' });
  const double = new OrgDouble(() => null);
  double.fault = ({ path }) => (path === '/composite' ? lost : null);
  await expect(gatewayOf(double).queryMany(['SELECT 1', 'SELECT 2'])).resolves.toEqual([[], []]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../ports.ts';
import { seedShop, startTestOrg, type Shop, type TestOrg } from '../test/running-org.ts';

const now = new Date('2026-11-24T12:00:00Z');
const ERROR = 'Linnworks_Sync_Error__c';
let org: TestOrg;
let shop: Shop;

const ERRORS: Row[] = [
  {
    Key__c: 'A',
    Kind__c: 'Data',
    Code__c: 'SKU',
    Attempts__c: 1,
    Last_Seen_At__c: '2026-11-24T08:00:00Z',
    Message__c: "it's 100%",
  },
  {
    Key__c: 'B',
    Kind__c: 'Data',
    Code__c: 'SKU',
    Attempts__c: 4,
    Last_Seen_At__c: '2026-11-20T08:00:00Z',
    Message__c: '100 pieces',
  },
  {
    Key__c: 'C',
    Kind__c: 'Auth',
    Code__c: 'KEY',
    Attempts__c: 2,
    Last_Seen_At__c: '2026-10-01T08:00:00Z',
  },
  { Key__c: 'D', Kind__c: 'Defect', Code__c: 'BUG', Status__c: 'Ignored' },
];

beforeAll(async () => {
  org = await startTestOrg({ clock: () => now });
  shop = seedShop(org);
  for (const [index, values] of ERRORS.entries()) {
    const order = index < 2 ? { Order__c: shop.order } : {};
    const saved = org.core.save(org.control.admin(), 'create', ERROR, { ...values, ...order });
    expect(saved).toMatchObject({ success: true });
  }
});
afterAll(() => org.close());

const run = (soql: string) => org.core.query(org.control.admin(), soql);
const keys = (where: string): string =>
  run(`SELECT Key__c FROM ${ERROR} ${where}`)
    .records.map((row) => row['Key__c'])
    .join('');

describe('conditions', () => {
  it.each([
    ["WHERE Kind__c = 'data'", 'AB'],
    ["WHERE Kind__c != 'Data'", 'CD'],
    ['WHERE Attempts__c > 1', 'BC'],
    ['WHERE Attempts__c >= 1 AND Attempts__c < 4', 'AC'],
    ['WHERE Attempts__c = null', 'D'],
    ['WHERE Attempts__c != 4', 'ACD'],
    ["WHERE Key__c IN ('a', 'D')", 'AD'],
    ["WHERE Key__c NOT IN ('A', 'B')", 'CD'],
    ["WHERE Code__c LIKE 's%'", 'AB'],
    ["WHERE Code__c LIKE '_U%'", 'D'],
    ["WHERE Message__c LIKE '%100\\%'", 'A'],
    ["WHERE Message__c = 'it\\'s 100%'", 'A'],
    ["WHERE Kind__c = 'Auth' OR (Kind__c = 'Data' AND Attempts__c = 4)", 'BC'],
    ["WHERE NOT Kind__c = 'Data'", 'CD'],
    ["WHERE (NOT Kind__c = 'Data') AND Attempts__c = 2", 'C'],
    ['WHERE Last_Seen_At__c = TODAY', 'A'],
    ['WHERE Last_Seen_At__c = LAST_N_DAYS:7', 'AB'],
    ['WHERE Last_Seen_At__c < THIS_MONTH', 'C'],
    ['WHERE Last_Seen_At__c = LAST_MONTH', 'C'],
    ['WHERE Last_Seen_At__c > 2026-11-20T08:00:00Z', 'A'],
    ['WHERE Last_Seen_At__c >= 2026-11-20T09:00:00+01:00', 'AB'],
    ["WHERE Order__r.Account.Name = 'Harbour Cycles'", 'AB'],
    ['WHERE Order__r.Account.Name = null', 'CD'],
    ["WHERE Order__c IN (SELECT Id FROM Order WHERE Status = 'Draft')", 'AB'],
    ['WHERE Order__c NOT IN (SELECT OrderId FROM OrderItem WHERE Quantity > 1)', 'CD'],
    ["WHERE Linnworks_Sync_Error__c.Key__c = 'A'", 'A'],
    ["WHERE NOT (Kind__c = 'Data' AND Attempts__c > 1)", 'ACD'],
    ['WHERE NOT Attempts__c > 1', 'AD'],
    ['WHERE Attempts__c NOT IN (1, 4)', 'CD'],
    ['WHERE Attempts__c IN (1, null)', 'AD'],
    ['WHERE Attempts__c NOT IN (1, null)', 'BC'],
    [`WHERE Id IN (SELECT Id FROM ${ERROR} ORDER BY Key__c DESC LIMIT 1)`, 'D'],
  ])('%s finds %s', (where, found) => {
    expect(keys(where)).toBe(found);
  });

  it('use the id of 15 characters as well', () => {
    expect(keys(`WHERE Order__c = '${shop.order.slice(0, 15)}'`)).toBe('AB');
  });
});

describe('order and limits', () => {
  it.each([
    ['ORDER BY Attempts__c', 'DACB'],
    ['ORDER BY Attempts__c DESC', 'DBCA'],
    ['ORDER BY Attempts__c NULLS LAST', 'ACBD'],
    ['ORDER BY Attempts__c DESC NULLS LAST', 'BCAD'],
    ["WHERE Kind__c = 'Data' ORDER BY Attempts__c DESC LIMIT 1", 'B'],
    ['ORDER BY Kind__c, Key__c DESC', 'CBAD'],
    ['ORDER BY Key__c LIMIT 2 OFFSET 1', 'BC'],
    ['ORDER BY Order__r.OrderNumber NULLS LAST, Key__c', 'ABCD'],
  ])('%s gives %s', (clause, found) => {
    expect(keys(clause)).toBe(found);
  });
});

describe('groups', () => {
  it('count, sum and compare', () => {
    const soql = `SELECT Kind__c, COUNT(Id) n, SUM(Attempts__c), MAX(Last_Seen_At__c) latest FROM ${ERROR} GROUP BY Kind__c HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC, Kind__c`;
    expect(run(soql).records).toEqual([
      {
        attributes: { type: 'AggregateResult' },
        Kind__c: 'Data',
        n: 2,
        expr0: 5,
        latest: '2026-11-24T08:00:00.000+0000',
      },
      {
        attributes: { type: 'AggregateResult' },
        Kind__c: 'Auth',
        n: 1,
        expr0: 2,
        latest: '2026-10-01T08:00:00.000+0000',
      },
      {
        attributes: { type: 'AggregateResult' },
        Kind__c: 'Defect',
        n: 1,
        expr0: null,
        latest: null,
      },
    ]);
  });

  it('compare texts without case and give them as they are', () => {
    const soql = `SELECT MIN(Message__c) least, MAX(Message__c) most, MIN(Key__c) key FROM ${ERROR}`;
    expect(run(soql).records).toMatchObject([{ least: '100 pieces', most: "it's 100%", key: 'A' }]);
  });

  it('count the rest behind an offset and up to a limit', () => {
    expect(run(`SELECT COUNT() FROM ${ERROR} LIMIT 3`).totalSize).toBe(3);
    expect(run(`SELECT COUNT() FROM ${ERROR} LIMIT 3 OFFSET 2`).totalSize).toBe(2);
  });

  it('count everything', () => {
    expect(run(`SELECT COUNT() FROM ${ERROR}`)).toEqual({ totalSize: 4, records: [] });
    expect(
      run(
        `SELECT COUNT(Attempts__c) c, COUNT_DISTINCT(Code__c) d, AVG(Attempts__c) a FROM ${ERROR}`,
      ).records,
    ).toMatchObject([{ c: 3, d: 3, a: 7 / 3 }]);
  });
});

describe('records', () => {
  it('carry parents, children, labels and whole addresses', () => {
    const soql = `SELECT Id, toLabel(Status), ShippingAddress, Account.Name, Pricebook2.Name, BillToContact.Name, (SELECT Id FROM Linnworks_Sync_Errors__r WHERE Attempts__c > 1), (SELECT Id FROM Linnworks_Orders__r) FROM Order o WHERE o.Id = '${shop.order}'`;
    expect(run(soql).records[0]).toMatchObject({
      attributes: { type: 'Order', url: `/services/data/v66.0/sobjects/Order/${shop.order}` },
      Status: 'Draft',
      ShippingAddress: null,
      Account: { attributes: { type: 'Account' }, Name: 'Harbour Cycles' },
      Pricebook2: { Name: 'Standard Price Book' },
      BillToContact: null,
      Linnworks_Sync_Errors__r: { totalSize: 1, done: true },
      Linnworks_Orders__r: null,
    });
  });
});

describe('a query that Salesforce refuses', () => {
  it.each([
    ['SELECT Id FROM Account WHERE Name = 1', 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Fax = 'c'", 'MALFORMED_QUERY'],
    ['SELECT Id, Nope FROM Account', 'INVALID_FIELD'],
    ['SELECT Nope__r.Name FROM Account', 'INVALID_FIELD'],
    ['SELECT Id, (SELECT Id FROM Nope) FROM Account', 'INVALID_TYPE'],
    ['SELECT Id FROM Nope', 'INVALID_TYPE'],
    ['SELECT Id FROM', 'MALFORMED_QUERY'],
    ['SELECT Id, Id FROM Account', 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Id = 'nope'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ["SELECT Id FROM Account WHERE Description = 'long'", 'INVALID_FIELD'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Linnworks_Work__e', 'INVALID_TYPE'],
    ['SELECT FIELDS(ALL) FROM Account LIMIT 1', 'NOT_MODELLED'],
    ['SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2026', 'NOT_MODELLED'],
  ])('%s is %s', (soql, errorCode) => {
    expect(() => run(soql)).toThrow(expect.objectContaining({ errorCode }) as Error);
  });
});

describe('access', () => {
  it('hides objects and fields that no permission set grants', () => {
    const { id, username } = org.users.integration;
    const session = { token: '', userId: id, username };
    const query = (soql: string) => () => org.core.query(session, soql);
    expect(query('SELECT Id, Name, Phone FROM Account')).not.toThrow();
    expect(query('SELECT Fax FROM Account')).toThrow(/No such column 'Fax'/);
    expect(query('SELECT Id FROM Contract')).toThrow(/is not supported/);
  });
});

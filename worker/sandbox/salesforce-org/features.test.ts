import { afterEach, describe, expect, it } from 'vitest';
import type { Row, Session } from './ports.ts';
import { startSalesforceOrg, type SalesforceOrg, type SalesforceOrgOptions } from './start.ts';

let org: SalesforceOrg;
let admin: Session;
afterEach(() => org.close());

async function start(merchantFields?: SalesforceOrgOptions['merchantFields']): Promise<void> {
  org = await startSalesforceOrg(merchantFields ? { merchantFields } : {});
  admin = org.control.admin();
}
const create = (object: string, values: Row, session = admin) =>
  org.core.save(session, 'create', object, values);
const codeOf = (object: string, values: Row, session = admin): string | undefined =>
  create(object, values, session).errors[0]?.statusCode;
const query = (soql: string): Row[] => org.core.query(admin, soql).records;

const TYPES = { Order: { RecordTypeId: 'reference(RecordType)' } };
const orderType = (name: string, more: Row = {}): string =>
  create('RecordType', {
    Name: name,
    DeveloperName: name.replaceAll(' ', '_'),
    SobjectType: 'Order',
    IsActive: true,
    ...more,
  }).id ?? '';

async function describeOrder(path: string): Promise<Record<string, unknown>> {
  const token = org.control.issue('integration@merchant.example') ?? '';
  const response = await fetch(`${org.url}/services/data/v66.0/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

describe('an org with record types', () => {
  it('names them in descriptions, and orders by them in a query', async () => {
    await start(TYPES);
    const web = orderType('Web order');
    orderType('Quote', { IsActive: false });
    const account = create('Account', { Name: 'Ada Outdoor' }).id;
    const order = { AccountId: account, EffectiveDate: '2026-11-24', Status: 'Draft' };
    create('Order', { ...order, RecordTypeId: web });
    create('Order', order);
    const { recordTypeInfos } = await describeOrder('sobjects/Order/describe');
    expect(recordTypeInfos).toMatchObject([
      { developerName: 'Quote', active: false, master: false },
      { developerName: 'Web_order', active: true, recordTypeId: web },
      { developerName: 'Master', master: true },
    ]);
    const info = await describeOrder('ui-api/object-info/Order');
    expect(info['recordTypeInfos']).toMatchObject({ [web]: { name: 'Web order', master: false } });
    const found = query("SELECT Id FROM Order WHERE RecordType.DeveloperName = 'Web_order'");
    expect(found).toHaveLength(1);
    const all = query('SELECT RecordType.DeveloperName FROM Order ORDER BY OrderNumber');
    expect(all).toMatchObject([
      { RecordType: { DeveloperName: 'Web_order' } },
      { RecordType: null },
    ]);
  });

  it('refuses the record type of another object, one that is not active, and one from people', async () => {
    await start(TYPES);
    const account = create('Account', { Name: 'Ada Outdoor' }).id;
    const order = { AccountId: account, EffectiveDate: '2026-11-24', Status: 'Draft' };
    const ofAccounts = orderType('Shop', { SobjectType: 'Account' });
    const old = orderType('Old', { IsActive: false });
    for (const RecordTypeId of [ofAccounts, old])
      expect(codeOf('Order', { ...order, RecordTypeId })).toBe('INVALID_CROSS_REFERENCE_KEY');
    const token = org.control.issue('operator@merchant.example') ?? '';
    const operator = org.core.session(token) ?? admin;
    const values = { Name: 'X', DeveloperName: 'X', SobjectType: 'Order', IsActive: true };
    expect(codeOf('RecordType', values, operator)).toBe('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
  });

  it('has no such field while it has no record types', async () => {
    await start();
    expect(() => query('SELECT RecordTypeId FROM Order')).toThrow('No such column');
    const { recordTypeInfos } = await describeOrder('sobjects/Order/describe');
    expect(recordTypeInfos).toMatchObject([{ developerName: 'Master' }]);
  });
});

const CURRENCIES = { Order: { CurrencyIsoCode: 'string(3)' } };

describe('an org with several currencies', () => {
  it('has rates to the corporate currency, and none by date while nobody manages those', async () => {
    await start(CURRENCIES);
    create('CurrencyType', { IsoCode: 'USD', ConversionRate: 1.31, IsActive: true });
    expect(query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType')).toMatchObject([
      { IsoCode: 'GBP', ConversionRate: 1, IsCorporate: true },
      { IsoCode: 'USD', ConversionRate: 1.31, IsCorporate: false },
    ]);
    expect(() => query('SELECT Id FROM DatedConversionRate')).toThrow('DatedConversionRate');
    expect(codeOf('CurrencyType', { IsoCode: 'USD', ConversionRate: 2 })).toBe('DUPLICATE_VALUE');
  });

  it('ends a dated rate where the next one of its currency begins', async () => {
    await start({ ...CURRENCIES, DatedConversionRate: {} });
    const rate = (IsoCode: string, ConversionRate: number, StartDate: string) =>
      create('DatedConversionRate', { IsoCode, ConversionRate, StartDate });
    rate('USD', 1.3, '2026-01-01');
    rate('EUR', 1.17, '2026-01-01');
    rate('USD', 1.35, '2026-07-01');
    rate('USD', 1.33, '2026-04-01');
    const rows = query(
      "SELECT ConversionRate, NextStartDate FROM DatedConversionRate WHERE IsoCode = 'USD' ORDER BY StartDate",
    );
    expect(rows).toMatchObject([
      { ConversionRate: 1.3, NextStartDate: '2026-04-01' },
      { ConversionRate: 1.33, NextStartDate: '2026-07-01' },
      { ConversionRate: 1.35, NextStartDate: null },
    ]);
  });

  it('has no currencies to read while it has one only', async () => {
    await start();
    expect(() => query('SELECT Id FROM CurrencyType')).toThrow('CurrencyType');
  });
});

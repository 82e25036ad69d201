import type { Values } from '../org-client.ts';
import type { World } from '../world.ts';
import { CATALOGUE, CURRENCY_RATES, MAPPING_ROWS, SETTINGS } from './catalogue.ts';
import type { RealOrder } from './real-order.ts';

interface SeedRecord {
  readonly object: string;
  readonly ref?: string;
  readonly id?: string;
  readonly values: Values;
}

/** What is seeded is committed as a whole: ids by ref. */
async function seed(orgUrl: string, records: readonly SeedRecord[]): Promise<Values> {
  const response = await fetch(`${orgUrl}/__org/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The org refuses the records: ${text}`);
  return (JSON.parse(text) as { ids: Values }).ids;
}

function catalogueRecords(pricebook: string): SeedRecord[] {
  return CATALOGUE.flatMap(({ key, sku, name, listPrice, weightKg, lineKind }) => [
    {
      object: 'Product2',
      ref: `product ${key}`,
      values: {
        Name: name,
        IsActive: true,
        ...(sku === '' ? {} : { StockKeepingUnit: sku }),
        ...(weightKg === undefined ? {} : { Weight__c: weightKg }),
        ...(lineKind === undefined ? {} : { Linnworks_Line_Kind__c: lineKind }),
      },
    },
    {
      object: 'PricebookEntry',
      ref: `entry ${key}`,
      values: {
        Pricebook2Id: pricebook,
        Product2Id: `@{product ${key}}`,
        UnitPrice: listPrice,
        IsActive: true,
      },
    },
  ]);
}

/** The merchant's catalogue on both sides, the settings and the mapping rows. @returns ids by ref. */
export async function openRealShop({ orgUrl, org, account }: World): Promise<Values> {
  const [book] = await org.query<{ Id: string }>(
    'SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1',
  );
  const known = CATALOGUE.filter(({ sku, isUnknown }) => sku !== '' && !isUnknown);
  await account.catalogue(
    known.map(({ sku, name, weightKg = 0, parts }) => ({
      sku,
      title: name,
      weightKg,
      levels: { Default: 100_000, Leeds: 1000, Rotterdam: 1000 },
      ...(parts ? { kind: 'composite', parts } : {}),
    })),
  );
  const ids = await seed(orgUrl, catalogueRecords(book?.Id ?? ''));
  const rows = MAPPING_ROWS.map((values, index) => ({
    object: 'Linnworks_Mapping__c',
    values: { Key__c: `row ${index}`, Is_Active__c: true, ...values },
  }));
  const [own] = await org.query<{ Id: string }>('SELECT Id FROM Linnworks_Settings__c LIMIT 1');
  const settings = {
    object: 'Linnworks_Settings__c',
    ...(own ? { id: own.Id } : {}),
    values: { ...SETTINGS },
  };
  const rates = Object.entries(CURRENCY_RATES).map(([IsoCode, ConversionRate]) => ({
    object: 'CurrencyType',
    values: { IsoCode, ConversionRate, IsActive: true },
  }));
  await seed(orgUrl, [settings, ...rates, ...rows]);
  return { ...ids, pricebook: book?.Id };
}

const contactOf = (values: Values, ref: string): SeedRecord => ({
  object: 'Contact',
  ref,
  values: { AccountId: '@{account}', ...values },
});

const LEEDS: Values = {
  ShippingStreet: '12 Quay Street\nUnit 4',
  ShippingCity: 'Leeds',
  ShippingPostalCode: 'LS1 4AB',
  ShippingCountry: 'United Kingdom',
};

function recordsOf(order: RealOrder, number: number, ids: Values): SeedRecord[] {
  const { account = {}, contact, billTo } = order;
  const people: SeedRecord[] = [];
  if (contact !== null)
    people.push(
      contactOf(contact ?? { FirstName: 'Ada', LastName: `Number ${number}` }, 'contact'),
    );
  if (billTo) people.push(contactOf(billTo, 'payer'));
  return [
    { object: 'Account', ref: 'account', values: { Name: `Customer ${number}`, ...account } },
    ...people,
    {
      object: 'Order',
      ref: 'order',
      values: {
        AccountId: '@{account}',
        EffectiveDate: new Date().toISOString().slice(0, 10),
        Status: 'Draft',
        Pricebook2Id: ids['pricebook'],
        Name: order.name.slice(0, 80),
        ...(contact === null ? {} : { ShipToContactId: '@{contact}' }),
        ...(billTo ? { BillToContactId: '@{payer}' } : {}),
        ...LEEDS,
        ...order.order,
      },
    },
    ...order.lines.map(({ product, quantity = 1, price, taxRate, more = {} }) => ({
      object: 'OrderItem',
      values: {
        OrderId: '@{order}',
        PricebookEntryId: ids[`entry ${product}`],
        Quantity: quantity,
        ...(price === undefined ? {} : { UnitPrice: price }),
        ...(taxRate === undefined ? {} : { Linnworks_Tax_Rate__c: taxRate }),
        ...more,
      },
    })),
  ];
}

/** Enters every order as a draft, then activates all of them. @returns Salesforce ids by name. */
export async function enterOrders(
  { orgUrl }: World,
  orders: readonly RealOrder[],
  ids: Values,
): Promise<ReadonlyMap<string, string>> {
  const entered = new Map<string, string>();
  for (const [number, order] of orders.entries()) {
    const created = await seed(orgUrl, recordsOf(order, number, ids));
    entered.set(order.name, String(created['order']));
  }
  for (const id of entered.values())
    await seed(orgUrl, [{ object: 'Order', id, values: { Status: 'Activated' } }]);
  return entered;
}

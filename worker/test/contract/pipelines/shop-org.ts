import type { SalesforceRecord, WriteResult } from '../../../src/domain/ports.ts';
import { ScriptedOrg } from './scripted-org.ts';

const SHOP = ['Account', 'Contact', 'Product2', 'Pricebook2', 'PricebookEntry', 'OrderStatus'];
const MADE = ['Account', 'Contact', 'Order', 'OrderItem'];

/** A scripted org that also sells: customers, products and prices can be found, and orders are kept by their keys. */
export class ShopOrg extends ScriptedOrg {
  readonly rows = new Map<string, SalesforceRecord[]>();
  /** Codes with which records of an object are refused. */
  readonly refusals = new Map<string, string>();
  /** Orders may have products without a price book. */
  isPricebookOptional = false;
  #next = 0;

  constructor() {
    super();
    this.add('Pricebook2', { Id: '01s1', IsStandard: true });
    this.add('OrderStatus', { ApiName: 'New', StatusCode: 'Draft' });
    this.add('OrderStatus', { ApiName: 'Released', StatusCode: 'Activated' });
  }

  add(object: string, record: SalesforceRecord): string {
    const row: SalesforceRecord = { Id: `${object}-${++this.#next}`, ...record };
    this.rows.set(object, [...this.all(object), row]);
    return String(row['Id']);
  }

  all(object: string): SalesforceRecord[] {
    return this.rows.get(object) ?? [];
  }

  product(sku: string, price: number | null = 10): string {
    const product = this.add('Product2', { StockKeepingUnit: sku, IsActive: true });
    if (price !== null) this.add('PricebookEntry', { Product2Id: product, UnitPrice: price });
    return product;
  }

  override async query(soql: string): Promise<SalesforceRecord[]> {
    const object = /FROM (\w+)/.exec(soql)?.[1] ?? '';
    const [, field, list] = /WHERE (\w+) IN \(([^)]*)\)/.exec(soql) ?? [];
    const isByKey = MADE.includes(object) && field?.endsWith('_Key__c') === true;
    if (!SHOP.includes(object) && !isByKey) return super.query(soql);
    this.calls += 1;
    if (field === undefined || list === undefined) return this.all(object);
    const wanted = new Set([...list.matchAll(/'([^']*)'/g)].map(([, one]) => one?.toLowerCase()));
    return this.all(object)
      .filter((row) => wanted.has(String(row[field] as string).toLowerCase()))
      .map((row) => this.#withAccount(row));
  }

  #withAccount(row: SalesforceRecord): SalesforceRecord {
    const account = this.all('Account').find(({ Id }) => Id === row['AccountId']);
    return account ? { ...row, Account: account } : row;
  }

  override async upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    if (!MADE.includes(object)) return super.upsert(object, keyField, records);
    this.calls += Math.ceil(records.length / 200);
    return records.map((record): WriteResult => {
      const code = this.refusals.get(object);
      if (code) return { success: false, errors: [{ statusCode: code, message: '', fields: [] }] };
      const known = this.all(object).find((row) => row[keyField] === record[keyField]);
      if (known) Object.assign(known, record);
      const id = known
        ? String(known['Id'])
        : this.add(object, object === 'Order' ? { StatusCode: 'Draft', ...record } : record);
      return { success: true, id, errors: [] };
    });
  }

  override async update(
    object: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const results = await this.upsert(object, 'Id', records);
    for (const order of this.all('Order'))
      if (order['Status'] === 'Released') order['StatusCode'] = 'Activated';
    return results;
  }

  override async describe(object: string) {
    const { fields } = await super.describe(object);
    const field = (name: string, nillable: boolean) => ({
      ...{ name, nillable, type: 'string', length: 255, updateable: true, createable: nillable },
    });
    if (object === 'OrderItem')
      fields.push(
        field('PricebookEntryId', this.isPricebookOptional),
        field('Product2Id', this.isPricebookOptional),
      );
    if (object === 'Account') fields.push(field('AccountNumber', true));
    return { fields };
  }
}

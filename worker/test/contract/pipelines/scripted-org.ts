import { ConnectorError } from '../../../src/domain/connector-error.ts';
import type {
  Salesforce,
  SalesforceRecord,
  Upsert,
  WriteResult,
} from '../../../src/domain/ports.ts';

const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Order: [
    ...['Id', 'OrderNumber', 'StatusCode', 'IsReductionOrder', 'SystemModstamp', 'AccountId'],
    ...[
      'Linnworks_Import_Key__c',
      'Status',
      'BillToContactId',
      'ShipToContactId',
      'CurrencyIsoCode',
    ],
    ...['ActivatedDate', 'CreatedDate', 'PoNumber', 'OrderReferenceNumber'],
    ...ADDRESS_PARTS.flatMap((part) => [`Shipping${part}`, `Billing${part}`]),
    ...['Shipping_Service', 'Shipping_Cost', 'Shipping_Tax_Rate', 'Location', 'Despatch_By'].map(
      (name) => `Linnworks_${name}__c`,
    ),
    ...['Payment_Status', 'Payment_Method', 'Hold', 'Discount', 'Note'].map(
      (name) => `Linnworks_${name}__c`,
    ),
  ],
  OrderItem: [
    ...['Id', 'OrderId', 'SystemModstamp', 'Quantity', 'UnitPrice', 'ListPrice', 'Description'],
    ...['Linnworks_Tax_Rate__c', 'Linnworks_Discount_Percent__c'],
  ],
  Account: ['Name', 'Phone', 'SystemModstamp'],
  Contact: ['Name', 'Phone', 'MobilePhone', 'Email', 'SystemModstamp'],
  Linnworks_Switches__c: ['Is_Doorbell_Off__c'],
  Product2: ['Name', 'StockKeepingUnit', 'Linnworks_Line_Kind__c', 'SystemModstamp'],
};

/** An org that answers the questions of the pipelines from two lists and remembers what was written. */
export class ScriptedOrg implements Salesforce {
  readonly orders = new Map<string, SalesforceRecord>();
  readonly items: SalesforceRecord[] = [];
  readonly written = new Map<string, SalesforceRecord>();
  /** null: the admin has saved none yet. */
  settings: SalesforceRecord | null = {};
  calls = 0;
  /** User permissions of the integration user. */
  readonly permissions = new Set(['ActivateOrder', 'EditActivatedOrders']);
  /** The next writes are answered with 503, as long as this is above zero. */
  refuseWrites = 0;

  async query(soql: string): Promise<SalesforceRecord[]> {
    this.calls += 1;
    const ids = new Set([...soql.matchAll(/'([^']+)'/g)].map(([, id]) => id));
    if (soql.includes('FROM Linnworks_Settings__c'))
      return this.settings ? [{ Mode__c: 'Active', ...this.settings }] : [];
    if (soql.includes('FROM UserPermissionAccess'))
      return [
        Object.fromEntries([...this.permissions].map((name) => [`Permissions${name}`, true])),
      ];
    if (soql.includes('FROM OrderItem'))
      return this.items.filter(({ OrderId }) => ids.has(OrderId as string));
    if (soql.includes('FROM Order '))
      return [...this.orders.values()].filter((o) => ids.has(o['Id'] as string));
    return this.of(/FROM (\w+)/.exec(soql)?.[1] ?? '');
  }

  /** As the gateway does it: five in one call. */
  async queryMany(soqls: readonly string[]): Promise<SalesforceRecord[][]> {
    const before = this.calls;
    const answers = [];
    for (const soql of soqls) answers.push(await this.query(soql));
    this.calls = before + Math.ceil(soqls.length / 5);
    return answers;
  }

  async upsertMany(upserts: readonly Upsert[]): Promise<WriteResult[][]> {
    const before = this.calls;
    const chunks = upserts.map(({ records }) => Math.ceil(records.length / 200));
    const results = [];
    for (const { object, keyField, records } of upserts)
      results.push(await this.upsert(object, keyField, records));
    this.calls = before + Math.ceil(chunks.reduce((a, b) => a + b, 0) / 5);
    return results;
  }

  async upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    this.calls += Math.ceil(records.length / 1_000);
    if (this.refuseWrites-- > 0)
      throw new ConnectorError({ code: 'SF_UNAVAILABLE', kind: 'transient', message: 'Down.' });
    return records.map((record) => {
      const key = `${object}:${String(record[keyField])}`;
      const created = !this.written.has(key);
      this.written.set(key, { ...this.written.get(key), ...record });
      return { success: true, created, errors: [] };
    });
  }

  async create(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    const made = records.map((record, index) => ({
      SetupOwnerId: '00D000000000001AAA',
      Id: `new-${this.written.size + index}`,
      ...record,
    }));
    return this.upsert(object, 'Id', made);
  }

  async update(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    return this.upsert(object, 'Id', records);
  }

  async remove(): Promise<WriteResult[]> {
    throw new Error('No pipeline removes records');
  }

  async describe(object: string) {
    this.calls += 1;
    const names = FIELDS[object] ?? [];
    return {
      fields: names.map((name) => ({
        name,
        type: 'string',
        length: 255,
        updateable: true,
        nillable: true,
      })),
    };
  }

  limits = async () => ({});
  usage = () => undefined;

  /** Every record of an object that was written. */
  of(object: string): SalesforceRecord[] {
    return [...this.written].filter(([key]) => key.startsWith(`${object}:`)).map(([, row]) => row);
  }
}

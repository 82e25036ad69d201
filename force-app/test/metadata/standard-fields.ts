/**
 * The standard fields that the package names. Source: Object Reference for the Salesforce Platform,
 * v66.0. A field that only some orgs have (currency, person accounts, state codes) must not be here.
 */
const STANDARD_FIELDS: Record<string, readonly string[]> = {
  Account: ['AccountNumber', 'BillingAddress', 'Phone', 'ShippingAddress'],
  Contact: ['AccountId', 'Email', 'MailingAddress', 'MobilePhone', 'Phone'],
  Order: [
    'CreatedDate',
    'AccountId',
    'ActivatedDate',
    'BillToContactId',
    'BillingAddress',
    'BillingCity',
    'BillingCountry',
    'BillingPostalCode',
    'BillingState',
    'BillingStreet',
    'Description',
    'EndDate',
    'Id',
    'IsReductionOrder',
    'Name',
    'OrderNumber',
    'OrderReferenceNumber',
    'PoDate',
    'PoNumber',
    'ShipToContactId',
    'ShippingAddress',
    'ShippingCity',
    'ShippingCountry',
    'ShippingPostalCode',
    'ShippingState',
    'ShippingStreet',
    'Status',
    'StatusCode',
    'Type',
  ],
  OrderItem: [
    'Description',
    'EndDate',
    'Id',
    'ListPrice',
    'OrderId',
    'Quantity',
    'ServiceDate',
    'TotalPrice',
    'UnitPrice',
  ],
  Pricebook2: [],
  Product2: ['Description', 'Family', 'ProductCode', 'QuantityUnitOfMeasure', 'StockKeepingUnit'],
  User: ['IsActive', 'Name'],
};

/** Parents that can be reached from standard objects by a relationship name. */
const STANDARD_PARENTS: Record<string, Record<string, string>> = { OrderItem: { Order: 'Order' } };

/** Fields that every custom object has. */
export const SYSTEM_FIELDS = [
  'Id',
  'Name',
  'OwnerId',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
];

/** Names that list views and related lists use for fields that every custom object has. */
export const LIST_COLUMNS = ['NAME', 'CREATED_DATE', 'LAST_UPDATE', 'OWNER.ALIAS'];

/** Whether the package may name this standard object. */
export function isStandardObject(object: string): boolean {
  return Object.hasOwn(STANDARD_FIELDS, object);
}

/** Whether the standard object has the field in every org. */
export function isStandardField(object: string, field: string): boolean {
  return STANDARD_FIELDS[object]?.includes(field) ?? false;
}

/** The standard object behind a relationship such as `OrderItem.Order`; null when it is not in the table. */
export function standardParent(object: string, relationship: string): string | null {
  return STANDARD_PARENTS[object]?.[relationship] ?? null;
}

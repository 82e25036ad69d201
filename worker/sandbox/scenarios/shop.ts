import type { OrgClient, Values } from './org-client.ts';
import { CUSTOMERS, MISSPELT_PRODUCT, PRODUCTS } from './merchant.ts';
import type { ScenarioOrder } from './orders.ts';

export interface PlacedOrder {
  readonly id: string;
  readonly orderNumber: string;
  readonly itemIds: readonly string[];
}

/** The shop's records in the org: set up once, then orders are placed with them. */
export interface Shop {
  /** Creates the order as a draft with its lines; activates it unless told not to. */
  place(order: ScenarioOrder, options?: { activate?: boolean }): Promise<PlacedOrder>;
  activate(orderId: string): Promise<void>;
  productId(sku: string): string;
  readonly org: OrgClient;
}

interface ShopRecords {
  readonly pricebook: string;
  readonly accounts: readonly { account: string; contact: string }[];
  readonly products: ReadonlyMap<string, { product: string; entry: string; price: number }>;
}

async function createCustomers(org: OrgClient): Promise<ShopRecords['accounts']> {
  const created = [];
  for (const customer of CUSTOMERS) {
    const account = await org.create('Account', { Name: customer.account, Phone: customer.phone });
    const contact = await org.create('Contact', {
      AccountId: account,
      FirstName: customer.firstName,
      LastName: customer.lastName,
      Email: customer.email,
      Phone: customer.phone,
    });
    created.push({ account, contact });
  }
  return created;
}

async function createProducts(org: OrgClient, pricebook: string): Promise<ShopRecords['products']> {
  const products = new Map<string, { product: string; entry: string; price: number }>();
  for (const { sku, name, price } of [...PRODUCTS, MISSPELT_PRODUCT]) {
    const product = await org.create('Product2', {
      Name: name,
      ProductCode: sku,
      StockKeepingUnit: sku,
      IsActive: true,
    });
    const entry = await org.create('PricebookEntry', {
      Pricebook2Id: pricebook,
      Product2Id: product,
      UnitPrice: price,
      IsActive: true,
    });
    products.set(sku, { product, entry, price });
  }
  return products;
}

function orderValues(order: ScenarioOrder, records: ShopRecords): Values {
  const customer = CUSTOMERS[order.customer];
  const ids = records.accounts[order.customer];
  if (!customer || !ids) throw new Error(`Order "${order.name}" names customer ${order.customer}`);
  const { street, city, state, postalCode, country } = customer.address;
  const address = (prefix: string): Values => ({
    [`${prefix}Street`]: street,
    [`${prefix}City`]: city,
    ...(state === undefined ? {} : { [`${prefix}State`]: state }),
    [`${prefix}PostalCode`]: postalCode,
    ...(order.withoutCountry ? {} : { [`${prefix}Country`]: country }),
  });
  return {
    AccountId: ids.account,
    BillToContactId: ids.contact,
    ShipToContactId: ids.contact,
    EffectiveDate: new Date().toISOString().slice(0, 10),
    Status: 'Draft',
    Pricebook2Id: records.pricebook,
    Name: order.name,
    ...address('Billing'),
    ...address('Shipping'),
    Linnworks_Shipping_Service__c: order.shippingService,
    Linnworks_Shipping_Cost__c: order.shippingCost,
    Linnworks_Shipping_Tax_Rate__c: order.lines[0]?.taxRate ?? 0,
    ...(order.note === undefined ? {} : { Linnworks_Note__c: order.note }),
    ...(order.location === undefined ? {} : { Linnworks_Location__c: order.location }),
  };
}

async function placeDraft(
  org: OrgClient,
  records: ShopRecords,
  order: ScenarioOrder,
): Promise<PlacedOrder> {
  const id = await org.create('Order', orderValues(order, records));
  const itemIds = [];
  for (const line of order.lines) {
    const product = records.products.get(line.sku);
    if (!product) throw new Error(`Order "${order.name}" names the unknown product ${line.sku}`);
    itemIds.push(
      await org.create('OrderItem', {
        OrderId: id,
        PricebookEntryId: product.entry,
        Quantity: line.quantity,
        UnitPrice: line.unitPrice ?? product.price,
        Linnworks_Tax_Rate__c: line.taxRate,
      }),
    );
  }
  const [row] = await org.query<{ OrderNumber: string }>(
    `SELECT OrderNumber FROM Order WHERE Id = '${id}'`,
  );
  if (!row) throw new Error(`Order ${id} cannot be read back`);
  return { id, orderNumber: row.OrderNumber, itemIds };
}

/** Creates customers, products and the price book entries, goes live, and returns the shop that sells them. */
export async function openShop(
  org: OrgClient,
  mode: 'Observe' | 'Active' = 'Active',
): Promise<Shop> {
  await org.create('Linnworks_Settings__c', { Key__c: 'Default', Name: 'Default', Mode__c: mode });
  const [book] = await org.query<{ Id: string }>(
    'SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1',
  );
  if (!book) throw new Error('The org has no standard price book');
  const records: ShopRecords = {
    pricebook: book.Id,
    accounts: await createCustomers(org),
    products: await createProducts(org, book.Id),
  };
  const activate = (orderId: string) => org.update('Order', orderId, { Status: 'Activated' });
  return {
    org,
    activate,
    async place(order, { activate: now = true } = {}) {
      const placed = await placeDraft(org, records, order);
      if (now) await activate(placed.id);
      return placed;
    },
    productId(sku) {
      const found = records.products.get(sku);
      if (!found) throw new Error(`The shop does not sell ${sku}`);
      return found.product;
    },
  };
}

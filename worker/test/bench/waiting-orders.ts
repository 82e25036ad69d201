import type { World } from '../../sandbox/scenarios/world.ts';

type Values = Record<string, unknown>;

async function seed(orgUrl: string, records: readonly Values[]): Promise<Record<string, string>> {
  const response = await fetch(`${orgUrl}/__org/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  if (!response.ok)
    throw new Error(`Seeding answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { ids: Record<string, string> }).ids;
}

/** Orders in one seeding call: the org holds each call in one transaction. */
const PER_CALL = 100;
const LINES = 3;

interface Seller {
  readonly account: string;
  readonly pricebook: string;
  readonly entries: readonly { id: string; price: number }[];
}

async function sellerOf({ org }: World): Promise<Seller> {
  const [account] = await org.query<{ Id: string }>('SELECT Id FROM Account LIMIT 1');
  const [book] = await org.query<{ Id: string }>(
    'SELECT Id FROM Pricebook2 WHERE IsStandard = true',
  );
  const entries = await org.query<{ Id: string; UnitPrice: number }>(
    "SELECT Id, UnitPrice FROM PricebookEntry WHERE Product2.StockKeepingUnit != 'LAMP-HAED' LIMIT 5",
  );
  if (!account || !book || entries.length < LINES) throw new Error('The shop is not open');
  return {
    account: account.Id,
    pricebook: book.Id,
    entries: entries.map(({ Id, UnitPrice }) => ({ id: Id, price: UnitPrice })),
  };
}

function orderValues({ account, pricebook }: Seller, number: number): Values {
  return {
    AccountId: account,
    EffectiveDate: '2026-01-05',
    Status: 'Draft',
    Pricebook2Id: pricebook,
    Name: `Waiting ${number}`,
    ShippingStreet: `${number} Long Road`,
    ShippingCity: 'Leeds',
    ShippingPostalCode: 'LS1 4AB',
    ShippingCountry: 'United Kingdom',
    Linnworks_Shipping_Service__c: 'Royal Mail 24',
    Linnworks_Shipping_Cost__c: 4.99,
    Linnworks_Shipping_Tax_Rate__c: 20,
  };
}

function recordsOf(seller: Seller, number: number): Values[] {
  const order = `order${number}`;
  const items = Array.from({ length: LINES }, (_, line) => {
    const entry = seller.entries[(number + line) % seller.entries.length];
    return {
      object: 'OrderItem',
      values: {
        OrderId: `@{${order}}`,
        PricebookEntryId: entry?.id,
        Quantity: 1 + (number % 3),
        UnitPrice: entry?.price,
        Linnworks_Tax_Rate__c: 20,
      },
    };
  });
  return [
    { object: 'Order', ref: order, values: orderValues(seller, number) },
    ...items,
    { object: 'Order', id: `@{${order}}`, values: { Status: 'Activated' } },
  ];
}

/** Activates so many orders of three lines, as a data loader does. @returns their ids. */
export async function placeWaitingOrders(world: World, count: number): Promise<string[]> {
  const seller = await sellerOf(world);
  const ids: string[] = [];
  for (let start = 0; start < count; start += PER_CALL) {
    const numbers = Array.from({ length: Math.min(PER_CALL, count - start) }, (_, i) => start + i);
    const created = await seed(
      world.orgUrl,
      numbers.flatMap((number) => recordsOf(seller, number)),
    );
    ids.push(...Object.values(created));
  }
  return ids;
}

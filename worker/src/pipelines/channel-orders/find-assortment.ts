import type { ChannelSale } from '../../domain/channel-sale.ts';
import type { Assortment } from '../../mapping/to-salesforce-order.ts';
import type { PipelineDeps } from '../deps.ts';
import { rowsWhereIn } from '../rows-where-in.ts';

type Deps = Pick<PipelineDeps, 'salesforce'>;

/** What is asked once of an org, however many orders are made. */
export interface OrgFacts {
  readonly standardPricebook: string | null;
  readonly isPricebookOptional: boolean;
  readonly isMultiCurrency: boolean;
  readonly draftStatus: string;
  readonly activatedStatus: string | null;
}

/**
 * The price book, the statuses and two features that show in the description of order products: with optional price
 * books an entry may be left out and the product be named instead, with several currencies every record names its own.
 */
export async function readOrgFacts({ salesforce }: Deps): Promise<OrgFacts> {
  const books = await salesforce.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  const statuses = await salesforce.query(
    'SELECT ApiName, StatusCode FROM OrderStatus ORDER BY SortOrder',
  );
  const { fields } = await salesforce.describe('OrderItem');
  const first = (code: string): string | null => {
    const name = statuses.find(({ StatusCode }) => StatusCode === code)?.['ApiName'];
    return typeof name === 'string' ? name : null;
  };
  const book = books[0]?.['Id'];
  return {
    standardPricebook: typeof book === 'string' ? book : null,
    isPricebookOptional:
      fields.find(({ name }) => name === 'PricebookEntryId')?.nillable === true &&
      fields.find(({ name }) => name === 'Product2Id')?.createable === true,
    isMultiCurrency: fields.some(({ name }) => name === 'CurrencyIsoCode'),
    draftStatus: first('Draft') ?? 'Draft',
    activatedStatus: first('Activated'),
  };
}

/** The products of these sales by SKU, and their prices in the currency that they were sold in. */
export async function findAssortment(
  { salesforce }: Deps,
  sales: readonly ChannelSale[],
  skuField: string,
  facts: OrgFacts,
): Promise<(sale: ChannelSale) => Assortment> {
  const skus = sales.flatMap(({ lines }) => lines.flatMap(({ sku }) => sku ?? []));
  const select = `Id, ${skuField}`;
  const rows = await rowsWhereIn(salesforce, select, 'Product2', skuField, skus, 'IsActive = true');
  const products = new Map<string, string[]>();
  for (const row of rows) {
    const sku = String(row[skuField]).trim().toLowerCase();
    products.set(sku, [...(products.get(sku) ?? []), String(row['Id'])]);
  }
  const currency = facts.isMultiCurrency ? ', CurrencyIsoCode' : '';
  const entries = await rowsWhereIn(
    salesforce,
    `Id, Product2Id${currency}`,
    'PricebookEntry',
    'Product2Id',
    [...products.values()].flat(),
    `IsActive = true AND Pricebook2Id = '${facts.standardPricebook ?? ''}'`,
  );
  return (sale) => ({
    products,
    prices: new Map(
      entries
        .filter((row) => !facts.isMultiCurrency || row['CurrencyIsoCode'] === sale.currency)
        .map((row) => [String(row['Product2Id']), String(row['Id'])]),
    ),
    standardPricebook: facts.standardPricebook,
    isPricebookOptional: facts.isPricebookOptional,
  });
}

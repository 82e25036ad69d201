import type { ChannelSale, SaleAddress, SaleLine } from '../domain/channel-sale.ts';
import type { Problem } from '../domain/problem.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { problem } from './field-row.ts';
import { toSaleMoney, type SaleMoney } from './sale-money.ts';
import { importKeyOfLine, type ImportedLine } from './imported-lines.ts';
import { lineNumber } from './to-salesforce-fulfilment.ts';

/** What Salesforce has to sell: asked for before orders are made. */
export interface Assortment {
  /** Active products by SKU in lower case; more than one is a problem. */
  readonly products: ReadonlyMap<string, readonly string[]>;
  /** Active entries of the standard price book, by product, in the currency of the order. */
  readonly prices: ReadonlyMap<string, string>;
  readonly standardPricebook: string | null;
  /** Orders of this org may have products without a price book. */
  readonly isPricebookOptional: boolean;
}

export interface SaleContext {
  readonly assortment: Assortment;
  readonly isTaxIncluded: boolean;
  /** The only currency of the org; null where it has several. */
  readonly onlyCurrency: string | null;
  readonly locationName: string | null;
  readonly draftStatus: string;
}

/** Records to be created; the account and the contact are the caller's to add. */
export interface ImportedRecords {
  readonly order: SalesforceRecord;
  readonly items: readonly SalesforceRecord[];
  readonly lines: readonly ImportedLine[];
}

const cut = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null;

/** Lengths of Salesforce's address parts. */
export function addressFields(
  prefix: string,
  { street, city, region, postCode, country }: SaleAddress,
): SalesforceRecord {
  return {
    [`${prefix}Street`]: cut(street, 255),
    [`${prefix}City`]: cut(city, 40),
    [`${prefix}State`]: cut(region, 80),
    [`${prefix}PostalCode`]: cut(postCode, 20),
    [`${prefix}Country`]: cut(country, 80),
  };
}

const skuKey = ({ sku }: SaleLine): string => sku?.trim().toLowerCase() ?? '';

/** The product of a line, or what stands in its way. */
function productOf(line: SaleLine, { products }: Assortment): string | Problem {
  const path = 'Product2';
  if (line.sku === null) {
    const message = `The line "${line.title ?? ''}" has no SKU in Linnworks.`;
    return problem(path, 'IMPORT_PRODUCT_MISSING', message);
  }
  const found = products.get(skuKey(line)) ?? [];
  const cause = (code: string): string => `${code}|${skuKey(line)}`;
  if (found.length > 1) {
    const message = `${found.length} active products have the SKU "${line.sku}".`;
    const code = 'IMPORT_PRODUCT_UNCLEAR';
    return problem(`${path}.${line.sku}`, code, message, cause(code));
  }
  if (found[0] !== undefined) return found[0];
  const code = 'IMPORT_PRODUCT_MISSING';
  const message = `No active product has the SKU "${line.sku}".`;
  return problem(`${path}.${line.sku}`, code, message, cause(code));
}

interface Item {
  readonly productId: string;
  readonly entryId: string | undefined;
}

function itemsOf(sale: ChannelSale, { assortment }: SaleContext): (Item | Problem)[] {
  const found = sale.lines.map((line): Item | Problem => {
    const product = productOf(line, assortment);
    if (typeof product !== 'string') return product;
    return { productId: product, entryId: assortment.prices.get(product) };
  });
  // A price book is that of the whole order: with one price missing it goes without, where the org allows that.
  if (assortment.isPricebookOptional) return found;
  return found.map((one, index) => {
    if (!('productId' in one) || one.entryId !== undefined) return one;
    const sku = sale.lines[index]?.sku ?? '';
    const message = `The product "${sku}" has no active price in the standard price book${sale.currency === null ? '' : ` in ${sale.currency}`}.`;
    const cause = `IMPORT_PRICE_MISSING|${sku.toLowerCase()}`;
    return problem(`PricebookEntry.${sku}`, 'IMPORT_PRICE_MISSING', message, cause);
  });
}

function checkCurrency(sale: ChannelSale, { onlyCurrency }: SaleContext): Problem[] {
  if (onlyCurrency === null || sale.currency === null || sale.currency === onlyCurrency) return [];
  const message = `The order was sold in ${sale.currency}; Salesforce only has ${onlyCurrency}.`;
  return [problem('Order.CurrencyIsoCode', 'IMPORT_CURRENCY_DIFFERS', message)];
}

function orderRecord(sale: ChannelSale, context: SaleContext, money: SaleMoney): SalesforceRecord {
  const billing = sale.billing.street === null ? sale.delivery : sale.billing;
  return {
    Linnworks_Import_Key__c: sale.linnworksId,
    Status: context.draftStatus,
    EffectiveDate: (sale.receivedAt ?? new Date(0).toISOString()).slice(0, 10),
    Name: cut(`${sale.source} ${sale.reference}`.trim(), 80),
    OrderReferenceNumber: cut(sale.reference, 80),
    ...addressFields('Shipping', sale.delivery),
    ...addressFields('Billing', billing),
    ...(context.onlyCurrency === null ? { CurrencyIsoCode: sale.currency } : {}),
    Linnworks_Shipping_Service__c: cut(sale.service, 255),
    Linnworks_Shipping_Cost__c: money.postage,
    Linnworks_Shipping_Tax_Rate__c: money.postageTaxRate,
    Linnworks_Discount__c: money.discount === 0 ? null : money.discount,
    Linnworks_Payment_Status__c: sale.isPaid ? 'Paid' : 'Unpaid',
    Linnworks_Payment_Method__c: cut(sale.paymentMethod, 255),
    Linnworks_Location__c: cut(context.locationName, 255),
    Linnworks_Despatch_By__c: sale.despatchBy,
  };
}

/** The Salesforce order of a sale with its products, or all of its problems. Pure: who the buyer is, the caller knows. */
export function toSalesforceOrder(
  sale: ChannelSale,
  context: SaleContext,
): ImportedRecords | readonly Problem[] {
  const currency = sale.currency ?? context.onlyCurrency ?? 'GBP';
  const money = toSaleMoney(sale, context.isTaxIncluded, currency);
  const items = itemsOf(sale, context);
  const problems = [
    ...checkCurrency(sale, context),
    ...items.filter((one): one is Problem => 'code' in one),
  ];
  if (money === null) {
    const message = 'Its lines and postage come to less than its total.';
    return [...problems, problem('Order', 'IMPORT_TOTAL_DIFFERS', message)];
  }
  if (problems.length > 0) return problems;
  const { assortment } = context;
  const hasPrices = items.every((one) => 'entryId' in one && one.entryId !== undefined);
  const numbers = sale.lines.map((line) => lineNumber(sale, line));
  return {
    order: {
      ...orderRecord(sale, context, money),
      ...(hasPrices ? { Pricebook2Id: assortment.standardPricebook } : {}),
    },
    items: (items as Item[]).map(({ productId, entryId }, index) => ({
      Linnworks_Import_Key__c: importKeyOfLine(sale.linnworksId, numbers[index] ?? ''),
      ...(hasPrices ? { PricebookEntryId: entryId } : { Product2Id: productId }),
      Quantity: money.lines[index]?.quantity,
      UnitPrice: money.lines[index]?.pricePerUnit,
      Linnworks_Tax_Rate__c: money.lines[index]?.taxRate,
      Linnworks_Discount_Percent__c: money.lines[index]?.lineDiscount || null,
      Description: cut(sale.lines[index]?.title ?? null, 255),
    })),
    lines: sale.lines.map(({ itemNumber, quantity }, index) => ({
      ...{ number: numbers[index] ?? '', itemNumber, quantity },
    })),
  };
}

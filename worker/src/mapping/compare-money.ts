import type { Comparison } from '../domain/answers.ts';
import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import { currencyScale, roundTo } from '../domain/money.ts';
import { valueAt } from './field-row.ts';
import { optional, text, type MappedOrder, type Values } from './order-input.ts';
import { lineTotal } from './price.ts';

type Row = Comparison['rows'][number];
/** The figures of an order as they stand in Salesforce. */
export interface SalesforceFigures {
  readonly order: Values;
  readonly items: readonly Values[];
  readonly pricesIncludeTax: boolean;
  /** Percent, where a line says nothing. */
  readonly defaultTaxRate: number;
  /** `Order.TotalAmount`: what Salesforce itself adds up; null where it does not tell. */
  readonly amount: number | null;
}

const figure = (record: Values, path: string): number => optional(valueAt(record, path)) ?? 0;

interface Line {
  /** Before tax, after the discount of the line. */
  readonly net: number;
  readonly gross: number;
}

const soldFor = (item: Values): number => figure(item, 'Quantity') * figure(item, 'UnitPrice');

/** A line as Salesforce shows it: quantity by price, less its own discount, and with its tax. */
function salesforceLine(item: Values, rate: number, pricesIncludeTax: boolean): Line {
  const off = figure(item, 'Linnworks_Discount_Percent__c') / 100;
  const net = soldFor(item) * (1 - off);
  return { net, gross: pricesIncludeTax ? net : net * (1 + rate / 100) };
}

function linnworksLine(item: ChannelOrderItem): Line {
  const priced = {
    quantity: item.Qty,
    pricePerUnit: item.PricePerUnit,
    lineDiscount: item.LineDiscount,
    taxRate: item.TaxRate,
  };
  return {
    net: lineTotal(priced, true),
    gross: lineTotal(priced, item.TaxCostInclusive),
  };
}

const sum = (lines: readonly Line[], of: keyof Line): number =>
  lines.reduce((total, line) => total + line[of], 0);

const KINDS: Readonly<Record<string, string>> = {
  shipping: 'A shipping line: it is part of the postage.',
  'left out': 'A free line that is not sent.',
};

function noteOf(item: Values, sent: ChannelOrderItem | undefined): string {
  if (sent === undefined)
    return (
      KINDS[text(valueAt(item, 'Product2.Linnworks_Line_Kind__c')).toLowerCase()] ??
      'It is not sent as a line of its own.'
    );
  const discount = sent.LineDiscount === 0 ? '' : `, less ${sent.LineDiscount} %`;
  return `${sent.Qty} × ${sent.PricePerUnit}${discount}, tax ${sent.TaxRate} %`;
}

/** The total that Linnworks computes from what it is sent: it adds up first and rounds once. */
function linnworksTotal({ OrderItems, PostalServiceCost, Discount = 0 }: ChannelOrder): number {
  return sum(OrderItems.map(linnworksLine), 'gross') + PostalServiceCost - Discount;
}

interface BothSides {
  readonly item: Values;
  /** Missing: a line that is not sent as one of its own. */
  readonly there: ChannelOrderItem | undefined;
  readonly ours: Line;
}

function bothSides(figures: SalesforceFigures, mapped: MappedOrder): BothSides[] {
  const { items, pricesIncludeTax, defaultTaxRate } = figures;
  const sent = new Map(mapped.order.OrderItems.map((item) => [item.ItemNumber, item]));
  return items.map((item) => {
    const there = sent.get(text(item['Id']));
    const own = optional(valueAt(item, 'Linnworks_Tax_Rate__c'));
    const rate = own ?? there?.TaxRate ?? defaultTaxRate;
    return { item, there, ours: salesforceLine(item, rate, pricesIncludeTax) };
  });
}

/** Writes two amounts as a row, in the decimals of the currency. */
function rowsIn(currency: string) {
  const scale = currencyScale(currency);
  const money = (value: number): string => roundTo(value, scale).toFixed(scale);
  return (name: string, ours: number, theirs: number | null, more: Partial<Row> = {}): Row => {
    const salesforce = money(ours);
    const linnworks = theirs === null ? '–' : money(theirs);
    return {
      name,
      salesforce,
      linnworks,
      same: theirs === null || salesforce === linnworks,
      ...more,
    };
  };
}

/**
 * One order computed on both sides: from the records of Salesforce alone, and from the order as it would be sent alone.
 * Amounts are decimal text in the order's currency.
 */
export function compareMoney(
  figures: SalesforceFigures,
  { order: sent, ...mapped }: MappedOrder,
): Row[] {
  const { order, pricesIncludeTax, amount } = figures;
  const row = rowsIn(mapped.currency);
  const lines = bothSides(figures, { order: sent, ...mapped });
  const goods = lines.filter(({ there }) => there !== undefined).map(({ ours }) => ours);
  const moved = lines.filter(({ there }) => there === undefined).map(({ ours }) => ours);
  const theirs = sent.OrderItems.map(linnworksLine);
  const postage = figure(order, 'Linnworks_Shipping_Cost__c') + sum(moved, 'gross');
  const discount = figure(order, 'Linnworks_Discount__c');
  const scale = currencyScale(mapped.currency);
  const rows = [
    ...lines.map(({ item, there, ours }) => {
      const name = `${figure(item, 'Quantity')} × ${text(valueAt(item, 'Product2.Name'))}`;
      const more = { note: noteOf(item, there), from: 'OrderItem.UnitPrice' };
      return row(name, ours.net, there ? linnworksLine(there).net : null, more);
    }),
  ];
  if (amount !== null) {
    // Salesforce does not know the discounts of the lines: they are taken off its own sum.
    const off = lines.reduce((all, { item, ours }) => all + soldFor(item) - ours.net, 0);
    const from = 'Order.TotalAmount';
    rows.push(row('All lines', amount - off, sum(theirs, 'net') + sum(moved, 'net'), { from }));
  }
  const note = pricesIncludeTax ? { note: 'Prices include tax: nothing is added.' } : {};
  const tax = (side: readonly Line[]): number => sum(side, 'gross') - sum(side, 'net');
  rows.push(row('Tax of the lines', tax(goods), tax(theirs), note));
  const from = 'Order.Linnworks_Shipping_Cost__c';
  rows.push(row('Postage', postage, sent.PostalServiceCost, { from }));
  if (discount !== 0 || sent.Discount !== undefined)
    rows.push(
      row('Discount of the order', -discount, -(sent.Discount ?? 0), {
        from: 'Order.Linnworks_Discount__c',
      }),
    );
  const total = sum(goods, 'gross') + roundTo(postage, scale) - discount;
  return [...rows, row(`Total in ${mapped.currency}`, total, linnworksTotal(sent))];
}

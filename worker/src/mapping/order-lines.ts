import type { ChannelOrderItem } from '../domain/linnworks-port.ts';
import type { Problem } from '../domain/problem.ts';
import { problem, readRows, valueAt, type FieldRow } from './field-row.ts';
import { checkLine, kindOf, type LineKind } from './line-kind.ts';
import { optional, text, type OrderInput, type Values } from './order-input.ts';
import { OPTION, ORDER_LINE } from './order-line.ts';
import { lineSourceOf } from './order-source.ts';
import { lineTotal, toLinePrice, type PricedLine } from './price.ts';
import { pick } from './value-rules.ts';

interface MappedLine {
  readonly kind: LineKind;
  readonly item: ChannelOrderItem;
  readonly priced: PricedLine;
  readonly soldFor: number;
  readonly weightKg: number | undefined;
}

/** All lines of an order, sorted by what becomes of them. */
export interface MappedLines {
  readonly items: readonly ChannelOrderItem[];
  readonly priced: readonly PricedLine[];
  readonly skus: readonly string[];
  /** Shipping lines: their sum including tax, unrounded, and the tax rates of those that cost something. */
  readonly postage: number;
  readonly postageRates: readonly number[];
  /** Goods and services at the prices they were sold for. */
  readonly value: number;
  readonly weightKg: number | null;
  readonly problems: readonly Problem[];
}

/** The tables speak of any line and of the SKU; a person is told which line, which product and which field. */
function placed(found: Problem, at: string): Problem {
  return { ...found, path: found.path.replace(/^OrderItem/, at) };
}

function noSku(at: string, skuField: string, item: Values): Problem {
  const name = text(valueAt(item, 'Product2.Name'));
  const message = `The product "${name}" has no SKU.`;
  return problem(`${at}.Product2.${skuField}`, 'SKU_MISSING', message, `SKU_MISSING|${name}`);
}

interface Facts {
  readonly country: string;
  readonly soldFor: number;
  readonly sku: string;
}

/** The rate of the line itself, else of the tax rows, else of the settings. */
function taxRateOf(
  { model, settings }: OrderInput,
  values: Values,
  { country, soldFor }: Facts,
): number | Problem {
  const own = optional(values['TaxRate']);
  if (own !== undefined) return own;
  const word = text(values['TaxCode']);
  const picked = pick(model.rules.Tax, { word, country, value: soldFor, weightKg: null });
  if (picked === null) return settings.defaultTaxRate;
  return 'problem' in picked ? picked.problem : Number(picked.target);
}

/** A title row names the SKU, or the title that is to be replaced. */
function titleOf(
  { model }: OrderInput,
  values: Values,
  { country, soldFor, sku }: Facts,
): string | Problem {
  const title = text(values['ItemTitle']);
  for (const word of sku === '' ? [title] : [sku, title]) {
    const picked = pick(model.rules.Title, { word, country, value: soldFor, weightKg: null });
    if (picked !== null) return 'problem' in picked ? picked.problem : picked.target;
  }
  return title;
}

function optionsOf(rows: readonly FieldRow[], values: Values): Pick<ChannelOrderItem, 'Options'> {
  const Options = rows.flatMap(({ target }) => {
    const Value = text(values[target]);
    return Value === '' ? [] : [{ Property: target.slice(OPTION.length), Value }];
  });
  return Options.length === 0 ? {} : { Options };
}

/** Everything that the tables, the mapping rows and the settings say of one line, and what is wrong with it. */
function readLine(input: OrderInput, item: Values, at: string, country: string) {
  const { settings, model } = input;
  const record = lineSourceOf(input, item);
  const rows = [...ORDER_LINE, ...model.options];
  const { values, problems } = readRows(rows, record, model.overrides);
  const kind = kindOf(values);
  const sku = text(values['ChannelSKU']);
  const quantity = optional(values['Qty']) ?? 0;
  const unitPrice = optional(values['UnitPrice']) ?? 0;
  const facts = { country, sku, soldFor: quantity * unitPrice };
  const taxRate = taxRateOf(input, values, facts);
  const title = titleOf(input, values, facts);
  const all = [
    ...problems.map((one) => placed(one, at)),
    ...(sku === '' && kind === 'stock' ? [noSku(at, settings.skuField, item)] : []),
    ...checkLine(values, at, kind),
    ...[taxRate, title].filter((one) => typeof one === 'object'),
  ];
  return { values, kind, quantity, unitPrice, facts, taxRate, title, problems: all };
}

function toLine(
  input: OrderInput,
  item: Values,
  at: string,
  country: string,
): MappedLine | readonly Problem[] {
  const { settings, model } = input;
  const { values, kind, quantity, facts, taxRate, title, ...read } = readLine(
    input,
    item,
    at,
    country,
  );
  if (read.problems.length > 0) return read.problems;
  if (kind === null || typeof taxRate === 'object' || typeof title === 'object') return [];
  const { pricePerUnit, lineDiscount } = toLinePrice(
    read.unitPrice,
    optional(values['ListPrice']),
    optional(values['LineDiscount']),
  );
  return {
    kind,
    soldFor: facts.soldFor,
    weightKg: optional(values['WeightKg']),
    priced: { quantity, pricePerUnit, lineDiscount, taxRate },
    item: {
      ItemNumber: text(values['ItemNumber']),
      ChannelSKU: facts.sku,
      ItemTitle: title,
      Qty: quantity,
      PricePerUnit: pricePerUnit,
      TaxCostInclusive: settings.pricesIncludeTax,
      UseChannelTax: true,
      TaxRate: taxRate,
      LineDiscount: lineDiscount,
      IsService: kind === 'service',
      ...optionsOf(model.options, values),
    },
  };
}

/** Known as soon as one line says what it weighs; lines that do not say weigh nothing. */
function weightOf(lines: readonly MappedLine[]): number | null {
  const known = lines.filter(({ weightKg }) => weightKg !== undefined);
  if (known.length === 0) return null;
  return known.reduce((sum, { weightKg = 0, priced }) => sum + weightKg * priced.quantity, 0);
}

/** @param country ISO code of the delivery address, for the tax rows. */
export function toLines(input: OrderInput, country: string): MappedLines {
  const lines: MappedLine[] = [];
  const problems: Problem[] = [];
  for (const [index, item] of input.items.entries()) {
    const line = toLine(input, item, `OrderItem[${index}]`, country);
    if ('kind' in line) lines.push(line);
    else problems.push(...line);
  }
  const sent = lines.filter(({ kind }) => kind === 'stock' || kind === 'service');
  if (sent.length === 0 && problems.length === 0) {
    const message = 'The order has no lines that can be sent.';
    problems.push(problem('Order.OrderItems', 'ORDER_HAS_NO_LINES', message));
  }
  const shipping = lines.filter(({ kind }) => kind === 'shipping').map(({ priced }) => priced);
  const cost = (line: PricedLine): number => lineTotal(line, input.settings.pricesIncludeTax);
  return {
    items: sent.map(({ item }) => item),
    priced: sent.map(({ priced }) => priced),
    skus: sent.filter(({ kind }) => kind === 'stock').map(({ item }) => item.ChannelSKU),
    postage: shipping.reduce((sum, line) => sum + cost(line), 0),
    postageRates: shipping.filter((line) => cost(line) !== 0).map(({ taxRate }) => taxRate),
    value: sent.reduce((sum, { soldFor }) => sum + soldFor, 0),
    weightKg: weightOf(sent),
    problems,
  };
}

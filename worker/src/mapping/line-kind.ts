import { problem } from './field-row.ts';
import type { Problem } from '../domain/problem.ts';
import { optional, text, type Values } from './order-input.ts';

/** What becomes of a line: goods with stock, a service, a part of the postage, or nothing. */
export type LineKind = 'stock' | 'service' | 'shipping' | 'left out';

const KINDS: readonly LineKind[] = ['stock', 'service', 'shipping', 'left out'];

/** A part of a bundle is in the composite item already: its price may not be lost, its stock not be taken twice. */
export function kindOf(values: Values): LineKind | null {
  const word = text(values['LineKind']).toLowerCase().replaceAll('_', ' ');
  const kind = KINDS.find((known) => known === word) ?? null;
  if (kind !== 'stock' || text(values['BundleOf']) === '') return kind;
  return optional(values['UnitPrice']) === 0 ? 'left out' : 'service';
}

function checkQuantity(values: Values, at: string, title: string): Problem[] {
  const quantity = values['Qty'];
  if (typeof quantity !== 'number' || (Number.isSafeInteger(quantity) && quantity > 0)) return [];
  const message = `The quantity ${quantity} of "${title}" is not a whole number of pieces.`;
  return [problem(`${at}.Quantity`, 'QUANTITY_NOT_WHOLE', message)];
}

const isPercent = (value: unknown): boolean =>
  typeof value !== 'number' || (value >= 0 && value <= 100);

/** What is wrong with the values of one line; `at` is its place in Salesforce's words. */
export function checkLine(values: Values, at: string, kind: LineKind | null): Problem[] {
  const title = text(values['ItemTitle']);
  const price = optional(values['UnitPrice']) ?? 0;
  const problems: Problem[] = [];
  const add = (field: string, code: Parameters<typeof problem>[1], message: string): void => {
    problems.push(problem(`${at}.${field}`, code, message));
  };
  if (kind === null)
    add('Product2', 'LINE_KIND_UNKNOWN', `The line "${title}" has an unknown kind.`);
  if (kind === 'left out' && price !== 0)
    add('UnitPrice', 'LEFT_OUT_LINE_PRICED', `The line "${title}" is left out but has a price.`);
  problems.push(...checkQuantity(values, at, title));
  if (price < 0) add('UnitPrice', 'PRICE_INVALID', `The price of "${title}" is below zero.`);
  if (!isPercent(values['LineDiscount']))
    add(
      'LineDiscount',
      'PRICE_INVALID',
      `The discount of "${title}" is not from 0 to 100 percent.`,
    );
  if (!isPercent(values['TaxRate']))
    add('TaxRate', 'TAX_RATE_INVALID', `The tax rate of "${title}" is not from 0 to 100 percent.`);
  return problems;
}

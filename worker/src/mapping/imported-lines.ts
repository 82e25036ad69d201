import type { ObservedLine } from '../domain/observed-order.ts';

/** A line of another channel's order that became an order product. */
export interface ImportedLine {
  /** See `lineNumber`: part of the product's key. */
  readonly number: string;
  readonly itemNumber: string | null;
  readonly quantity: number;
}

/** The Linnworks order from which a Salesforce order was made, with the lines that became its products. */
export interface ImportedOrder {
  readonly linnworksId: string;
  readonly lines: readonly ImportedLine[];
}

type Line = Pick<ObservedLine, 'rowId' | 'itemNumber' | 'quantity'>;
type Product = ImportedLine & { readonly key: string };

/** Key of the order product that was made from a line of another channel's order. */
export function importKeyOfLine(linnworksId: string, lineNumber: string): string {
  return `${linnworksId}:${lineNumber}`.slice(0, 120);
}

/**
 * Import keys of order products by the row id of their line. Splits and merges make new row ids and keep the number of
 * a line on its channel. Orders of one listing have the same numbers: after a merge each line goes to the product of the
 * same quantity, then to one that no line has; pieces of one line that was split share its product.
 */
export function productKeys(
  lines: readonly Line[],
  imported: readonly ImportedOrder[],
): Map<string, string> {
  const products = imported.flatMap(({ linnworksId, lines: sold }): Product[] =>
    sold.map((line) => ({ ...line, key: importKeyOfLine(linnworksId, line.number) })),
  );
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const isFree = ({ key }: Product): boolean => !taken.has(key);
  const hasNumber = ({ itemNumber }: Line, product: Product): boolean =>
    itemNumber !== null && itemNumber === product.itemNumber;
  const ways: readonly ((line: Line, product: Product) => boolean)[] = [
    ({ rowId }, { number }) => rowId === number,
    (line, product) =>
      hasNumber(line, product) && line.quantity === product.quantity && isFree(product),
    (line, product) => hasNumber(line, product) && isFree(product),
    hasNumber,
  ];
  for (const isIts of ways)
    for (const line of lines) {
      if (found.has(line.rowId)) continue;
      const product = products.find((one) => isIts(line, one));
      if (product === undefined) continue;
      found.set(line.rowId, product.key);
      taken.add(product.key);
    }
  return found;
}

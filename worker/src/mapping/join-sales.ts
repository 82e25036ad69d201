import type { ChannelSale, SaleLine } from '../domain/channel-sale.ts';

/** Pieces of one line of the channel, which a split gives a row in each part. */
function isSameLine(one: SaleLine, other: SaleLine): boolean {
  return (
    one.itemNumber !== null &&
    one.itemNumber === other.itemNumber &&
    one.sku === other.sku &&
    one.pricePerUnit === other.pricePerUnit &&
    one.discountPercent === other.discountPercent
  );
}

function joinLines(lines: readonly SaleLine[], more: readonly SaleLine[]): SaleLine[] {
  const joined = [...lines];
  for (const line of more) {
    const at = joined.findIndex((one) => isSameLine(one, line));
    const known = joined[at];
    if (known === undefined) joined.push(line);
    else joined[at] = { ...known, quantity: known.quantity + line.quantity };
  }
  return joined;
}

/** One sale of an order and the parts that were split off it; money is added up. Terms are those of the order. */
export function joinSales(sale: ChannelSale, parts: readonly ChannelSale[]): ChannelSale {
  return parts.reduce(
    (whole, part) => ({
      ...whole,
      lines: joinLines(whole.lines, part.lines),
      postage: whole.postage + part.postage,
      postageExTax: whole.postageExTax + part.postageExTax,
      total: whole.total + part.total,
    }),
    sale,
  );
}

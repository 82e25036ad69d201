import type { Order, OrderDiscount, OrderLine } from '../state/order.ts';

export interface LineAmounts {
  /** Line total without tax, with tax, and the difference; in doubles, not rounded. */
  readonly cost: number;
  readonly costIncTax: number;
  readonly salesTax: number;
  /** Money taken off the line: its own discount and its share of the order's. */
  readonly discountValue: number;
}

export const NO_AMOUNTS: LineAmounts = { cost: 0, costIncTax: 0, salesTax: 0, discountValue: 0 };

export interface OrderAmounts {
  readonly lines: ReadonlyMap<string, LineAmounts>;
  /** Without tax and postage. */
  readonly subtotal: number;
  readonly postageCost: number;
  readonly postageCostExTax: number;
  readonly tax: number;
  readonly totalCharge: number;
  readonly totalDiscount: number;
}

interface Part {
  net: number;
  gross: number;
  readonly rate: number;
  discount: number;
}

/** Two decimals, halves away from zero, as the vendor shows money of an order. */
const round2 = (amount: number): number =>
  (Math.sign(amount) * Math.round((Math.abs(amount) + 1e-9) * 100)) / 100;

const factor = (ratePercent: number): number => 1 + ratePercent / 100;

function linePart(line: OrderLine): Part {
  const full = line.pricePerUnit * line.quantity;
  const total = full * (1 - line.discountPercent / 100);
  const net = line.taxInclusive ? total / factor(line.taxRate) : total;
  const gross = line.taxInclusive ? total : total * factor(line.taxRate);
  return { net, gross, rate: line.taxRate, discount: full - total };
}

/** How much of the order's discount the items bear; the rest is the postage's. */
function itemsShare({ spread, value }: OrderDiscount, items: number, postage: number): number {
  switch (spread) {
    case 'ItemsThenPostage':
      return Math.min(value, items);
    case 'PostageThenItems':
      return Math.max(0, value - postage);
    case 'AllEvenly':
      return items + postage === 0 ? 0 : (value * items) / (items + postage);
  }
}

function takeOff(part: Part, amount: number, base: OrderDiscount['base']): void {
  part.discount += amount;
  if (base === 'DeductAfterTax') {
    part.gross -= amount;
    part.net = part.gross / factor(part.rate);
  } else {
    part.net -= amount;
    part.gross = part.net * factor(part.rate);
  }
}

function spreadDiscount(discount: OrderDiscount, items: readonly Part[], postage: Part): void {
  const worth = (part: Part): number =>
    discount.base === 'DeductAfterTax' ? part.gross : part.net;
  const total = items.reduce((sum, part) => sum + worth(part), 0);
  const value = Math.min(discount.value, total + worth(postage));
  const forItems = itemsShare({ ...discount, value }, total, worth(postage));
  const forPostage = value - forItems;
  for (const part of items)
    if (total > 0) takeOff(part, (forItems * worth(part)) / total, discount.base);
  if (forPostage > 0) takeOff(postage, forPostage, discount.base);
}

/** Everything the vendor computes about an order's money. */
export function amountsOf(order: Order): OrderAmounts {
  const parts = new Map(order.lines.map((line) => [line.rowId, linePart(line)]));
  const rate = order.postageTaxRate;
  const postage: Part = {
    gross: order.postageCost,
    net: order.postageCost / factor(rate),
    rate,
    discount: 0,
  };
  const items = [...parts.values()];
  if (order.discount.value > 0) spreadDiscount(order.discount, items, postage);
  const subtotal = items.reduce((sum, part) => sum + part.net, 0);
  const itemTax = items.reduce((sum, part) => sum + part.gross - part.net, 0);
  const tax = itemTax + postage.gross - postage.net;
  const discounts = items.reduce((sum, part) => sum + part.discount, postage.discount);
  return {
    lines: new Map(
      [...parts].map(([rowId, { net, gross, discount }]) => [
        rowId,
        { cost: net, costIncTax: gross, salesTax: gross - net, discountValue: discount },
      ]),
    ),
    subtotal: round2(subtotal),
    postageCost: round2(postage.gross),
    postageCostExTax: round2(postage.net),
    tax: round2(tax),
    totalCharge: round2(subtotal + postage.net + tax),
    totalDiscount: round2(discounts),
  };
}

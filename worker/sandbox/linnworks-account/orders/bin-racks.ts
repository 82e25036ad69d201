import type { Order, OrderLine } from '../state/order.ts';

interface BinRackRow {
  readonly Quantity: number;
  readonly BinRack: string;
  readonly Location: string;
}

const USUAL_RACK = 'A1-01';

/** `OrderItemBinRack` rows: where the pieces of a line are set aside. None before the warehouse has looked at it. */
export function binRacksOf(order: Order, line: OrderLine): BinRackRow[] | undefined {
  const row = (BinRack: string, Quantity: number) => [
    { Quantity, BinRack, Location: order.locationId },
  ];
  const aside = order.setAside.get(line.rowId);
  if (aside !== undefined) return row(aside.binRack, aside.quantity);
  return order.stage === 'waiting' ? undefined : row(USUAL_RACK, line.quantity);
}

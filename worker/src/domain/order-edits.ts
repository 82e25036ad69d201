import type { ChannelOrder, ChannelOrderItem } from './linnworks-port.ts';

/** An order that is changed: some calls want its location beside its id. */
export interface OrderPlace {
  readonly linnworksId: string;
  readonly locationId: string;
}

/** What a line may be changed to; the SKU of a line stays. */
export type LineTerms = Pick<
  ChannelOrderItem,
  'Qty' | 'PricePerUnit' | 'LineDiscount' | 'TaxRate' | 'TaxCostInclusive'
>;

/** What of the header may be changed. `hold`: the hold flag of an open order. */
export interface HeaderChange {
  readonly hold?: boolean;
  /** ISO, UTC. */
  readonly despatchBy?: string;
  readonly secondaryReference?: string;
}

/**
 * Changes of one open order, each by the call that Linnworks has for it. All but `addLine` and `addService` set a value and may be
 * repeated; after a lost reply of these two the order is read before it is repeated. Every method may throw ConnectorError, `data`
 * where Linnworks refuses.
 */
export interface OrderEdits {
  /** What is left out stays. */
  updateLine(order: OrderPlace, rowId: string, line: Partial<LineTerms>): Promise<void>;
  /** @returns the row id of the new line. */
  addLine(order: OrderPlace, line: ChannelOrderItem): Promise<string>;
  /** A service line: it has a title and no stock item. @returns the row id of the new line. */
  addService(order: OrderPlace, line: ChannelOrderItem): Promise<string>;
  removeLine(order: OrderPlace, rowId: string): Promise<void>;
  /** Sets these extended properties by name; those of other names stay. An empty value takes one away. */
  setProperties(linnworksId: string, properties: ChannelOrder['ExtendedProperties']): Promise<void>;
  /** Including tax. */
  setPostage(linnworksId: string, cost: number): Promise<void>;
  setHeader(linnworksId: string, change: HeaderChange): Promise<void>;
  park(linnworksId: string): Promise<void>;
  unpark(linnworksId: string): Promise<void>;
  markPaid(linnworksId: string): Promise<void>;
}

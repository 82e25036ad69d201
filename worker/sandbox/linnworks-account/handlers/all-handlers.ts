import { CHANNEL_MAPPINGS } from './channel-mappings.ts';
import type { Handlers } from './handler.ts';
import { OPEN_ORDERS } from './open-orders.ts';
import { ORDER_ANNEXES } from './order-annexes.ts';
import { ORDER_DELTA } from './order-delta.ts';
import { ORDER_ENTRY } from './order-entry.ts';
import { ORDER_LINES } from './order-lines.ts';
import { ORDER_MARKS } from './order-marks.ts';
import { ORDER_MOVES } from './order-moves.ts';
import { ORDER_READS } from './order-reads.ts';
import { ORDER_TERMS } from './order-terms.ts';
import { ORDER_TEXTS } from './order-texts.ts';
import { PICKING } from './picking.ts';
import { POST_SALE_OPTIONS } from './post-sale-options.ts';
import { PROCESSED_ORDERS } from './processed-orders.ts';
import { REFERENCE_DATA } from './reference-data.ts';
import { RETURNS } from './returns.ts';
import { STOCK_READS } from './stock-reads.ts';

/** Every endpoint this account answers, by the vendor's name. */
export const HANDLERS: Handlers = {
  ...ORDER_ENTRY,
  ...ORDER_READS,
  ...ORDER_DELTA,
  ...OPEN_ORDERS,
  ...PROCESSED_ORDERS,
  ...ORDER_ANNEXES,
  ...ORDER_TERMS,
  ...ORDER_LINES,
  ...ORDER_MARKS,
  ...ORDER_TEXTS,
  ...ORDER_MOVES,
  ...REFERENCE_DATA,
  ...STOCK_READS,
  ...CHANNEL_MAPPINGS,
  ...PICKING,
  ...RETURNS,
  ...POST_SALE_OPTIONS,
};

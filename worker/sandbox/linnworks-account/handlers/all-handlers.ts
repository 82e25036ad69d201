import type { Handlers } from './handler.ts';
import { ORDER_DELTA } from './order-delta.ts';
import { ORDER_ENTRY } from './order-entry.ts';
import { ORDER_READS } from './order-reads.ts';
import { REFERENCE_DATA } from './reference-data.ts';

/** Every endpoint this account answers, by the vendor's name. */
export const HANDLERS: Handlers = {
  ...ORDER_ENTRY,
  ...ORDER_READS,
  ...ORDER_DELTA,
  ...REFERENCE_DATA,
};

import { ADDRESSES } from './addresses.ts';
import { CUSTOMERS } from './customers.ts';
import { LINES } from './lines.ts';
import { MONEY } from './money.ts';
import { STEPS } from './steps.ts';
import type { RealOrder } from './real-order.ts';
import { REFUSED } from './refused.ts';
import { TERMS } from './terms.ts';

/** Every named order, by what it is about. */
export const REAL_ORDERS: Readonly<Record<string, readonly RealOrder[]>> = {
  money: MONEY,
  lines: LINES,
  addresses: ADDRESSES,
  customers: CUSTOMERS,
  terms: TERMS,
  refused: REFUSED,
  steps: STEPS,
};

import type { JobOutcome } from '../../../src/domain/ports.ts';
import { Bench } from './bench.ts';

/** A bench with an order of three mugs and a tent that has been sent. */
export async function sentOrder(): Promise<{ bench: Bench; id: string }> {
  const bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
  const id = bench.order([
    { sku: 'MUG', quantity: 3, price: 9.95 },
    { sku: 'TENT', quantity: 1, price: 170 },
  ]);
  await bench.send(id);
  return { bench, id };
}

/** Somebody in Salesforce asks for a cancellation: of these lines, else of the whole order. */
export function askToCancel(
  bench: Bench,
  orderId: string,
  lines?: readonly object[],
): Promise<Map<string, JobOutcome>> {
  const detail = JSON.stringify({ reason: 'Changed mind', ...(lines ? { lines } : {}) });
  const data = { requestId: `request-${orderId}`, detail };
  return bench.push([bench.job(orderId, { kind: 'cancel', data })]);
}

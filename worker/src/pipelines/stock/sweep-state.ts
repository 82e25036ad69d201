import { z } from 'zod';
import type { Tx } from '../../domain/ports.ts';
import type { StockDeps } from './stock-deps.ts';

const CURSOR = 'stock-sweep';

const stateSchema = z.object({
  /** The next page to read. */
  page: z.number().int().min(1),
  /** Number of this sweep; it counts up when one has met everything. */
  sweep: z.number().int().min(1),
  /** Rows read so far. */
  rows: z.number().int(),
  /** Items that Linnworks counted when the sweep began; null: not asked yet, or no answer. */
  total: z.number().int().nullable(),
  /** Until the first sweep has ended, pages are read as fast as the quota allows. */
  isFirst: z.boolean(),
  startedAt: z.string(),
});

export type SweepState = z.infer<typeof stateSchema>;

export async function readSweep({ tables, clock }: StockDeps): Promise<SweepState> {
  const text = await tables.cursors.get(CURSOR);
  const startedAt = clock.now().toISOString();
  const fresh = { page: 1, sweep: 1, rows: 0, total: null, isFirst: true, startedAt };
  if (text === null) return fresh;
  const parsed = stateSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : fresh;
}

export function saveSweep({ tables }: StockDeps, tx: Tx, state: SweepState): Promise<void> {
  return tables.cursors.set(tx, CURSOR, JSON.stringify(state));
}

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
  /** Items of this sweep that could not be read. */
  unread: z.array(z.object({ from: z.number(), to: z.number(), reason: z.string() })).default([]),
  /** Pages of this sweep that could not be read as a whole. */
  badPages: z.number().int().default(0),
  /** Runs that have stopped at this page. */
  stuck: z.number().int().default(0),
});

export type SweepState = z.infer<typeof stateSchema>;

/** The beginning of a sweep. */
export const newSweep = (startedAt: string) => ({
  page: 1,
  rows: 0,
  total: null,
  startedAt,
  unread: [],
  badPages: 0,
  stuck: 0,
});

export async function readSweep({ tables, clock }: StockDeps): Promise<SweepState> {
  const text = await tables.cursors.get(CURSOR);
  const startedAt = clock.now().toISOString();
  const fresh = { ...newSweep(startedAt), sweep: 1, isFirst: true };
  if (text === null) return fresh;
  const parsed = stateSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : fresh;
}

export function saveSweep({ tables }: StockDeps, tx: Tx, state: SweepState): Promise<void> {
  return tables.cursors.set(tx, CURSOR, JSON.stringify(state));
}

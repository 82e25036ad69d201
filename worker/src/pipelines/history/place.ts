import { z } from 'zod';
import type { Tx } from '../../domain/ports.ts';
import type { PipelineDeps } from '../deps.ts';

const CURSOR = 'orders-history';
const DAY_MS = 24 * 60 * 60_000;
/** The longest range that is known to be taken is three months. */
const WINDOW_MS = 80 * DAY_MS;

/** A piece of the past that is read page by page. */
export interface Part {
  readonly by: 'processed' | 'cancelled';
  readonly from: Date;
  readonly to: Date;
}

const placeSchema = z.object({
  /** Whose orders are read; with other channels switched on later, the past is read once more. */
  scope: z.enum(['ours', 'all']),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** 0: the open orders; then one for each part. */
  part: z.number().int().min(0),
  /** Of the part, from 1. */
  page: z.number().int().min(1),
  /** Orders of this part when its page before was read; null: at its beginning. */
  ofPart: z.number().int().nullable(),
  /** Open orders up to this id are queued. */
  after: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  isComplete: z.boolean(),
});

/** How far the first load of orders is: stored with each page that it queues. */
export type Place = Readonly<z.infer<typeof placeSchema>>;

export async function readPlace({
  tables,
}: Pick<PipelineDeps, 'tables'>): Promise<Place | undefined> {
  const text = await tables.cursors.get(CURSOR);
  return text === null ? undefined : placeSchema.safeParse(JSON.parse(text)).data;
}

export function savePlace(
  { tables }: Pick<PipelineDeps, 'tables'>,
  tx: Tx,
  place: Place,
): Promise<void> {
  return tables.cursors.set(tx, CURSOR, JSON.stringify(place));
}

export function placeAtStart(scope: Place['scope'], now: Date, days: number): Place {
  return {
    ...{ scope, from: new Date(now.getTime() - days * DAY_MS).toISOString() },
    ...{ until: now.toISOString(), part: 0, page: 1, ofPart: null, after: '' },
    ...{ done: 0, total: 0, isComplete: false },
  };
}

/** Shipped orders first, from the oldest; then what was cancelled, which Linnworks lists by itself. */
export function partsOf({ from, until }: Pick<Place, 'from' | 'until'>): Part[] {
  const end = Date.parse(until);
  const parts: Part[] = [];
  for (const by of ['processed', 'cancelled'] as const)
    for (let start = Date.parse(from); start < end; start += WINDOW_MS)
      parts.push({ by, from: new Date(start), to: new Date(Math.min(end, start + WINDOW_MS)) });
  return parts;
}

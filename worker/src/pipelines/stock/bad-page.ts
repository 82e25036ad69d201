import { ConnectorError } from '../../domain/connector-error.ts';
import type { StockItem, StockPage, UnreadableStock } from '../../domain/stock.ts';
import type { Pace } from './pace.ts';
import type { StockDeps } from './stock-deps.ts';

/** Items that no read brought, by their places in Linnworks' list, counted from 1. */
export interface UnreadPlaces {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export interface PartlyRead extends StockPage {
  readonly unread: readonly UnreadPlaces[];
}

/** A page of 200 is read again as pages of twenty, and a bad one of these item by item. */
const PIECES = [20, 1] as const;
/** So many bad ones of a size, and the rest is not asked: it is not one item that is bad. */
const MOST_BAD = 3;
const LONGEST_REASON = 200;

/** Failures that may be about what is on the page: an answer that is none, a server that breaks on it. */
const OF_A_PAGE: readonly string[] = ['LW_REPLY_UNREADABLE', 'LW_UNAVAILABLE', 'LW_NO_REPLY'];

export function isAboutPage(error: unknown): error is ConnectorError {
  return (
    error instanceof ConnectorError &&
    OF_A_PAGE.includes(error.code) &&
    error.context['notSent'] !== true
  );
}

export const isUnreadable = (error: unknown): error is ConnectorError =>
  error instanceof ConnectorError && error.code === 'LW_REPLY_UNREADABLE';

interface Found {
  readonly items: StockItem[];
  readonly unreadable: UnreadableStock[];
  readonly unread: UnreadPlaces[];
  rows: number;
  isLast: boolean;
}

interface Range {
  /** Items before the range. */
  readonly after: number;
  readonly upTo: number;
}

/** Reads a range in pages of a size; what is bad in smaller ones, down to a single item. */
async function readRange(
  deps: StockDeps,
  pace: Pace,
  { after, upTo }: Range,
  [size, ...smaller]: readonly number[],
  found: Found,
): Promise<void> {
  if (size === undefined) return;
  let bad = 0;
  for (let start = after; start < upTo && !found.isLast; start += size) {
    const end = Math.min(start + size, upTo);
    try {
      await pace.turn(deps.stopping);
      const page = await deps.linnworks.stockPage(start / size + 1, size);
      found.items.push(...page.items);
      found.unreadable.push(...page.unreadable);
      found.rows += page.rows;
      found.isLast = page.isLast;
    } catch (error) {
      if (!isAboutPage(error) || (found.rows === 0 && !isUnreadable(error))) throw error;
      bad += 1;
      const reason = error.message.slice(0, LONGEST_REASON);
      if (smaller.length > 0)
        await readRange(deps, pace, { after: start, upTo: end }, smaller, found);
      else found.unread.push({ from: start + 1, to: end, reason });
      if (bad < MOST_BAD || end === upTo) continue;
      found.unread.push({ from: end + 1, to: upTo, reason });
      return;
    }
  }
}

/** Places next to each other are one. */
function joined(places: readonly UnreadPlaces[]): UnreadPlaces[] {
  const all: UnreadPlaces[] = [];
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && place.from === last.to + 1)
      all.splice(-1, 1, { ...last, to: place.to });
    else all.push(place);
  }
  return all;
}

/**
 * Reads a page that cannot be read as a whole in ever smaller pieces, so that one bad item hides no other.
 * @param total items that Linnworks counts; null when it does not.
 * @throws ConnectorError when it is not about this page: nothing of it can be read because Linnworks is down.
 */
export async function readInPieces(
  deps: StockDeps,
  pace: Pace,
  range: { page: number; perPage: number; total: number | null },
): Promise<PartlyRead> {
  const { page, perPage, total } = range;
  const after = (page - 1) * perPage;
  const upTo = Math.min(page * perPage, total ?? Infinity);
  const found: Found = { items: [], unreadable: [], unread: [], rows: 0, isLast: false };
  await readRange(deps, pace, { after, upTo: Math.max(upTo, after + 1) }, PIECES, found);
  return { ...found, unread: joined(found.unread) };
}

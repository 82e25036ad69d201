import { z } from 'zod';
import {
  hasStartedPicking,
  type ObservedLine,
  type ObservedOrder,
} from '../domain/observed-order.ts';

/** What a person wants cancelled of one line: by SKU, or by the number of the line (its OrderItem). */
const wishedLine = z.object({
  sku: z.string().min(1).nullish(),
  lineNumber: z.union([z.string(), z.number()]).nullish(),
  /** All pieces when left out. */
  quantity: z.number().int().positive().nullish(),
});
const detailSchema = z.looseObject({ lines: z.array(wishedLine).min(1) });
export type WishedLine = z.infer<typeof wishedLine>;

/** The lines that a cancellation names; null when it is about the whole order. */
export function wishedLines(detail: unknown): WishedLine[] | null {
  if (typeof detail !== 'string') return null;
  try {
    const read = detailSchema.safeParse(JSON.parse(detail));
    return read.success ? read.data.lines : null;
  } catch {
    return null;
  }
}

/** Detail that speaks of lines but cannot be read must not cancel the whole order. */
export const namesLines = (detail: unknown): boolean =>
  typeof detail === 'string' && /"lines"\s*:\s*\[\s*[^\s\]]/.test(detail);

/** Pieces that are left on each row, by row id: a repeat sets the same numbers again. */
export type Cut = Readonly<Record<string, number>>;
export type CutPlan =
  | { readonly ok: true; readonly cut: Cut; readonly what: string }
  | { readonly ok: false; readonly why: string };

function isMeant(line: ObservedLine, { sku, lineNumber }: WishedLine): boolean {
  if (lineNumber !== null && lineNumber !== undefined) {
    const number = String(lineNumber);
    // A record id may come in its 15 or its 18 characters.
    const own = line.itemNumber ?? '';
    return line.rowId === number.toLowerCase() || own === number || own.slice(0, 15) === number;
  }
  return sku?.toLowerCase() === line.sku?.toLowerCase();
}

/** Takes the pieces from the open parts whose goods are still on the shelf; all of the wish, or nothing of it. */
export function planCut(orders: readonly ObservedOrder[], wishes: readonly WishedLine[]): CutPlan {
  const cut = new Map<string, number>();
  const what: string[] = [];
  for (const wish of wishes) {
    const name = String(wish.lineNumber ?? wish.sku ?? '');
    const all = orders.flatMap((order) =>
      order.lines.filter((line) => isMeant(line, wish)).map((line) => ({ order, line })),
    );
    if (all.length === 0) return { ok: false, why: `Linnworks has no open line ${name}.` };
    const free = all.filter(({ order }) => !hasStartedPicking(order));
    const left = (line: ObservedLine) => cut.get(line.rowId) ?? line.quantity;
    const most = free.reduce((sum, { line }) => sum + left(line), 0);
    const asked = wish.quantity ?? all.reduce((sum, { line }) => sum + left(line), 0);
    if (asked > most && free.length < all.length)
      return { ok: false, why: `Too late: ${name} is already picked.` };
    if (asked > most)
      return { ok: false, why: `Only ${most} pieces of ${name} are open in Linnworks.` };
    let rest = asked;
    for (const { line } of free) {
      const taken = Math.min(rest, left(line));
      if (taken > 0) cut.set(line.rowId, left(line) - taken);
      rest -= taken;
    }
    what.push(`${asked} × ${free[0]?.line.sku ?? name}`);
  }
  return { ok: true, cut: Object.fromEntries(cut), what: what.join(', ') };
}

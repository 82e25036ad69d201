import { ConnectorError } from '../domain/connector-error.ts';
import { toMinor } from '../domain/money.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job } from '../domain/ports.ts';
import type { Link } from '../domain/tables.ts';
import type { Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import { noteOwnFacts } from './note-own-facts.ts';
import { planCut, type Cut, type WishedLine } from './plan-cut.ts';
import { withQuantity, type SentParts } from './sent-parts.ts';

interface Wish {
  readonly job: Job;
  readonly lines: readonly WishedLine[];
  readonly note: string;
  readonly linnworksIds: readonly string[];
  readonly link: Link | undefined;
}

interface Kept {
  readonly cut: Cut;
  readonly what: string;
  /** Pieces that are taken out, by Linnworks order. */
  readonly pieces: Readonly<Record<string, number>>;
  /** Of every row that is cut, for a repeat that finds it gone. */
  readonly rows: Readonly<Record<string, { linnworksId: string; itemNumber: string | null }>>;
}

const rest = (line: { rowId: string; quantity: number }, cut: Cut): number =>
  cut[line.rowId] ?? line.quantity;

function toKept(open: readonly ObservedOrder[], cut: Cut, what: string): Kept {
  const rows = open.flatMap(({ linnworksId, lines }) =>
    lines.map(({ rowId, itemNumber }) => [rowId, { linnworksId, itemNumber }] as const),
  );
  const pieces = open.map(({ linnworksId, lines }) => {
    const taken = lines.reduce((sum, line) => sum + line.quantity - rest(line, cut), 0);
    return [linnworksId, taken] as const;
  });
  return {
    ...{ cut, what, pieces: Object.fromEntries(pieces.filter(([, taken]) => taken > 0)) },
    rows: Object.fromEntries(rows.filter(([rowId]) => rowId in cut)),
  };
}

/** The plan is stored before the first call: a repeat sets the same numbers, whatever happened in between. */
function planKey({ job }: Wish): string {
  const { requestId } = job.data;
  return `cut:${typeof requestId === 'string' ? requestId : job.id}`;
}

async function look({ linnworks }: PipelineDeps, ids: readonly string[]): Promise<ObservedOrder[]> {
  return ids.length === 0 ? [] : linnworks.ordersById(ids);
}

const isOpen = ({ isProcessed }: ObservedOrder): boolean => !isProcessed;

/** Cuts one open order; where nothing is left of its goods it is cancelled as a whole. */
async function cutOrder(
  { linnworks }: PipelineDeps,
  order: ObservedOrder,
  { cut, rows }: Kept,
  note: string,
): Promise<string | null> {
  const { linnworksId, locationId } = order;
  const lines = order.lines.filter(({ rowId }) => rowId in cut);
  if (!Object.values(rows).some((row) => row.linnworksId === linnworksId)) return null;
  const goods = order.lines.filter(({ isService }) => !isService);
  if (goods.every((line) => rest(line, cut) === 0))
    return linnworks.cancelOrder({ linnworksId, locationId, note });
  for (const line of lines) {
    const left = rest(line, cut);
    if (left === 0) await linnworks.removeLine({ linnworksId, locationId }, line.rowId);
    else if (left !== line.quantity)
      await linnworks.updateLine({ linnworksId, locationId }, line.rowId, { Qty: left });
  }
  await linnworks.addNote([linnworksId], note);
  return null;
}

/** Whether the pieces are gone from what is open or shipped now. */
function isCut(orders: readonly ObservedOrder[], cut: Cut): boolean {
  return orders
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ lines }) => lines)
    .every((line) => line.quantity <= rest(line, cut));
}

async function keep(deps: PipelineDeps, link: Link): Promise<void> {
  await deps.store.transaction((tx) => deps.tables.links.put(tx, [link]));
}

/** What was cancelled is what is expected from now on: the pieces, and the total that Linnworks makes of them. */
function afterCut(
  link: Link,
  now: readonly ObservedOrder[],
  { cut, rows }: Kept,
  key: string,
): Link {
  let sentParts: SentParts = link.sentParts;
  for (const [rowId, { itemNumber }] of Object.entries(rows))
    if (itemNumber !== null) sentParts = withQuantity(sentParts, itemNumber, cut[rowId] ?? 0);
  sentParts = Object.fromEntries(Object.entries(sentParts).filter(([part]) => part !== key));
  const original = now.find(({ linnworksId }) => linnworksId === link.linnworksId);
  const { currency } = link;
  if (original === undefined || original.isCancelled || currency === null)
    return { ...link, sentParts };
  return { ...link, sentParts, expectedTotal: toMinor(original.totals.total, currency) };
}

/** That pieces were taken out shows on their orders; once, for the plan goes in the same transaction. */
async function settle(
  deps: PipelineDeps,
  now: readonly ObservedOrder[],
  { pieces }: Kept,
  link: Link,
): Promise<void> {
  await noteOwnFacts(
    deps,
    now.filter(({ linnworksId }) => linnworksId in pieces),
    (own, id) => ({ ...own, cancelledPieces: own.cancelledPieces + (pieces[id] ?? 0) }),
    (tx) => deps.tables.links.put(tx, [link]),
  );
}

function tooLateAnswer(job: Job, orders: readonly ObservedOrder[]): Answer {
  const failed = (result: string): Answer => ({ job, status: 'Failed', result });
  if (orders.length === 0)
    return failed('The order is not in Linnworks: take the lines off the order in Salesforce.');
  const numbers = orders.map(({ number }) => number).join(', ');
  return orders.every(({ isCancelled }) => isCancelled)
    ? failed(`Linnworks order ${numbers} is cancelled already.`)
    : failed(`Too late: Linnworks order ${numbers} is already shipped.`);
}

/**
 * Cancels lines, or pieces of them, of an order that is still on the shelf, and looks again: all of the wish or nothing,
 * one clear answer.
 * @throws ConnectorError when a system is away; the next run goes on with the same plan.
 */
export async function cancelLines(deps: PipelineDeps, wish: Wish): Promise<Answer> {
  const { job, link } = wish;
  const failed = (result: string): Answer => ({ job, status: 'Failed', result });
  const seen = await look(deps, wish.linnworksIds);
  const key = planKey(wish);
  const stored = link?.sentParts[key];
  let plan = stored === undefined ? null : (JSON.parse(stored) as Kept);
  const open = seen.filter(isOpen);
  if (plan === null) {
    if (open.length === 0 || link === undefined) return tooLateAnswer(job, seen);
    const planned = planCut(open, wish.lines);
    if (!planned.ok) return failed(planned.why);
    plan = toKept(open, planned.cut, planned.what);
    await keep(deps, { ...link, sentParts: { ...link.sentParts, [key]: JSON.stringify(plan) } });
  }
  const { cut, what } = plan;
  const refusals: string[] = [];
  for (const order of open)
    try {
      refusals.push((await cutOrder(deps, order, plan, wish.note)) ?? '');
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'data') throw error;
      refusals.push(error.message);
    }
  const now = await look(deps, wish.linnworksIds);
  const done = isCut(now, cut);
  if (link && done) await settle(deps, now, plan, afterCut(link, now, plan, key));
  if (done) return { job, status: 'Done', result: `Cancelled in Linnworks: ${what}.` };
  if (now.every((order) => !isOpen(order))) return tooLateAnswer(job, now);
  return failed(`Linnworks did not cancel ${what}. ${refusals.join(' ')}`.trim());
}

import { ENDS } from '../../domain/order-state.ts';
import type { Link } from '../../domain/tables.ts';
import type { PipelineDeps } from '../deps.ts';
import { IMPORTED_LINES } from '../order-link.ts';

/** Whoever edits an order so soon after it has left wants to hear that it is too late. */
const JUST_SHIPPED_MS = 3 * 24 * 60 * 60_000;

/** Newest modification by id. */
export type Stamps = ReadonlyMap<string, string>;

/** Saved later than anything that the order was mapped from. */
const isLater = (stamp: string | undefined, { read }: Link): boolean =>
  stamp !== undefined && (read === undefined || Date.parse(stamp) > Date.parse(read.stamp));

const isSent = ({ linnworksId, sentParts }: Link): boolean =>
  linnworksId !== null && sentParts[IMPORTED_LINES] === undefined;

/** An order that was sent and may have been edited since. */
export interface EditedOrder {
  readonly link: Link;
  /** It has left the warehouse: nothing of it can be changed any more. */
  readonly isOver: boolean;
}

async function editedThemselves(
  { tables, clock }: Pick<PipelineDeps, 'tables' | 'clock'>,
  orders: Stamps,
): Promise<EditedOrder[]> {
  const links = [...(await tables.links.byOrder([...orders.keys()])).values()];
  const later = links.filter(
    (link) => isSent(link) && isLater(orders.get(link.salesforceOrderId), link),
  );
  const last = await tables.orders.get(later.flatMap(({ linnworksId }) => linnworksId ?? []));
  const since = clock.now().getTime() - JUST_SHIPPED_MS;
  return later.flatMap((link): EditedOrder[] => {
    const seen = last.get(link.linnworksId ?? '');
    const isOver = seen !== undefined && ENDS.includes(seen.seen);
    const isLongOver = isOver && (seen.seen !== 'Shipped' || Date.parse(seen.observedAt) < since);
    return isLongOver ? [] : [{ link, isOver }];
  });
}

/**
 * Orders that are in Linnworks and were saved after they were read, or of which a record was that they were mapped from.
 * Costs no call.
 */
export async function editedOrders(
  deps: Pick<PipelineDeps, 'tables' | 'clock'>,
  orders: Stamps,
  records: Stamps,
): Promise<EditedOrder[]> {
  const own = await editedThemselves(deps, orders);
  const known = new Set(own.map(({ link }) => link.salesforceOrderId));
  const others = (await deps.tables.links.openReadFrom([...records.keys()])).filter(
    (link) =>
      isSent(link) &&
      !known.has(link.salesforceOrderId) &&
      link.read?.ids.some((id) => isLater(records.get(id), link)),
  );
  return [...own, ...others.map((link) => ({ link, isOver: false }))];
}

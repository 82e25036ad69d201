import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type {
  ChannelAddress,
  ChannelOrder,
  CustomerUpdate,
  SoldOrder,
} from '../domain/linnworks-port.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import { linnworksOrderSchema } from '../wire/linnworks-order.ts';
import { channelSaleSchema, toChannelSale } from '../wire/to-channel-sale.ts';
import { toObservedOrder } from '../wire/to-observed-order.ts';
import type { LinnworksClient } from './client.ts';
import type { ManyIds } from './many-ids.ts';

const idsSchema = z.array(z.unknown());
const idSchema = z.guid().toLowerCase();
const detailsSchema = z.array(z.unknown()).nullable();

/** Orders that can be read; one unreadable order never hides the others. */
function readable(rows: readonly unknown[], observedAt: Date): ObservedOrder[] {
  return rows.flatMap((row) => {
    const parsed = linnworksOrderSchema.safeParse(row);
    return parsed.success ? [toObservedOrder(parsed.data, observedAt)] : [];
  });
}

/** POST Orders/CreateOrders: at most 20 orders, the location by name. */
export async function createOrders(
  client: LinnworksClient,
  locationName: string,
  orders: readonly ChannelOrder[],
): Promise<string[]> {
  const ids = await client.call('createOrders', { orders, location: locationName }, idsSchema);
  return ids.flatMap((id) => idSchema.safeParse(id).data ?? []);
}

/**
 * POST Orders/GetOrdersById, many ids in a call. What a reply leaves out is asked for once more before it counts as gone.
 */
export async function ordersById(
  client: LinnworksClient,
  clock: Clock,
  ids: readonly string[],
  many: ManyIds,
): Promise<ObservedOrder[]> {
  const ask = (some: readonly string[]) =>
    many.read(some, async (pkOrderIds) => {
      const observedAt = clock.now();
      const rows = await client.call('getOrdersById', { pkOrderIds }, detailsSchema);
      return readable(rows ?? [], observedAt);
    });
  const found = await ask(ids);
  const seen = new Set(found.map(({ linnworksId }) => linnworksId));
  const missing = ids.filter((id) => !seen.has(id.toLowerCase()));
  return missing.length === 0 ? found : [...found, ...(await ask(missing))];
}

/** POST Orders/GetOrdersById, with what is personal in it. */
export function soldOrders(
  client: LinnworksClient,
  clock: Clock,
  ids: readonly string[],
  many: ManyIds,
): Promise<SoldOrder[]> {
  return many.read(ids, async (pkOrderIds) => {
    const observedAt = clock.now();
    const rows = await client.call('getOrdersById', { pkOrderIds }, detailsSchema);
    return (rows ?? []).flatMap((row): SoldOrder[] => {
      const [order] = readable([row], observedAt);
      const reply = channelSaleSchema.safeParse(row);
      return order && reply.success ? [{ order, sale: toChannelSale(reply.data, order) }] : [];
    });
  });
}

/** GET Orders/GetOrderDetailsByReferenceId: open and processed, at most 50. */
export async function ordersByReference(
  client: LinnworksClient,
  clock: Clock,
  reference: string,
): Promise<ObservedOrder[]> {
  const observedAt = clock.now();
  const rows = await client.call('findByReference', { ReferenceId: reference }, detailsSchema);
  return readable(rows ?? [], observedAt).filter((order) => order.reference === reference);
}

/** POST Orders/CancelOrder. `refund` must be in the body, or the call is refused as invalid. */
export async function cancelOrder(
  client: LinnworksClient,
  order: { linnworksId: string; locationId: string; note: string },
): Promise<string | null> {
  const body = {
    orderId: order.linnworksId,
    fulfilmentCenter: order.locationId,
    refund: 0,
    note: order.note,
  };
  const answer = await client.call('cancelOrder', body, z.unknown());
  return typeof answer === 'string' && answer.trim() !== '' ? answer : null;
}

/** The vendor's CustomerAddress has no fields to match a country by. Source: 1.0 orders specification. */
function toCustomerAddress(address: ChannelAddress): Partial<ChannelAddress> {
  const sent: Partial<ChannelAddress> = { ...address };
  delete sent.MatchCountryCode;
  delete sent.MatchCountryName;
  return sent;
}

/** POST Orders/SetOrderCustomerInfo. */
export async function updateCustomer(
  client: LinnworksClient,
  linnworksId: string,
  info: CustomerUpdate,
): Promise<void> {
  const body = {
    orderId: linnworksId,
    info: {
      ChannelBuyerName: info.buyerName,
      Address: toCustomerAddress(info.address),
      BillingAddress: toCustomerAddress(info.billingAddress),
    },
    saveToCrm: false,
  };
  await client.call('setCustomerInfo', body, z.unknown());
}

const notesSchema = z.array(z.looseObject({ Note: z.string().nullish() })).nullable();

/**
 * POST Orders/AddOrdersNote. It appends, so a note that is there already (its reply was lost) is not added again.
 * Source of the question: GET Orders/GetOrderNotes.
 */
export async function addNote(
  client: LinnworksClient,
  linnworksIds: readonly string[],
  note: string,
): Promise<void> {
  const OrderIds: string[] = [];
  for (const orderId of linnworksIds) {
    const notes = await client.call('orderNotes', { orderId }, notesSchema);
    if (!(notes ?? []).some(({ Note }) => Note?.trim() === note.trim())) OrderIds.push(orderId);
  }
  if (OrderIds.length === 0) return;
  const body = { OrderIds, NoteText: note, IsInternal: false, IsProcessingNote: false };
  await client.call('addOrdersNote', body, z.unknown());
}

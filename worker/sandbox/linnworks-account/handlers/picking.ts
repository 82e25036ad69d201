import { codedBadRequest } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isProcessed, type Order } from '../state/order.ts';
import { pickState, waveState, type PickWave } from '../warehouse/pick-waves.ts';
import { WAREHOUSE_USER } from '../warehouse/steps.ts';
import { typed, type Call, type Handlers } from './handler.ts';

interface Query {
  readonly state?: string;
  readonly locationId?: string;
  readonly detailLevel?: string;
}

const piecesOf = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + (line.isService ? 0 : line.quantity), 0);

const header = (wave: PickWave): object => ({
  PickingWaveId: wave.id,
  State: waveState(wave),
  LocationId: wave.locationId,
  UserId: 1,
  EmailAddress: WAREHOUSE_USER,
  CreatedDate: wave.createdAt,
  StartTime: wave.createdAt,
  EndTime: wave.endedAt,
  OrderCount: wave.orders.length,
  ItemCount: wave.orders.reduce((sum, { order }) => sum + piecesOf(order), 0),
  ItemsPicked: wave.orders.reduce(
    (sum, { order, picked }) => sum + (picked ? piecesOf(order) : 0),
    0,
  ),
  OrdersPicked: wave.orders.filter(({ picked }) => picked).length,
  AccumulatedInProgressSeconds: 0,
  GroupType: 'Orders',
});

function waveOrder(wave: PickWave, entry: PickWave['orders'][number], n: number): object {
  const { order, picked } = entry;
  return {
    PickingWaveOrdersRowId: wave.id * 100 + n,
    PickingWaveId: wave.id,
    OrderId: order.number,
    OrderId_Guid: order.id,
    PickState: pickState(entry),
    SortOrder: n,
    ItemCount: piecesOf(order),
    PickedItemsCount: picked ? piecesOf(order) : 0,
    IsProcessed: isProcessed(order),
    IsCancelled: isCancelled(order),
    IsOnHold: order.isOnHold,
    IsLocked: order.isLocked,
    IsPaid: order.status === 1,
    Items: order.lines
      .filter((line) => line.stockItemId !== null)
      .map((line, row) => ({
        PickingWaveItemsRowId: wave.id * 10_000 + n * 100 + row,
        PickingWaveId: wave.id,
        OrderId: order.number,
        OrderItemRowId: line.rowId,
        StockItemId: line.stockItemId,
        ToPickQuantity: line.quantity,
        PickedQuantity: picked ? line.quantity : 0,
        ItemState: 'Normal',
        SortOrder: row,
        OrderSortOrder: n,
      })),
  };
}

/** @throws Refusal 400 when no argument is given at all. */
function wavesFor(query: Query, { account }: Call): PickWave[] {
  if (Object.keys(query).length === 0)
    throw codedBadRequest("'request' parameter is missing. ", '-');
  return account.waves
    .all()
    .filter((wave) => query.state === undefined || waveState(wave) === query.state)
    .filter((wave) => query.locationId === undefined || wave.locationId === query.locationId);
}

function skusOf(account: Account, waves: readonly PickWave[]): object[] {
  const ids = new Set(
    waves.flatMap(({ orders }) =>
      orders.flatMap(({ order }) => order.lines.map((line) => line.stockItemId)),
    ),
  );
  return [...ids].flatMap((id) => {
    const item = account.stock.byId(id ?? '');
    return item
      ? [
          {
            SKU: item.sku,
            StockItemId: item.id,
            ItemTitle: item.title,
            Barcode: item.barcode,
            Identifiers: [],
          },
        ]
      : [];
  });
}

/** Pick waves. They have no dates to filter by; orders are only in the detailed read. */
export const PICKING: Handlers = {
  'Picking/GetAllPickingWaveHeaders': typed<Query>((query, call) => ({
    PickwaveHeaders: wavesFor(query, call).map((wave) => ({ ...header(wave), Orders: [] })),
  })),

  'Picking/GetAllPickingWaves': typed<Query>((query, call) => {
    const waves = wavesFor(query, call);
    return {
      PickingWaves: waves.map((wave) => ({
        ...header(wave),
        Orders: wave.orders.map((entry, n) => waveOrder(wave, entry, n)),
      })),
      Skus: skusOf(call.account, waves),
      Bins: [],
    };
  }),
};

import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type { Linnworks } from '../domain/linnworks-port.ts';
import type { Logger } from '../domain/ports.ts';
import type { LinnworksReturns } from '../domain/returns-port.ts';
import type { LinnworksClient } from './client.ts';
import { DeltaRoute } from './delta-route.ts';
import {
  addNote,
  cancelOrder,
  createOrders,
  ordersById,
  ordersByReference,
  soldOrders,
  updateCustomer,
} from './orders.ts';
import { orderEdits } from './order-edits.ts';
import { cancelReasons, pickWaves, relations } from './order-annexes.ts';
import { changedByV1, finishedOrders, openOrderIds } from './orders-delta-v1.ts';
import { changedByV2, probeV2 } from './orders-delta-v2.ts';
import { parcels, trackingUrls } from './parcels.ts';
import { bookRefund, bookReturn, refundOptions, returnOptions } from './book-returns.ts';
import { returnCategories, returnRows, returnsOf } from './returns.ts';
import { stockReads } from './stock-items.ts';
import { ManyIds } from './many-ids.ts';
import { SoldOnce } from './sold-once.ts';
import { stockPage } from './stock.ts';
import {
  currencyRates,
  knownSkus,
  locations,
  paymentMethods,
  shippingServices,
} from './reference-data.ts';

export interface AccountOptions {
  readonly client: LinnworksClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Our channel name, as the settings say at the moment. */
  readonly source: () => string;
  /** Orders of other channels are wanted too. */
  readonly isOthersToo?: () => boolean;
}

const idOf = ({ id }: { readonly id: string }): string => id;

function returnCalls(client: LinnworksClient): LinnworksReturns {
  return {
    returnRows: (history, date, from, to) => returnRows(client, history, date, from, to),
    returnsOf: (id) => returnsOf(client, id),
    returnOptions: (id) => returnOptions(client, id),
    refundOptions: (id) => refundOptions(client, id),
    returnCategories: () => returnCategories(client),
    bookReturn: (booking) => bookReturn(client, booking),
    bookRefund: (booking) => bookRefund(client, booking),
  };
}

/** The account behind the `Linnworks` port. */
export function createLinnworks(options: AccountOptions): Linnworks {
  const { client, clock, log } = options;
  const route = new DeltaRoute(clock, log);
  const sold = new SoldOnce();
  // Each endpoint has a limit of its own.
  const [many, manyParcels, manyUrls] = [new ManyIds(), new ManyIds(), new ManyIds()];
  return {
    createOrders: (locationName, orders) => createOrders(client, locationName, orders),
    ordersById: (ids) => ordersById(client, clock, ids, many),
    soldOrders: (ids) => soldOrders(client, clock, ids, many),
    ordersByReference: (reference) => ordersByReference(client, clock, reference),
    cancelOrder: (order) => cancelOrder(client, order),
    updateCustomer: (id, info) => updateCustomer(client, id, info),
    async changeShippingMethod(orderIds, shippingMethod) {
      await client.call('changeShippingMethod', { orderIds, shippingMethod }, z.unknown());
    },
    addNote: (ids, note) => addNote(client, ids, note),
    ...orderEdits(client),
    async *ordersChangedSince(since, told) {
      const context = { ...options, many, sold: told === undefined ? undefined : sold.of(told) };
      yield* route.pages({
        probe: () => probeV2(options),
        v2: () => changedByV2(context, since),
        v1: () => changedByV1(context, since, async () => (await locations(client)).map(idOf)),
      });
    },
    finishedOrders: (by, from, to, page) => finishedOrders(options, by, from, to, page),
    parcels: (ids) => parcels(client, ids, manyParcels),
    trackingUrls: (questions) => trackingUrls(client, questions, manyUrls),
    relations: (ids) => relations(client, ids),
    async openOrderIds() {
      return openOrderIds(options, (await locations(client)).map(idOf));
    },
    pickWaves: () => pickWaves(client),
    cancelReasons: (ids) => cancelReasons(client, ids),
    locations: () => locations(client),
    shippingServices: () => shippingServices(client),
    paymentMethods: () => paymentMethods(client),
    currencyRates: () => currencyRates(client),
    stockPage: (pageNumber, perPage) => stockPage(client, pageNumber, perPage),
    ...returnCalls(client),
    ...stockReads(client),
    knownSkus: (skus) => knownSkus(client, skus),
  };
}

import { ReturnRecords } from '../returns/return-records.ts';
import { PostalServices } from '../stock/postal-services.ts';
import { StockRoom } from '../stock/stock-room.ts';
import { PickWaves } from '../warehouse/pick-waves.ts';
import { createIds, type Ids } from './ids.ts';
import type { AuditEntry, Order } from './order.ts';
import { OrderBook } from './order-book.ts';

export interface Relation {
  readonly parentId: string;
  readonly childId: string;
  readonly parentNumber: number;
  readonly childNumber: number;
  readonly type: 'SPLIT' | 'MERGE' | 'RESEND' | 'EXCHANGE';
}

/** A v2 search with pages still to read. */
export interface DeltaSearch {
  readonly ids: readonly string[];
  readonly offset: number;
  readonly pageSize: number;
}

/** All that one account knows. Everything is in memory; `reset` of the control address makes a new one. */
export class Account {
  readonly clock: () => Date;
  readonly ids: Ids;
  readonly orders: OrderBook;
  readonly stock: StockRoom;
  readonly postalServices: PostalServices;
  readonly waves: PickWaves;
  readonly returns = new ReturnRecords();
  readonly relations: Relation[] = [];
  /** Line links made by hand: `source|subsource|channel sku`, lower case, to a stock item id. */
  readonly channelMappings = new Map<string, string>();
  /** The account setting that lets a merged order keep the extended properties of its parts. */
  readonly mergesProperties: boolean;
  /** Most orders of one page of the v2 delta. */
  largestPage = 500;
  /** By search token. */
  readonly deltaSearches = new Map<string, DeltaSearch>();

  constructor(clock: () => Date, seed: number, mergesProperties = false) {
    this.clock = clock;
    this.mergesProperties = mergesProperties;
    this.ids = createIds(seed);
    this.orders = new OrderBook(clock);
    this.waves = new PickWaves(clock);
    this.stock = new StockRoom(clock, this.ids);
    this.postalServices = new PostalServices(this.ids);
  }

  /** Writes a line into the order's audit trail and moves its last update. */
  note(order: Order, tag: string, text: string, by = 'API'): void {
    const entry: AuditEntry = { at: this.clock(), tag, text, by };
    order.audit.push(entry);
    this.orders.touch(order);
  }

  relationsOf(orderId: string): Relation[] {
    return this.relations.filter(
      ({ parentId, childId }) => parentId === orderId || childId === orderId,
    );
  }

  relate(type: Relation['type'], parent: Order, child: Order): void {
    this.relations.push({
      type,
      parentId: parent.id,
      childId: child.id,
      parentNumber: parent.number,
      childNumber: child.number,
    });
  }
}

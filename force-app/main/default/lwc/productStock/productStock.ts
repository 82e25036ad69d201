import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { startTimer } from 'c/refreshTimer';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import { ago, fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { LABELS as label } from './labels';
import { PRODUCT_STOCK } from './query';
import { readStock, totalOf, type Level, type Stock, type StockData } from './read';

const REFRESH_SECONDS = 30;
/** The sweep reads everything at least once an hour on the default settings: older figures deserve a word. */
const STALE_AFTER_MS = 60 * 60_000;

const signed = (quantity: number): string => (quantity > 0 ? `+${quantity}` : String(quantity));

/** On the product page: stock for each location as Linnworks counts it, what moved, and a button that asks again now. */
export default class ProductStock extends LightningElement {
  label = label;
  @api recordId: string | undefined;
  stock: Stock | null = null;
  failure: string | null = null;
  answer: string | null = null;
  access: Access = 'unknown';
  requestKeys: readonly string[] = [];
  isAsking = false;
  now = Date.now();
  private refresh: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(REFRESH_SECONDS, () => {
      this.now = Date.now();
      void this.refresh?.();
    });
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  get variables(): { productId: string } | undefined {
    return this.recordId === undefined ? undefined : { productId: this.recordId };
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  @wire(graphql, { query: PRODUCT_STOCK, variables: '$variables' })
  wiredStock({ data, errors, refresh }: GraphQLResult<StockData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      this.stock = readStock(data);
      this.failure = null;
      this.now = Date.now();
    } else if (errors) this.failure = errors[0]?.message ?? label.unknown;
  }

  /** What stands in place of the figures, if anything does. */
  get state(): string | null {
    if (this.access === 'none') return 'no-permission';
    if (this.failure !== null && this.stock === null) return 'error';
    if (this.stock === null) return 'loading';
    return this.stock.levels.length === 0 ? 'empty' : null;
  }
  get isShown(): boolean {
    return this.state === null;
  }
  get heading(): string {
    return this.state === 'empty' ? label.empty : '';
  }
  get text(): string {
    return this.state === 'empty' ? label.emptyText : '';
  }
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }

  get canAsk(): boolean {
    return this.access === 'act' && this.stock !== null;
  }

  get levels() {
    return (this.stock?.levels ?? []).map((level) => ({ ...level, marks: this.marksOf(level) }));
  }
  get total() {
    return totalOf(this.stock?.levels ?? []);
  }
  get read(): string {
    return fill(label.read, ago(this.oldestReading, this.now));
  }
  get isStale(): boolean {
    const oldest = this.oldestReading;
    return oldest !== undefined && this.now - new Date(oldest).getTime() > STALE_AFTER_MS;
  }

  get hasMovements(): boolean {
    return (this.stock?.movements.length ?? 0) > 0;
  }
  get movements() {
    return (this.stock?.movements ?? []).map((movement) => ({
      ...movement,
      change: signed(movement.quantity),
      when: ago(movement.at, this.now),
    }));
  }
  /** Oldest first, as a chart is read. */
  get quantities(): readonly number[] {
    return (this.stock?.movements ?? []).map(({ quantity }) => quantity).reverse();
  }
  get chartLabel(): string {
    const sum = this.quantities.reduce((total, quantity) => total + quantity, 0);
    return fill(label.chart, this.quantities.length, signed(sum));
  }

  handleTryAgain(): void {
    this.failure = null;
    void this.refresh?.();
  }

  async handleRefreshNow(): Promise<void> {
    this.answer = label.asking;
    this.isAsking = true;
    try {
      const key = await createSyncRequest('Refresh', { productId: this.recordId ?? null });
      this.requestKeys = [...this.requestKeys, key];
    } catch (error) {
      this.isAsking = false;
      this.answer = reasonOf(error, label.unknown);
    }
  }

  handleAnswer({ detail }: CustomEvent<RequestState>): void {
    this.isAsking = false;
    this.answer = detail.status === 'Late' ? label.late : detail.result;
    void this.refresh?.();
  }

  /** The figure that was read longest ago says how far all of them can be trusted. */
  private get oldestReading(): string | undefined {
    const there = (this.stock?.levels ?? []).filter(({ isMissing }) => !isMissing);
    return there
      .map(({ observed }) => observed)
      .filter(Boolean)
      .sort()[0];
  }

  private marksOf(level: Level): string {
    const { available, minimum } = level;
    const marks: [boolean, string][] = [
      [level.isMissing, label.missing],
      [available < 0, label.oversold],
      [
        !level.isJustInTime && available >= 0 && available < minimum,
        fill(label.belowMinimum, minimum),
      ],
      [level.isJustInTime, label.justInTime],
      [level.kind === 'Composite', label.composite],
    ];
    return marks
      .filter(([isSo]) => isSo)
      .map(([, words]) => words)
      .join(' · ');
  }
}

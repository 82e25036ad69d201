import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { startTimer } from 'c/refreshTimer';
import { ago, badgeOf, fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import type { SyncError } from 'c/syncErrors';
import { healthOf } from './health';
import { LABELS as label } from './labels';
import { DASHBOARD } from './query';
import { readDashboard, type Dashboard, type DashboardData } from './read';

const REFRESH_SECONDS = 10;
const WHILE_WAITING_SECONDS = 2;

/** Sync status, errors and retries: the tab of the app. Everything comes from one query and is asked again by a timer. */
export default class SyncDashboard extends LightningElement {
  label = label;
  dashboard: Dashboard | null = null;
  failure: string | null = null;
  now = Date.now();
  answers: Readonly<Record<string, string>> = {};
  private pending = new Map<string, string[]>();
  private refresh: (() => Promise<void>) | undefined;
  private stopTimers: (() => void)[] = [];

  connectedCallback(): void {
    const whenDue = (): void => {
      this.now = Date.now();
      void this.refresh?.();
    };
    const whileWaiting = (): void => {
      if (this.pending.size > 0) whenDue();
    };
    this.stopTimers = [
      startTimer(REFRESH_SECONDS, whenDue),
      startTimer(WHILE_WAITING_SECONDS, whileWaiting),
    ];
  }

  disconnectedCallback(): void {
    this.stopTimers.forEach((stop) => stop());
  }

  @wire(graphql, { query: DASHBOARD })
  wiredDashboard({ data, errors, refresh }: GraphQLResult<DashboardData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      this.dashboard = readDashboard(data);
      this.failure = null;
      this.now = Date.now();
      this.noteAnswers();
    } else if (errors) this.failure = errors[0]?.message ?? label.unknown;
  }

  get isLoading(): boolean {
    return this.dashboard === null && this.failure === null;
  }

  get health() {
    return healthOf(this.dashboard, this.now);
  }
  get isNew(): boolean {
    return this.dashboard?.worker === null;
  }
  get healthTitle(): string {
    return this.health.title;
  }
  get healthText(): string {
    return this.health.text;
  }
  get healthIcon(): string {
    return this.health.icon;
  }
  get healthClass(): string {
    return `slds-box slds-box_small slds-m-horizontal_medium slds-grid slds-grid_vertical-align-center ${this.health.theme}`;
  }

  get hasStates(): boolean {
    return (this.dashboard?.states.length ?? 0) > 0;
  }
  get stateRows() {
    return (this.dashboard?.states ?? []).map(({ state, count }) => ({
      state,
      text: `${state} ${count}`,
      badge: badgeOf(state),
    }));
  }

  get errorsTitle(): string {
    return fill(label.errorsCount, this.dashboard?.errorCount ?? 0);
  }

  get hasNoOrders(): boolean {
    return this.dashboard?.orders.length === 0;
  }
  get orderRows() {
    return (this.dashboard?.orders ?? []).map((order) => ({
      ...order,
      title: fill(label.orderAndNumber, order.reference, order.number),
      url: order.orderId ? `/lightning/r/Order/${order.orderId}/view` : undefined,
      badge: badgeOf(order.state),
      age: ago(order.synced, this.now),
    }));
  }

  get hasBudgets(): boolean {
    return (this.dashboard?.worker?.budgets.length ?? 0) > 0;
  }
  get budgetRows() {
    return (this.dashboard?.worker?.budgets ?? []).map(({ name, used, limit, window }) => {
      const percent = Math.min(100, Math.round((used / Math.max(1, limit)) * 100));
      return {
        name,
        percent,
        text: fill(label.budget, used, limit, window),
        style: `width: ${percent}%`,
      };
    });
  }

  handleRefresh(): void {
    this.failure = null;
    void this.refresh?.();
  }

  async handleSyncNow(): Promise<void> {
    try {
      await createSyncRequest('SyncNow', {});
      this.toast(label.syncAsked, 'success');
    } catch (error) {
      this.toast(reasonOf(error, label.unknown), 'error');
    }
  }

  async handleRetry(event: CustomEvent<{ errors: SyncError[]; cause?: string }>): Promise<void> {
    const { errors, cause } = event.detail;
    const ids = errors.map(({ id }) => id);
    this.setAnswers(ids, '');
    try {
      const [first] = errors;
      const options =
        cause === undefined ? { orderId: first.orderId, errorId: first.id } : { causeKey: cause };
      this.pending.set(await createSyncRequest('Retry', options), ids);
      await this.refresh?.();
    } catch (error) {
      this.setAnswers(ids, reasonOf(error, label.unknown));
    }
  }

  private setAnswers(ids: readonly string[], text: string): void {
    this.answers = { ...this.answers, ...Object.fromEntries(ids.map((id) => [id, text])) };
  }

  /** The worker answers on the request record; until then the button stays busy. */
  private noteAnswers(): void {
    for (const { key, status, result } of this.dashboard?.answers ?? []) {
      const ids = this.pending.get(key);
      if (ids === undefined || !['Done', 'Failed'].includes(status)) continue;
      this.pending.delete(key);
      this.setAnswers(ids, result);
      this.toast(result, status === 'Done' ? 'success' : 'warning');
    }
  }

  private toast(title: string, variant: 'success' | 'warning' | 'error'): void {
    this.dispatchEvent(new ShowToastEvent({ title, variant }));
  }
}

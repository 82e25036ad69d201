import { LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import MANAGE_STREAMS from '@salesforce/customPermission/Linnworks_Manage_Streams';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { appPage, urlState } from 'c/appPage';
import { confirmAction } from 'c/confirmAction';
import { startTimer } from 'c/refreshTimer';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { ago, fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf, type RequestKind, type RequestOptions } from 'c/syncRequest';
import type { Stream } from 'c/syncStreams';
import { sentenceOf, type Sentence } from './health';
import { HEALTH } from './health-query';
import { LABELS as label } from './labels';
import {
  readHealth,
  readWork,
  type Health,
  type HealthData,
  type Work,
  type WorkData,
} from './read';
import { WORK } from './work-query';

const REFRESH_SECONDS = 10;
const CAUSES_ON_HOME = 5;
type StreamEvent = CustomEvent<{ stream: Stream }>;
type CauseEvent = CustomEvent<{ cause: string }>;

/** Home of the app: how everything is in one sentence, and all that stands behind it. Asked again by a timer. */
export default class SyncDashboard extends NavigationMixin(LightningElement) {
  label = label;
  health: Health | null = null;
  work: Work | null = null;
  failure = '';
  workFailed = false;
  access: Access = 'unknown';
  now = Date.now();
  pending: readonly string[] = [];
  busyCauses: readonly string[] = [];
  errorsUrl = '';
  agreementUrl = '';
  private causeOf = new Map<string, string>();
  private refreshHealth: (() => Promise<void>) | undefined;
  private refreshWork: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(REFRESH_SECONDS, () => {
      this.now = Date.now();
      void this.refreshHealth?.();
      void this.refreshWork?.();
    });
    void this.urlOf('Linnworks_Errors').then((url) => (this.errorsUrl = url));
    void this.urlOf('Linnworks_Reconciliation').then((url) => (this.agreementUrl = url));
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  @wire(graphql, { query: HEALTH })
  wiredHealth({ data, errors, refresh }: GraphQLResult<HealthData>): void {
    this.refreshHealth = refresh ?? this.refreshHealth;
    if (data) this.health = readHealth(data);
    if (data || errors) {
      this.failure = errors?.[0]?.message ?? '';
      this.now = Date.now();
    }
  }

  @wire(graphql, { query: WORK })
  wiredWork({ data, errors, refresh }: GraphQLResult<WorkData>): void {
    this.refreshWork = refresh ?? this.refreshWork;
    if (data) this.work = readWork(data);
    if (data || errors) this.workFailed = errors !== undefined;
  }

  get mayAct(): boolean {
    return this.access === 'act';
  }
  get mayPause(): boolean {
    return this.mayAct && MANAGE_STREAMS === true;
  }
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }
  get isShown(): boolean {
    return this.health !== null && this.access !== 'none';
  }
  get blockState(): StateName | null {
    if (this.access === 'none') return 'no-permission';
    if (this.isShown) return null;
    return this.failure === '' ? 'loading' : 'error';
  }
  get blockHeading(): string {
    return this.blockState === 'error' ? label.failed : '';
  }
  get isStale(): boolean {
    return this.failure !== '';
  }
  get isPartial(): boolean {
    return this.workFailed && this.failure === '';
  }
  get isNew(): boolean {
    return this.health?.worker === null;
  }

  get sentence(): Sentence | null {
    return this.health && sentenceOf(this.health, this.work?.errorCount ?? 0, this.now);
  }
  get sentenceClass(): string {
    const gone = this.sentence?.isUnmissable ? ' gone' : '';
    return `slds-box slds-box_small slds-m-bottom_small slds-grid slds-grid_vertical-align-center ${this.sentence?.theme}${gone}`;
  }
  get sentenceRole(): string {
    return this.sentence?.isUnmissable ? 'alert' : 'status';
  }
  get sentenceVariant(): string {
    return this.sentence?.isUnmissable ? 'inverse' : '';
  }
  get sentenceSize(): string {
    return this.sentence?.isUnmissable ? 'large' : 'small';
  }
  get headingClass(): string {
    return this.sentence?.isUnmissable ? 'slds-text-heading_large' : 'slds-text-heading_small';
  }

  get budgets() {
    return this.health?.worker?.budgets ?? [];
  }
  get errorsTitle(): string {
    return fill(label.errorsCount, this.work?.errorCount ?? 0);
  }
  get topCauses() {
    return (this.work?.causes ?? []).slice(0, CAUSES_ON_HOME);
  }
  get oldest() {
    const oldest = this.work?.oldest;
    return (
      oldest && {
        url: `/lightning/r/Order/${oldest.orderId}/view`,
        title: fill(label.orderNumber, oldest.number),
        age: fill(label.oldestText, ago(oldest.asked, this.now)),
      }
    );
  }

  handleRefresh(): void {
    void this.refreshHealth?.();
    void this.refreshWork?.();
  }
  handleSyncAll(): Promise<unknown> {
    return this.ask('SyncNow', {});
  }
  handleSync(event: StreamEvent): Promise<unknown> {
    return this.ask('SyncNow', { stream: event.detail.stream.key });
  }
  handleResume(event: StreamEvent): Promise<unknown> {
    return this.ask('Resume', { stream: event.detail.stream.key });
  }
  async handlePause({ detail: { stream } }: StreamEvent): Promise<void> {
    const isSure = await confirmAction(fill(label.pauseTitle, stream.name), label.pauseQuestion);
    if (isSure) await this.ask('Pause', { stream: stream.key });
  }

  handleShowCause({ detail: { cause } }: CauseEvent): void {
    this[NavigationMixin.Navigate](appPage('Linnworks_Errors', urlState({ cause })));
  }
  async handleRetryCause({ detail: { cause } }: CauseEvent): Promise<void> {
    this.busyCauses = [...this.busyCauses, cause];
    const key = await this.ask('Retry', { causeKey: cause });
    if (key === null) this.busyCauses = this.busyCauses.filter((one) => one !== cause);
    else this.causeOf.set(key, cause);
  }

  handleAnswer({ detail: state }: CustomEvent<RequestState>): void {
    if (state.status === 'Late') {
      this.toast(label.late, 'warning');
      return;
    }
    this.pending = this.pending.filter((key) => key !== state.key);
    const cause = this.causeOf.get(state.key);
    this.busyCauses = this.busyCauses.filter((one) => one !== cause);
    this.toast(state.result, state.status === 'Done' ? 'success' : 'warning');
    this.handleRefresh();
  }

  private async ask(kind: RequestKind, options: RequestOptions): Promise<string | null> {
    try {
      const key = await createSyncRequest(kind, options);
      this.pending = [...this.pending, key];
      this.toast(label.syncAsked, 'info');
      return key;
    } catch (error) {
      this.toast(reasonOf(error, label.unknown), 'error');
      return null;
    }
  }

  private urlOf(name: string): Promise<string> {
    return this[NavigationMixin.GenerateUrl](appPage(name));
  }

  private toast(title: string, variant: 'info' | 'success' | 'warning' | 'error'): void {
    this.dispatchEvent(new ShowToastEvent({ title, variant }));
  }
}

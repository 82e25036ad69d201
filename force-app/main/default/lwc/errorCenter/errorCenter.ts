import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { appPage, urlState } from 'c/appPage';
import type { ErrorRow } from 'c/errorTable';
import { startTimer } from 'c/refreshTimer';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import {
  filtersIn,
  FROM_THE_START,
  KINDS,
  listOf,
  pageVariables,
  STATUSES,
  type Filters,
} from './filters';
import { inTurn } from './in-turn';
import { LABELS as label } from './labels';
import { OVERVIEW } from './overview-query';
import { PAGE } from './page-query';
import { readOverview, readPage, type Overview, type OverviewData, type PageData } from './read';

const REFRESH_SECONDS = 15;
/** All errors: by state and by cause, filtered by the URL, each with what to do. */
export default class ErrorCenter extends NavigationMixin(LightningElement) {
  label = label;
  filters: Filters = filtersIn(null);
  overview: Overview | null = null;
  failure = '';
  overviewFailed = false;
  access: Access = 'unknown';
  now = Date.now();
  pending: readonly string[] = [];
  answers: Readonly<Record<string, string>> = {};
  busyCauses: readonly string[] = [];
  isRetryingShown = false;
  /** Ids of the rows that are ticked. */
  chosen: readonly string[] = [];
  /** Pages by the name they start before. */
  private pages = new Map<string, readonly ErrorRow[]>();
  private before = FROM_THE_START;
  rows: readonly ErrorRow[] = [];
  hasMore = false;
  isRead = false;
  private about = new Map<string, { ids: readonly string[]; cause?: string }>();
  private refreshPage: (() => Promise<void>) | undefined;
  private refreshOverview: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(REFRESH_SECONDS, () => this.handleRefresh());
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(CurrentPageReference)
  wiredAddress(page: PageReference | undefined): void {
    const before = this.filters;
    this.filters = filtersIn(page);
    if (listOf(before) !== listOf(this.filters)) this.startOver();
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  get pageVariables() {
    return pageVariables(this.filters, this.before);
  }
  @wire(graphql, { query: PAGE, variables: '$pageVariables' })
  wiredPage({ data, errors, refresh }: GraphQLResult<PageData>): void {
    this.refreshPage = refresh ?? this.refreshPage;
    if (data) {
      const { rows, hasMore } = readPage(data);
      this.pages.set(this.before, rows);
      this.rows = [...this.pages.values()].flat();
      this.hasMore = hasMore;
      this.isRead = true;
    }
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
    this.now = Date.now();
  }

  get overviewVariables() {
    // Only what can be solved is grouped by cause: solved errors may be a hundred thousand.
    return { status: this.isOpenTab ? this.filters.status : '-' };
  }
  @wire(graphql, { query: OVERVIEW, variables: '$overviewVariables' })
  wiredOverview({ data, errors, refresh }: GraphQLResult<OverviewData>): void {
    this.refreshOverview = refresh ?? this.refreshOverview;
    if (data) this.overview = readOverview(data);
    if (data || errors) this.overviewFailed = errors !== undefined;
  }

  get mayAct(): boolean {
    return this.access === 'act';
  }
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }
  get blockState(): StateName | null {
    if (this.access === 'none') return 'no-permission';
    if (this.isRead) return null;
    return this.failure === '' ? 'loading' : 'error';
  }
  get blockHeading(): string {
    return this.blockState === 'error' ? label.failed : '';
  }
  get isStale(): boolean {
    return this.failure !== '';
  }
  get isPartial(): boolean {
    return this.overviewFailed && this.failure === '';
  }

  get tabs() {
    return STATUSES.map((status) => {
      const isActive = status === this.filters.status;
      return {
        status,
        label: fill(label.tab, status, this.overview?.counts[status] ?? 0),
        pressed: String(isActive),
        className: `slds-button ${isActive ? 'slds-button_brand' : 'slds-button_neutral'}`,
      };
    });
  }
  get kindOptions() {
    return [
      { label: label.anyKind, value: '' },
      ...KINDS.map((kind) => ({ label: kind, value: kind })),
    ];
  }
  get isFiltered(): boolean {
    const { cause, kind, search } = this.filters;
    return [cause, kind, search].some((value) => value !== '');
  }

  /** Only what can be solved is worth grouping. */
  private get isOpenTab(): boolean {
    return this.filters.status === 'Open' || this.filters.status === 'Retrying';
  }
  get shownCauses() {
    const causes = this.overview?.causes ?? [];
    const { cause } = this.filters;
    return cause === '' ? causes : causes.filter((one) => one.cause === cause);
  }
  get showsCauses(): boolean {
    return (
      this.isOpenTab && this.shownCauses.length > 0 && !this.filters.kind && !this.filters.search
    );
  }
  get mayRetry(): boolean {
    return this.mayAct && this.isOpenTab;
  }
  get shownTitle(): string {
    return fill(this.hasMore ? label.shownOfMore : label.shown, this.rows.length);
  }
  /** The rows that are ticked; all that are shown where none is. */
  private get toRetry(): readonly ErrorRow[] {
    const ticked = this.rows.filter(({ id }) => this.chosen.includes(id));
    return ticked.length > 0 ? ticked : this.rows;
  }
  get mayRetryShown(): boolean {
    return this.mayRetry && (this.rows.length > 1 || this.chosen.length > 0);
  }
  get retryShownLabel(): string {
    const { toRetry } = this;
    const text = toRetry === this.rows ? label.retryShown : label.retryChosen;
    return fill(text, toRetry.length);
  }
  get isEmpty(): boolean {
    return this.rows.length === 0;
  }
  get emptyHeading(): string {
    return this.isFiltered ? label.nothingFound : fill(label.nothingHere, this.filters.status);
  }
  get emptyText(): string {
    return this.isFiltered ? label.nothingFoundText : label.nothingHereText;
  }

  handleRefresh(): void {
    this.now = Date.now();
    void this.refreshPage?.();
    void this.refreshOverview?.();
  }
  handleStatus(event: Event): void {
    const { status = 'Open' } = (event.currentTarget as HTMLElement).dataset;
    this.go({ status, cause: '', error: '' });
  }
  handleSearch(event: CustomEvent<{ value?: string }>): void {
    const search = (event.detail.value ?? (event.target as HTMLInputElement).value).trim();
    if (search !== this.filters.search) this.go({ search });
  }
  handleKind(event: CustomEvent<{ value: string }>): void {
    this.go({ kind: event.detail.value });
  }
  handleClear(): void {
    this.go({ cause: '', kind: '', search: '' });
  }
  handleShowCause(event: CustomEvent<{ cause: string }>): void {
    this.go({ cause: event.detail.cause });
  }
  handleOpen(event: CustomEvent<{ row: ErrorRow }>): void {
    this.go({ error: event.detail.row.id });
  }
  handleClose(): void {
    this.go({ error: '' });
  }
  handleMore(): void {
    this.before = this.rows.at(-1)?.name ?? FROM_THE_START;
  }

  async handleRetryCause({ detail: { cause } }: CustomEvent<{ cause: string }>): Promise<void> {
    this.busyCauses = [...this.busyCauses, cause];
    const ids = this.rows.filter((row) => row.cause === cause).map(({ id }) => id);
    await this.retry({ causeKey: cause }, { ids, cause });
  }
  handleChoose({ detail }: CustomEvent<{ row: ErrorRow; isChosen: boolean }>): void {
    const others = this.chosen.filter((id) => id !== detail.row.id);
    this.chosen = detail.isChosen ? [...others, detail.row.id] : others;
  }
  async handleRetry({ detail: { row } }: CustomEvent<{ row: ErrorRow }>): Promise<void> {
    await this.retryRow(row);
  }
  /** One request for each row: what is not on the screen is not touched. */
  async handleRetryShown(): Promise<void> {
    this.isRetryingShown = true;
    await inTurn(this.toRetry, (row) => this.retryRow(row));
    this.chosen = [];
    this.isRetryingShown = false;
  }

  handleAsked(event: CustomEvent<{ key: string; errorId: string }>): void {
    const { key, errorId } = event.detail;
    this.about.set(key, { ids: [errorId] });
    this.pending = [...this.pending, key];
  }

  handleAnswer({ detail: state }: CustomEvent<RequestState>): void {
    const about = this.about.get(state.key);
    if (state.status === 'Late') {
      this.setAnswers(about?.ids ?? [], label.late);
      return;
    }
    this.pending = this.pending.filter((key) => key !== state.key);
    this.busyCauses = this.busyCauses.filter((one) => one !== about?.cause);
    this.setAnswers(about?.ids ?? [], state.result);
    const variant = state.status === 'Done' ? 'success' : 'warning';
    this.dispatchEvent(new ShowToastEvent({ title: state.result, variant }));
    this.handleRefresh();
  }

  private retryRow({ id, orderId }: ErrorRow): Promise<void> {
    return this.retry({ errorId: id, orderId }, { ids: [id] });
  }

  private async retry(
    options: Parameters<typeof createSyncRequest>[1],
    about: { ids: readonly string[]; cause?: string },
  ): Promise<void> {
    this.setAnswers(about.ids, '');
    try {
      const key = await createSyncRequest('Retry', options);
      this.about.set(key, about);
      this.pending = [...this.pending, key];
    } catch (error) {
      this.busyCauses = this.busyCauses.filter((one) => one !== about.cause);
      this.setAnswers(about.ids, reasonOf(error, label.unknown));
    }
  }

  private setAnswers(ids: readonly string[], text: string): void {
    this.answers = { ...this.answers, ...Object.fromEntries(ids.map((id) => [id, text])) };
  }

  private startOver(): void {
    this.pages = new Map();
    this.before = FROM_THE_START;
    this.isRead = false;
    this.hasMore = false;
    this.chosen = [];
    this.rows = [];
  }

  /** The filters live in the URL alone. */
  private go(change: Partial<Filters>): void {
    const state = urlState({ ...this.filters, ...change });
    this[NavigationMixin.Navigate](appPage('Linnworks_Errors', state), true);
  }
}

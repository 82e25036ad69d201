import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { appPage, inUrl, urlState } from 'c/appPage';
import type { Difference } from 'c/differenceList';
import { startTimer } from 'c/refreshTimer';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { ago, fill, grouped } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { DIFFERENCES } from './differences-query';
import { LABELS as label } from './labels';
import {
  newestOf,
  readDifferences,
  readRuns,
  type DifferencesData,
  type Run,
  type RunsData,
} from './read';
import { RUNS } from './runs-query';

const REFRESH_SECONDS = 15;
const FROM_THE_START = 'ZZZZ';
const KINDS = ['Missing In Linnworks', 'Missing In Salesforce', 'Different'];
const TABS = [
  { name: 'all', label: label.all, kinds: KINDS, statuses: ['Open', 'Repairing'] },
  { name: 'there', label: label.missingThere, kinds: [KINDS[0]], statuses: ['Open', 'Repairing'] },
  { name: 'here', label: label.missingHere, kinds: [KINDS[1]], statuses: ['Open', 'Repairing'] },
  { name: 'different', label: label.different, kinds: [KINDS[2]], statuses: ['Open', 'Repairing'] },
  { name: 'repaired', label: label.repaired, kinds: KINDS, statuses: ['Repaired', 'Accepted'] },
];

/** Whether both systems agree, what differs, and the way to repair it. */
export default class Reconciliation extends NavigationMixin(LightningElement) {
  label = label;
  runs: readonly Run[] | null = null;
  rows: readonly Difference[] = [];
  hasMore = false;
  failure = '';
  differencesFailed = false;
  access: Access = 'unknown';
  now = Date.now();
  tab = 'all';
  pending: readonly string[] = [];
  answers: Readonly<Record<string, string>> = {};
  message = '';
  checkKey = '';
  private before = FROM_THE_START;
  private pages = new Map<string, readonly Difference[]>();
  private about = new Map<string, string>();
  private refreshRuns: (() => Promise<void>) | undefined;
  private refreshRows: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(REFRESH_SECONDS, () => this.handleRefresh());
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(CurrentPageReference)
  wiredAddress(page: PageReference | undefined): void {
    const name = inUrl(page, 'show');
    const tab = TABS.some((one) => one.name === name) ? name : 'all';
    if (tab === this.tab) return;
    this.tab = tab;
    this.pages = new Map();
    this.rows = [];
    this.before = FROM_THE_START;
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  @wire(graphql, { query: RUNS })
  wiredRuns({ data, errors, refresh }: GraphQLResult<RunsData>): void {
    this.refreshRuns = refresh ?? this.refreshRuns;
    if (data) this.runs = readRuns(data);
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
  }

  get variables() {
    const { kinds, statuses } = TABS.find(({ name }) => name === this.tab) ?? TABS[0];
    return { kinds, statuses, before: this.before };
  }
  @wire(graphql, { query: DIFFERENCES, variables: '$variables' })
  wiredDifferences({ data, errors, refresh }: GraphQLResult<DifferencesData>): void {
    this.refreshRows = refresh ?? this.refreshRows;
    if (data) {
      const { rows, hasMore } = readDifferences(data);
      this.pages.set(this.before, rows);
      this.rows = [...this.pages.values()].flat();
      this.hasMore = hasMore;
    }
    if (data || errors) this.differencesFailed = errors !== undefined;
  }

  get mayAct(): boolean {
    return this.access === 'act';
  }
  get mayRepair(): boolean {
    return this.mayAct && this.tab !== 'repaired';
  }
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }
  get isChecking(): boolean {
    return this.checkKey !== '';
  }
  get blockState(): StateName | null {
    if (this.access === 'none') return 'no-permission';
    if (this.runs !== null) return null;
    return this.failure === '' ? 'loading' : 'error';
  }
  get blockHeading(): string {
    return this.blockState === 'error' ? label.failed : '';
  }
  get isStale(): boolean {
    return this.failure !== '';
  }
  get isPartial(): boolean {
    return this.differencesFailed && this.failure === '';
  }
  get isNew(): boolean {
    return this.runs?.length === 0;
  }

  get cards() {
    return newestOf(this.runs ?? []).map((run) => ({
      ...run,
      claim: this.claimOf(run),
      badge: `slds-badge ${
        run.status === 'Complete' && run.unsolved === 0
          ? 'slds-theme_success'
          : 'slds-theme_warning'
      }`,
      time: run.finished === null ? '' : fill(label.checkedAt, ago(run.finished, this.now)),
      facts: [
        { label: label.agree, value: grouped(run.agree) },
        { label: label.missingThere, value: grouped(run.missingThere) },
        { label: label.missingHere, value: grouped(run.missingHere) },
        { label: label.different, value: grouped(run.different) },
        { label: label.repaired, value: grouped(run.repaired) },
      ],
    }));
  }
  /** What was not compared to the end is not claimed to agree. */
  private claimOf({ kind, status, agree, checked }: Run): string {
    if (status === 'Running') return label.running;
    if (status === 'Incomplete') return label.incomplete;
    return fill(label.claim, kind, grouped(agree), grouped(checked));
  }

  get tabs() {
    return TABS.map(({ name, label: text }) => ({
      name,
      label: text,
      pressed: String(name === this.tab),
      className: `slds-button ${name === this.tab ? 'slds-button_brand' : 'slds-button_neutral'}`,
    }));
  }

  handleRefresh(): void {
    this.now = Date.now();
    void this.refreshRuns?.();
    void this.refreshRows?.();
  }
  handleTab(event: Event): void {
    const { name = 'all' } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate](
      appPage('Linnworks_Reconciliation', urlState({ show: name === 'all' ? '' : name })),
      true,
    );
  }
  handleMore(): void {
    this.before = this.rows.at(-1)?.name ?? FROM_THE_START;
  }

  async handleCheck(): Promise<void> {
    this.message = label.asking;
    try {
      this.checkKey = await createSyncRequest('Reconcile', {});
      this.pending = [...this.pending, this.checkKey];
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
  }

  async handleRepair({ detail: { id } }: CustomEvent<{ id: string }>): Promise<void> {
    this.answers = { ...this.answers, [id]: '' };
    try {
      const key = await createSyncRequest('Repair', { recordId: id });
      this.about.set(key, id);
      this.pending = [...this.pending, key];
    } catch (error) {
      this.answers = { ...this.answers, [id]: reasonOf(error, label.unknown) };
    }
  }

  handleAnswer({ detail }: CustomEvent<RequestState>): void {
    const words = detail.status === 'Late' ? label.late : detail.result;
    const id = this.about.get(detail.key);
    if (id === undefined) this.message = words;
    else this.answers = { ...this.answers, [id]: words };
    if (detail.status === 'Late') return;
    if (detail.key === this.checkKey) this.checkKey = '';
    this.pending = this.pending.filter((key) => key !== detail.key);
    this.handleRefresh();
  }
}

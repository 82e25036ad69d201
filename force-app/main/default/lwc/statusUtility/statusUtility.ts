import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { appPage } from 'c/appPage';
import { computed, count, maybe, nodesOf, text, type Connection, type Group } from 'c/nodeValues';
import { startTimer } from 'c/refreshTimer';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { ago, badgeOf, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';
import { STATUS } from './query';

interface StatusData {
  readonly uiapi: {
    readonly query: Readonly<Record<'worker' | 'alarms', Connection>>;
    readonly aggregate: { readonly errors: Connection<Group> };
  };
}
const REFRESH_SECONDS = 30;
const SILENT_AFTER_MS = 300_000;

/** In the utility bar of the app, whatever page is open: does the worker run, is there an alarm, how many errors. */
export default class StatusUtility extends NavigationMixin(LightningElement) {
  now = Date.now();
  access: Access = 'unknown';
  heartbeat: string | null = null;
  alarms: readonly { id: string; message: string }[] = [];
  errorCount = 0;
  isRead = false;
  failure = '';
  errorsUrl = '';
  private refresh: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(REFRESH_SECONDS, () => this.handleRefresh());
    void this[NavigationMixin.GenerateUrl](appPage('Linnworks_Errors')).then(
      (url) => (this.errorsUrl = url),
    );
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  @wire(graphql, { query: STATUS })
  wiredStatus({ data, errors, refresh }: GraphQLResult<StatusData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      const { query, aggregate } = data.uiapi;
      const [worker] = nodesOf(query.worker);
      const [group] = nodesOf<Group>(aggregate.errors);
      this.heartbeat = worker ? maybe(worker.heartbeat) : null;
      this.alarms = nodesOf(query.alarms).map((node) => ({
        id: node.Id,
        message: text(node.message),
      }));
      this.errorCount = group ? count(computed(group, 'Id', 'count')) : 0;
      this.isRead = true;
      this.now = Date.now();
    }
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
  }

  get blockState(): StateName | null {
    if (this.access === 'none') return 'no-permission';
    if (this.isRead) return null;
    return this.failure === '' ? 'loading' : 'error';
  }
  get isSilent(): boolean {
    return this.now - new Date(this.heartbeat ?? 0).getTime() > SILENT_AFTER_MS;
  }
  get sentence(): string {
    if (this.heartbeat === null) return label.notStarted;
    if (this.isSilent) return label.workerGone;
    return this.alarms.length > 0 ? label.alarmOpen : label.running;
  }
  get badge(): string {
    if (this.isSilent) return badgeOf('Failing');
    return badgeOf(this.alarms.length > 0 ? 'Paused' : 'Running');
  }
  get seen(): string {
    const old = this.failure === '' ? '' : ` ${label.stale}`;
    return `${fill(label.lastSign, ago(this.heartbeat, this.now))}${old}`;
  }
  get errorsText(): string {
    return fill(label.errorsCount, this.errorCount);
  }

  handleRefresh(): void {
    this.now = Date.now();
    void this.refresh?.();
  }
}

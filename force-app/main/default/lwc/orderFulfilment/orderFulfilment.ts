import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { PREFIX } from 'c/appPage';
import { confirmAction } from 'c/confirmAction';
import { startTimer } from 'c/refreshTimer';
import type { ReturnableLine, ReturnWish } from 'c/returnRequest';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { ago, badgeOf, fill, toneOf, type Tone } from 'c/syncFormat';
import { createSyncRequest, reasonOf, type RequestKind, type RequestOptions } from 'c/syncRequest';
import { LABELS as label } from './labels';
import { ORDER_FULFILMENT } from './query';
import { readFulfilment, type Fulfilment, type FulfilmentData, type Part } from './read';
import { helpFor, isException, STAGE_LIST, stageOf } from './stages';

const REFRESH_SECONDS = 10;
const WHILE_WAITING_SECONDS = 2;
const RIBBONS: Readonly<Record<Tone, string>> = {
  success: 'slds-box slds-box_xx-small slds-theme_success slds-m-vertical_small',
  warning: 'slds-box slds-box_xx-small slds-theme_warning slds-m-vertical_small',
  error: 'slds-box slds-box_xx-small slds-theme_error slds-m-vertical_small',
  neutral: 'slds-box slds-box_xx-small slds-theme_shade slds-m-vertical_small',
};
const FINAL = ['Shipped', 'Cancelled', 'Merged', 'Deleted', 'Returned', 'Refunded'];

/** On the order page: what Linnworks does with this order, in its own stages, with an honest answer to every button. */
export default class OrderFulfilment extends LightningElement {
  label = label;
  stages = STAGE_LIST;
  @api recordId: string | undefined;
  fulfilment: Fulfilment | null = null;
  failure: string | null = null;
  isPartial = false;
  access: Access = 'unknown';
  answer: string | null = null;
  isReturning = false;
  now = Date.now();
  private pendingKey: string | null = null;
  private refresh: (() => Promise<void>) | undefined;
  private stopTimers: (() => void)[] = [];

  connectedCallback(): void {
    const whenDue = (): void => {
      this.now = Date.now();
      void this.refresh?.();
    };
    const whileMoving = (): void => {
      this.now = Date.now();
      if (this.pendingKey !== null || this.isMoving) void this.refresh?.();
    };
    this.stopTimers = [
      startTimer(REFRESH_SECONDS, whenDue),
      startTimer(WHILE_WAITING_SECONDS, whileMoving),
    ];
  }

  disconnectedCallback(): void {
    this.stopTimers.forEach((stop) => stop());
  }

  get variables(): { orderId: string } | undefined {
    return this.recordId === undefined ? undefined : { orderId: this.recordId };
  }

  @wire(graphql, { query: ORDER_FULFILMENT, variables: '$variables' })
  wiredFulfilment({ data, errors, refresh }: GraphQLResult<FulfilmentData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      this.fulfilment = readFulfilment(data);
      this.failure = null;
      this.isPartial = (errors?.length ?? 0) > 0;
      this.now = Date.now();
      this.noteAnswer();
    } else if (errors) this.failure = errors[0]?.message ?? label.unknown;
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  /** What stands in place of the order, if anything does. */
  get blockState(): StateName | null {
    if (this.access === 'none') return 'no-permission';
    if (this.fulfilment !== null) return null;
    return this.failure === null ? 'loading' : 'error';
  }
  get blockHeading(): string {
    return this.blockState === 'error' ? label.failed : '';
  }
  get blockText(): string {
    return this.blockState === 'error' ? (this.failure ?? '') : '';
  }
  get isStale(): boolean {
    return this.failure !== null;
  }
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }
  get isActivated(): boolean {
    return this.fulfilment?.isActivated === true;
  }
  get returns() {
    return this.fulfilment?.returns ?? [];
  }
  get isBusy(): boolean {
    return this.pendingKey !== null;
  }
  /** Something is expected soon: an activated order that is not there yet, or one that the warehouse has in hand. */
  get isMoving(): boolean {
    const { isActivated = false, parts = [] } = this.fulfilment ?? {};
    return isActivated && (parts.length === 0 || parts.some(({ state }) => !FINAL.includes(state)));
  }

  get errors() {
    return (this.fulfilment?.errors ?? []).map((error) => ({
      ...error,
      page: `/lightning/n/${PREFIX}Linnworks_Errors?c__error=${error.id}`,
      pageTitle: fill(label.openError, error.message),
    }));
  }
  get hasParts(): boolean {
    return (this.fulfilment?.parts.length ?? 0) > 0;
  }
  get isNotSent(): boolean {
    return !this.hasParts && this.errors.length === 0;
  }
  get waitingTitle(): string {
    return this.fulfilment?.isActivated ? label.waiting : label.draft;
  }
  get waitingText(): string {
    if (!this.fulfilment?.isActivated) return label.draftText;
    const [last] = this.fulfilment.requests;
    return last?.result || label.waitingText;
  }

  get parts() {
    return (this.fulfilment?.parts ?? []).map((part) => ({
      ...part,
      title: fill(part.relation === 'Split' ? label.splitNumber : label.number, part.number),
      badge: badgeOf(part.state),
      placement: part.depth === 0 ? 'part' : 'part slds-m-left_medium below',
      stage: isException(part.state) ? stageOf(part.state) : (stageOf(part.state) ?? 'Accepted'),
      help: helpFor(part.state),
      ribbon: isException(part.state) ? RIBBONS[toneOf(part.state)] : 'slds-m-vertical_x-small',
      facts: this.factsOf(part),
      parcels: this.parcelsOf(part),
    }));
  }

  get hasReturns(): boolean {
    return (this.fulfilment?.returns.length ?? 0) > 0;
  }

  get returnable(): ReturnableLine[] {
    const lines = (this.fulfilment?.parts ?? []).flatMap((part) => part.lines);
    return lines.filter(({ shipped, returned }) => shipped > returned);
  }
  get canReturn(): boolean {
    return !this.isReturning && this.returnable.length > 0;
  }

  get hasHistory(): boolean {
    return (this.fulfilment?.requests.length ?? 0) > 0;
  }
  get history() {
    return (this.fulfilment?.requests ?? []).map((request) => ({
      ...request,
      badge: badgeOf(request.status === 'Failed' ? 'Open' : request.status),
      when: ago(request.created, this.now),
    }));
  }

  get canCancel(): boolean {
    return (this.fulfilment?.parts ?? []).some(({ state }) => !FINAL.includes(state));
  }
  get updated(): string {
    const times = (this.fulfilment?.parts ?? []).map(({ synced }) => synced).sort();
    return fill(label.updated, ago(times.at(-1), this.now));
  }

  handleRefresh(): void {
    this.now = Date.now();
    if (this.fulfilment === null) this.failure = null;
    void this.refresh?.();
  }

  async handleSend(): Promise<void> {
    if (await confirmAction(label.send, label.sendQuestion)) await this.ask('Push', {});
  }

  handleRetry(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    return this.ask('Retry', id === undefined ? {} : { errorId: id });
  }

  async handleCancel(): Promise<void> {
    if (await confirmAction(label.cancel, label.cancelQuestion)) await this.ask('Cancel', {});
  }

  async handleSendAgain(): Promise<void> {
    if (await confirmAction(label.sendAgain, label.sendAgainQuestion)) await this.ask('Resync', {});
  }

  handleReturnToggle(): void {
    this.isReturning = !this.isReturning;
  }

  async handleReturn({ detail }: CustomEvent<ReturnWish>): Promise<void> {
    this.isReturning = false;
    await this.ask('Return', { detail });
  }

  private async ask(kind: RequestKind, options: RequestOptions): Promise<void> {
    this.answer = label.asking;
    try {
      this.pendingKey = await createSyncRequest(kind, {
        ...options,
        orderId: this.recordId ?? null,
      });
      await this.refresh?.();
    } catch (error) {
      this.answer = reasonOf(error, label.unknown);
    }
  }

  /** The worker answers on the request record. */
  private noteAnswer(): void {
    const request = this.fulfilment?.requests.find(({ key }) => key === this.pendingKey);
    if (request === undefined || !['Done', 'Failed'].includes(request.status)) return;
    this.pendingKey = null;
    this.answer = request.result;
  }

  private factsOf(part: Part) {
    const total = part.currency === '' ? '' : `${part.total.toFixed(2)} ${part.currency}`;
    const facts: [string, string][] = [
      [label.warehouse, part.location],
      [label.service, part.service],
      [label.allocation, part.allocation],
      [label.total, total],
      [label.channel, part.source],
      [label.trace, part.trace],
    ];
    return facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ label: name, key: `${name} value`, value }));
  }

  private parcelsOf(part: Part) {
    const parcels = (this.fulfilment?.parcels ?? []).filter((parcel) => parcel.part === part.id);
    return parcels.map((parcel) => ({
      ...parcel,
      title: fill(label.parcel, parcel.number, parcels.length),
      badge: badgeOf(parcel.status),
      facts: [
        parcel.weight > 0 ? fill(label.weight, parcel.weight) : '',
        parcel.shipped === '' ? '' : fill(label.shipDate, ago(parcel.shipped, this.now)),
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  }
}

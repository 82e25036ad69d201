import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { parseAnswer, type StoryAnswer } from 'c/answerShapes';
import { appPage, inUrl, urlState } from 'c/appPage';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import { fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { LABELS as label } from './labels';

/** The whole story of one order, SKU or trace ID, told by the worker. The question is in the URL. */
export default class TraceStory extends NavigationMixin(LightningElement) {
  label = label;
  typed = '';
  question = '';
  access: Access = 'unknown';
  pending: readonly string[] = [];
  story: StoryAnswer | null = null;
  failure = '';
  lateText = '';
  isAnswered = false;

  @wire(CurrentPageReference)
  wiredAddress(page: PageReference | undefined): void {
    const question = inUrl(page, 'question');
    if (question === this.question) return;
    this.question = question;
    this.typed = question;
    if (this.access === 'act') void this.ask();
  }

  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    const before = this.access;
    this.access = accessOf(result);
    if (before !== 'act' && this.access === 'act') void this.ask();
  }

  get isForbidden(): boolean {
    return this.access === 'none';
  }
  /** A question is a request record: people who may only look cannot ask. */
  get mayOnlyLook(): boolean {
    return this.access === 'look';
  }
  get cannotAsk(): boolean {
    return this.typed.trim() === '' || this.access !== 'act';
  }

  get state(): StateName | null {
    if (this.failure !== '') return 'error';
    if (this.pending.length > 0 || this.access === 'unknown') return 'loading';
    if (!this.isAnswered) return 'empty';
    return this.story?.found ? null : 'empty';
  }
  get isTold(): boolean {
    return this.state === null;
  }
  get heading(): string {
    if (this.state === 'error') return label.failed;
    return this.isAnswered ? fill(label.notFound, this.question) : label.start;
  }
  get words(): string {
    if (this.state === 'error') return this.failure;
    return this.isAnswered ? label.notFoundText : label.startText;
  }
  get icon(): string {
    return this.state === 'empty' ? 'utility:search' : '';
  }
  get subject(): string {
    const { label: name = this.question, linnworksNumber = null } = this.story?.subject ?? {};
    return linnworksNumber === null ? name : fill(label.subject, name, linnworksNumber);
  }
  get subjectUrl(): string {
    const { kind, recordId = null } = this.story?.subject ?? {};
    if (recordId === null) return '';
    return `/lightning/r/${kind === 'sku' ? 'Product2' : 'Order'}/${recordId}/view`;
  }

  handleTyped(event: CustomEvent<{ value?: string }>): void {
    this.typed = event.detail.value ?? '';
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.handleAsk();
  }
  handleSubmit(event: Event): void {
    event.preventDefault();
  }
  handleAsk(): void {
    if (this.cannotAsk) return;
    const question = this.typed.trim();
    if (question === this.question) void this.ask();
    else this[NavigationMixin.Navigate](appPage('Linnworks_Trace', urlState({ question })), true);
  }

  handleAnswer({ detail }: CustomEvent<RequestState>): void {
    if (!this.pending.includes(detail.key)) return;
    if (detail.status === 'Late') {
      this.lateText = label.late;
      return;
    }
    this.pending = [];
    this.lateText = '';
    this.isAnswered = true;
    const answer = parseAnswer(detail.answer);
    if (answer?.type === 'story') this.story = answer;
    else this.failure = detail.result || label.unreadable;
  }

  private async ask(): Promise<void> {
    if (this.question === '') return;
    this.story = null;
    this.failure = '';
    this.isAnswered = false;
    try {
      this.pending = [await createSyncRequest('Trace', { detail: { question: this.question } })];
    } catch (error) {
      this.failure = reasonOf(error, label.unknown);
    }
  }
}

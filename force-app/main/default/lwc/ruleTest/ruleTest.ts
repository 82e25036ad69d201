import { api, LightningElement } from 'lwc';
import MAPPING from '@salesforce/schema/Linnworks_Mapping__c';
import { parseCheck, type CheckAnswer } from 'c/answerShapes';
import type { RequestState } from 'c/requestWatcher';
import type { StateName } from 'c/screenState';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { LABELS as label } from './labels';

/** Tests the rules for shipping service and location on an order: which one wins, and what each other one misses. */
export default class RuleTest extends LightningElement {
  label = label;
  @api mayAsk = false;
  answer: CheckAnswer | null = null;
  pending: readonly string[] = [];
  failure = '';
  isLate = false;
  private orderId = '';

  get isAsking(): boolean {
    return this.pending.length > 0;
  }
  get cannotAsk(): boolean {
    return !this.mayAsk || this.isAsking;
  }
  get askLabel(): string {
    return this.isAsking ? label.testing : label.test;
  }
  get mappingsUrl(): string {
    return `/lightning/o/${MAPPING.objectApiName}/list`;
  }
  get state(): StateName | null {
    if (this.failure !== '') return 'error';
    if (this.isAsking) return 'loading';
    return this.answer === null ? 'empty' : null;
  }
  get heading(): string {
    return this.state === 'empty' ? label.start : '';
  }
  get words(): string {
    if (this.state === 'error') return this.failure;
    return this.mayAsk ? label.startText : label.onlyLook;
  }
  /** Service and location as they come out; the rules stand below. */
  get outcome(): CheckAnswer | null {
    return this.answer === null ? null : { ...this.answer, comparisons: [] };
  }
  get hasNoRules(): boolean {
    return this.answer?.comparisons.length === 0;
  }
  get rules() {
    return (this.answer?.comparisons ?? []).map((comparison, index) => ({
      key: String(index),
      title: comparison.label,
      comparison,
      url:
        comparison.recordId === null
          ? ''
          : `/lightning/r/${MAPPING.objectApiName}/${comparison.recordId}/view`,
      verdict: comparison.ok ? label.wins : label.misses,
      badge: comparison.ok ? 'slds-badge slds-theme_success' : 'slds-badge',
      className: `slds-box slds-box_small rule ${comparison.ok ? 'winner' : ''}`,
    }));
  }

  handlePick({ detail }: CustomEvent<{ orderId: string }>): void {
    this.orderId = detail.orderId;
  }
  async handleAsk(): Promise<void> {
    const detail = { check: 'shipping', ...(this.orderId === '' ? {} : { orderId: this.orderId }) };
    this.failure = '';
    this.answer = null;
    this.isLate = false;
    try {
      this.pending = [await createSyncRequest('Check', { detail })];
    } catch (error) {
      this.failure = reasonOf(error, label.unknown);
    }
  }
  handleAnswer({ detail }: CustomEvent<RequestState>): void {
    if (!this.pending.includes(detail.key)) return;
    this.isLate = detail.status === 'Late';
    if (this.isLate) return;
    this.pending = [];
    this.answer = parseCheck(detail.answer);
    if (this.answer === null) this.failure = detail.result || label.unreadable;
  }
}

import { api, LightningElement } from 'lwc';
import { fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

/** Errors that one correction mends together. */
export interface Cause {
  readonly cause: string;
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly whatToDo: string;
}

/** Errors by cause, the most frequent first. Fires `show` and `retry` with the cause as detail. */
export default class ErrorCauses extends LightningElement {
  label = label;
  @api causes: readonly Cause[] = [];
  @api mayAct = false;
  /** Causes whose retry is not answered yet. */
  @api busy: readonly string[] = [];

  get hasCauses(): boolean {
    return this.causes.length > 0;
  }

  get rows() {
    return this.causes.map((one) => ({
      ...one,
      title: one.count > 1 ? fill(label.many, one.count, one.message) : one.message,
      showLabel: fill(label.show, one.count),
      retryLabel: one.count > 1 ? fill(label.retryAll, one.count) : label.retry,
      retryTitle: fill(label.retryTitle, one.count, one.message),
      isBusy: this.busy.includes(one.cause),
    }));
  }

  handleShow(event: Event): void {
    this.tell('show', event);
  }
  handleRetry(event: Event): void {
    this.tell('retry', event);
  }

  private tell(name: string, event: Event): void {
    const { cause } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent(name, { detail: { cause } }));
  }
}

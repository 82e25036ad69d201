import { api, LightningElement } from 'lwc';
import { ago, badgeOf, fill } from 'c/syncFormat';
import retry from '@salesforce/label/c.Linnworks_Retry';
import retryAll from '@salesforce/label/c.Linnworks_Retry_All';
import retryRecord from '@salesforce/label/c.Linnworks_Retry_Record';
import whatToDo from '@salesforce/label/c.Linnworks_What_To_Do';
import trace from '@salesforce/label/c.Linnworks_Trace';
import noErrors from '@salesforce/label/c.Linnworks_No_Errors';
import noErrorsText from '@salesforce/label/c.Linnworks_No_Errors_Text';
import attempts from '@salesforce/label/c.Linnworks_Attempts_And_Age';
import order from '@salesforce/label/c.Linnworks_Order_Number';
import many from '@salesforce/label/c.Linnworks_Orders_With_Cause';

export interface SyncError {
  readonly id: string;
  readonly cause: string;
  readonly status: string;
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly whatToDo: string;
  readonly trace: string;
  readonly attempts: number;
  readonly firstSeen: string | null;
  readonly record: string;
  readonly orderId: string | null;
}

/** Open errors, those with one cause together: mend it once, retry all. */
export default class SyncErrors extends LightningElement {
  label = { retry, whatToDo, trace, noErrors, noErrorsText };
  @api errors: readonly SyncError[] = [];
  @api now = 0;
  /** Error id to what became of the retry; a busy one has an empty text. */
  @api answers: Readonly<Record<string, string>> = {};

  get hasErrors(): boolean {
    return this.errors.length > 0;
  }

  get groups() {
    const byCause = new Map<string, SyncError[]>();
    for (const error of this.errors)
      byCause.set(error.cause, [...(byCause.get(error.cause) ?? []), error]);
    return [...byCause].map(([cause, errors]) => {
      const [first] = errors;
      const isMany = errors.length > 1;
      return {
        cause,
        isMany,
        message: first.message,
        title: isMany ? `${fill(many, errors.length)} ${first.message}` : first.message,
        whatToDo: first.whatToDo,
        code: first.code,
        kind: first.kind,
        retryAll: fill(retryAll, errors.length),
        errors: errors.map((error) => this.toRow(error)),
      };
    });
  }

  toRow(error: SyncError) {
    const answer = this.answers[error.id];
    return {
      ...error,
      record: fill(order, error.record),
      url: error.orderId ? `/lightning/r/Order/${error.orderId}/view` : undefined,
      badge: badgeOf(error.status),
      facts: fill(attempts, error.attempts, ago(error.firstSeen, this.now)),
      retryTitle: fill(retryRecord, error.record),
      isBusy: answer === '',
      answer,
    };
  }

  handleRetry(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const error = this.errors.find((one) => one.id === id);
    if (error) this.dispatchEvent(new CustomEvent('retry', { detail: { errors: [error] } }));
  }

  handleRetryGroup(event: Event): void {
    const { cause } = (event.currentTarget as HTMLElement).dataset;
    const errors = this.errors.filter((one) => one.cause === cause);
    this.dispatchEvent(new CustomEvent('retry', { detail: { errors, cause } }));
  }
}

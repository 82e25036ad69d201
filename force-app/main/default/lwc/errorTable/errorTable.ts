import { api, LightningElement } from 'lwc';
import { ago, fill, until } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface ErrorRow {
  readonly id: string;
  readonly name: string;
  readonly cause: string;
  readonly status: string;
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly record: string;
  readonly recordUrl: string | null;
  readonly orderId: string | null;
  readonly attempts: number;
  readonly firstSeen: string | null;
  readonly nextTry: string | null;
  readonly owner: string;
}

const TO_RETRY = ['Open', 'Retrying'];

/** Errors as rows; cards on a phone. Fires `open`, `retry` and `choose` with the row as detail, the last with `isChosen`. */
export default class ErrorTable extends LightningElement {
  label = label;
  @api rows: readonly ErrorRow[] = [];
  @api mayAct = false;
  @api now = 0;
  /** The row whose details are open. */
  @api openId = '';
  /** Error id to what became of its retry; a busy one has an empty text. */
  @api answers: Readonly<Record<string, string>> = {};

  /** Ids of the rows that are ticked. */
  @api chosen: readonly string[] = [];

  get shown() {
    return this.rows.map((row) => ({
      ...row,
      url: row.recordUrl,
      record: row.record || row.name,
      className: row.id === this.openId ? 'slds-is-selected' : 'slds-hint-parent',
      age: ago(row.firstSeen, this.now),
      next: until(row.nextTry, this.now) || label.notByItself,
      answer: this.answers[row.id],
      isBusy: this.answers[row.id] === '',
      mayRetry: this.mayAct && TO_RETRY.includes(row.status),
      openLabel: TO_RETRY.includes(row.status) ? label.solve : label.show,
      openTitle: fill(label.openTitle, row.record || row.name),
      isChosen: this.chosen.includes(row.id),
      chooseTitle: fill(label.chooseTitle, row.record || row.name),
      retryTitle: fill(label.retryTitle, row.record || row.name),
    }));
  }

  handleOpen(event: Event): void {
    this.tell('open', event);
  }
  handleRetry(event: Event): void {
    this.tell('retry', event);
  }
  handleChoose(event: CustomEvent<{ checked?: boolean }>): void {
    const isChosen = event.detail.checked ?? (event.target as HTMLInputElement).checked;
    this.tell('choose', event, { isChosen });
  }

  private tell(name: string, event: Event, more: object = {}): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const row = this.rows.find((one) => one.id === id);
    if (row) this.dispatchEvent(new CustomEvent(name, { detail: { row, ...more } }));
  }
}

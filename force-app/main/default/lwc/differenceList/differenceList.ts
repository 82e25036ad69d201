import { api, LightningElement } from 'lwc';
import { ago, badgeOf, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface Difference {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly subject: string;
  readonly field: string;
  readonly salesforce: string;
  readonly linnworks: string;
  readonly status: string;
  readonly record: string;
  readonly recordUrl: string | null;
  readonly whatToDo: string;
  readonly firstSeen: string | null;
}

/** Differences as rows; cards on a phone. Fires `repair` with the id of the difference. */
export default class DifferenceList extends LightningElement {
  label = label;
  @api rows: readonly Difference[] = [];
  @api mayAct = false;
  @api now = 0;
  /** Id of a difference to what became of its repair; a busy one has an empty text. */
  @api answers: Readonly<Record<string, string>> = {};

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }
  get shown() {
    return this.rows.map((row) => ({
      ...row,
      record: row.record || row.name,
      title: [row.kind, [row.subject, row.field].filter(Boolean).join(' ')].join(': '),
      badge: badgeOf(row.status),
      age: ago(row.firstSeen, this.now),
      answer: this.answers[row.id],
      isBusy: this.answers[row.id] === '',
      mayRepair: this.mayAct && row.status === 'Open',
      repairTitle: fill(label.repairTitle, row.record || row.name),
    }));
  }

  handleRepair(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('repair', { detail: { id } }));
  }
}

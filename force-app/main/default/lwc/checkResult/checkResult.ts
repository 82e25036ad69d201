import { api, LightningElement } from 'lwc';
import LOCATION from '@salesforce/schema/Linnworks_Location__c';
import MAPPING from '@salesforce/schema/Linnworks_Mapping__c';
import type { CheckAnswer, CheckName, CheckRow, Comparison } from 'c/answerShapes';
import { fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

type State = CheckRow['state'];
const RANK: Readonly<Record<State, number>> = { fail: 0, warn: 1, ok: 2 };
const ICONS: Readonly<Record<State, { icon: string; variant: string; words: string }>> = {
  fail: { icon: 'utility:error', variant: 'error', words: label.fail },
  warn: { icon: 'utility:warning', variant: 'warning', words: label.warn },
  ok: { icon: 'utility:success', variant: 'success', words: label.ok },
};
/** Rows that are well fold away beyond this many. */
const FOLD_ABOVE = 8;
/** Standard objects by the first characters of their ids; our own by what the check is about. */
const STANDARD: Readonly<Record<string, string>> = { '801': 'Order', '01t': 'Product2' };
const OWN: Readonly<Partial<Record<CheckName, string>>> = {
  locations: LOCATION.objectApiName,
  services: MAPPING.objectApiName,
  mapping: MAPPING.objectApiName,
  shipping: MAPPING.objectApiName,
};

function urlOf(recordId: string | null, check: CheckName | undefined): string {
  if (recordId === null || check === undefined) return '';
  const object = STANDARD[recordId.slice(0, 3)] ?? OWN[check];
  return object === undefined ? '' : `/lightning/r/${object}/${recordId}/view`;
}

/** What a check of the worker found: what is to correct first, what is well folded away, both sides where it compared. */
export default class CheckResult extends LightningElement {
  label = label;
  @api answer: CheckAnswer | null = null;
  isShowingAll = false;
  private opened = new Set<string>();

  /** What is said of a record that was compared stands at the head of its comparison. */
  private rowOf({ recordId }: Comparison): CheckRow | undefined {
    return this.answer?.rows.find((row) => recordId !== null && row.recordId === recordId);
  }
  private get ownRows(): CheckRow[] {
    const atHead = new Set((this.answer?.comparisons ?? []).map((one) => this.rowOf(one)));
    const rows = (this.answer?.rows ?? []).filter((row) => !atHead.has(row));
    return rows.sort((a, b) => RANK[a.state] - RANK[b.state]);
  }
  get rows() {
    const rows = this.ownRows;
    const bad = rows.filter(({ state }) => state !== 'ok').length;
    const shown = this.isShowingAll ? rows : rows.slice(0, Math.max(bad, FOLD_ABOVE));
    return shown.map((row) => ({
      ...row,
      ...ICONS[row.state],
      url: urlOf(row.recordId, this.answer?.check),
      advice: row.whatToDo === '' ? '' : fill(label.todo, row.whatToDo),
    }));
  }
  get isFolded(): boolean {
    return this.isShowingAll || this.rows.length < this.ownRows.length;
  }
  get foldLabel(): string {
    return this.isShowingAll ? label.less : fill(label.more, this.ownRows.length);
  }
  get isCut(): boolean {
    return this.answer?.isCut === true;
  }

  get hasComparisons(): boolean {
    return this.comparisons.length > 0;
  }
  /** Values of people are hidden by the worker; it is said where any may stand. */
  get isHiding(): boolean {
    return this.answer?.check === 'dry-run' || this.answer?.check === 'mapping';
  }
  get comparisons() {
    const all = [...(this.answer?.comparisons ?? [])].sort((a, b) => Number(a.ok) - Number(b.ok));
    return all.map((comparison, index) => {
      const key = String(index);
      const isOpen = all.length === 1 || this.opened.has(key);
      const row = this.rowOf(comparison);
      const state = comparison.ok ? 'ok' : comparison.problems.length > 0 ? 'fail' : 'warn';
      return {
        detail: row?.detail ?? '',
        advice: row?.whatToDo ? fill(label.todo, row.whatToDo) : '',
        key,
        comparison,
        title: comparison.label,
        isOpen,
        expanded: String(isOpen),
        chevron: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
        url: urlOf(comparison.recordId, this.answer?.check),
        ...ICONS[row?.state ?? state],
      };
    });
  }

  handleFold(): void {
    this.isShowingAll = !this.isShowingAll;
  }
  handleToggle(event: Event): void {
    const { key = '' } = (event.currentTarget as HTMLElement).dataset;
    const opened = new Set(this.opened);
    if (!opened.delete(key)) opened.add(key);
    this.opened = opened;
  }
}

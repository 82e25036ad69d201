import { api, LightningElement } from 'lwc';
import type { CheckAnswer } from 'c/answerShapes';
import type { SettingField, SettingValues } from 'c/settingsForm';
import { isPassed, type StepRecord } from 'c/setUpProgress';
import { ago, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

/** What the step shows; the guide knows the rest. */
export interface StepView {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly position: number;
  readonly count: number;
  readonly hasCheck: boolean;
  readonly hasOrder: boolean;
  readonly hasLocations: boolean;
  readonly hasLoad: boolean;
  readonly fields: readonly SettingField[];
}

/**
 * One step: why it is there, its settings, the check and what it found. Fires `check` with the detail of the question,
 * `save` with changed settings, `load`, and `move` with `back`, `next` or `skip`.
 */
export default class SetUpStep extends LightningElement {
  label = label;
  @api step: StepView | null = null;
  @api record: StepRecord | undefined;
  @api answer: CheckAnswer | null = null;
  @api values: SettingValues = {};
  @api mayAsk = false;
  @api mayEdit = false;
  @api isSaving = false;
  @api isLate = false;
  @api saveMessage = '';
  /** What stood in the way of the check, or what the load said. */
  @api message = '';
  @api now = 0;
  private orderId = '';

  get number(): string {
    return fill(label.number, this.step?.position ?? 0, this.step?.count ?? 0);
  }
  get hasFields(): boolean {
    return (this.step?.fields.length ?? 0) > 0;
  }
  get isChecking(): boolean {
    return this.record?.state === 'waiting';
  }
  get cannotAsk(): boolean {
    return !this.mayAsk || this.isChecking;
  }
  get cannotLoad(): boolean {
    return !this.mayAsk;
  }
  get mayNotAsk(): boolean {
    return this.step?.hasCheck === true && !this.mayAsk;
  }
  get checkLabel(): string {
    if (this.isChecking) return label.checking;
    return this.hasFound ? label.again : label.check;
  }
  get checkVariant(): string {
    return isPassed(this.record) ? 'neutral' : 'brand';
  }
  get checkedAt(): string {
    const { at = '' } = this.record ?? {};
    return this.hasFound && at !== '' ? fill(label.checked, ago(at, this.now)) : '';
  }
  /** Checked before, now or in an earlier visit. */
  get hasFound(): boolean {
    return ['done', 'remarks', 'failed'].includes(this.record?.state ?? '');
  }
  get isNew(): boolean {
    return this.step?.hasCheck === true && !this.hasFound && !this.isChecking;
  }
  /** Known by the progress alone: its request is no longer there, or still being read. */
  get onlyWords(): string {
    return this.hasFound && this.answer === null ? (this.record?.words ?? '') : '';
  }
  get isFirst(): boolean {
    return this.step?.position === 1;
  }
  get isLast(): boolean {
    return this.step !== null && this.step.position === this.step.count;
  }
  get maySkip(): boolean {
    return !this.isLast && !isPassed(this.record);
  }
  get mayGoOn(): boolean {
    return !this.isLast && isPassed(this.record);
  }

  /** Puts the focus on the heading, where a person who moved on reads on. */
  @api
  focusHeading(): void {
    this.template?.querySelector<HTMLElement>('h2')?.focus();
  }

  handlePick({ detail }: CustomEvent<{ orderId: string }>): void {
    this.orderId = detail.orderId;
  }
  handleCheck(): void {
    const detail = this.orderId === '' ? {} : { orderId: this.orderId };
    this.dispatchEvent(new CustomEvent('check', { detail }));
  }
  handleSave({ detail }: CustomEvent<{ values: SettingValues }>): void {
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }
  handleLoad(): void {
    this.dispatchEvent(new CustomEvent('load'));
  }
  handleMove(event: Event): void {
    const { to = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('move', { detail: { to } }));
  }
}

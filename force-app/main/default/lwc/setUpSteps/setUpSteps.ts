import { api, LightningElement } from 'lwc';
import { fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

/** A step in the list, and as the last step sums it up. */
export interface StepItem {
  readonly name: string;
  readonly title: string;
  readonly number: number;
  readonly icon: string;
  readonly variant: string;
  readonly stateLabel: string;
  /** What was found, in one sentence. */
  readonly words: string;
  readonly isPassed: boolean;
}

/** All steps with their states: a list beside the guide, a choice above it on a phone. Fires `openstep` with a name. */
export default class SetUpSteps extends LightningElement {
  label = label;
  @api items: readonly StepItem[] = [];
  @api current = '';

  get shown() {
    return this.items.map((item) => ({
      ...item,
      current: item.name === this.current ? 'step' : undefined,
      className: item.name === this.current ? 'item current' : 'item',
    }));
  }
  get options() {
    return this.items.map(({ name, number, title, stateLabel }) => ({
      label: `${number}. ${title} (${stateLabel})`,
      value: name,
    }));
  }
  get passed(): number {
    return this.items.filter(({ isPassed }) => isPassed).length;
  }
  get progressText(): string {
    return fill(label.progress, this.passed, this.items.length);
  }
  get progressStyle(): string {
    return `inline-size: ${Math.round((this.passed / Math.max(1, this.items.length)) * 100)}%`;
  }
  get progressMax(): string {
    return String(this.items.length);
  }

  handleOpen(event: Event): void {
    this.tell((event.currentTarget as HTMLElement).dataset.name ?? '');
  }
  handleChoice({ detail }: CustomEvent<{ value: string }>): void {
    this.tell(detail.value);
  }
  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent('openstep', { detail: { name } }));
  }
}

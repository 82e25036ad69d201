import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { appPage } from 'c/appPage';
import { confirmAction } from 'c/confirmAction';
import type { StepItem } from 'c/setUpSteps';
import { fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

/** What is ready, what is not, and the switch. Fires `switchmode` with the wanted mode, after a confirmation. */
export default class GoLive extends NavigationMixin(LightningElement) {
  label = label;
  @api steps: readonly StepItem[] = [];
  @api mode = '';
  @api mayEdit = false;
  @api isBusy = false;
  @api message = '';

  get isLive(): boolean {
    return this.mode === 'Active';
  }
  get isLocked(): boolean {
    return !this.mayEdit;
  }
  get missing(): number {
    return this.steps.filter(({ isPassed }) => !isPassed).length;
  }
  get summary(): string {
    return this.missing === 0 ? label.ready : label.unfinished;
  }

  handleHome(): void {
    this[NavigationMixin.Navigate](appPage('Linnworks_Home'));
  }
  async handleLive(): Promise<void> {
    const words =
      this.missing === 0
        ? label.confirmText
        : fill(label.confirmOpen, this.missing, label.confirmText);
    if (await confirmAction(label.confirm, words)) this.ask('Active');
  }
  async handleObserve(): Promise<void> {
    if (await confirmAction(label.observeConfirm, label.observeText)) this.ask('Observe');
  }
  /** The step of the list is opened by the guide. */
  handleStep(event: Event): void {
    const { name = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('openstep', { detail: { name } }));
  }

  private ask(mode: 'Active' | 'Observe'): void {
    this.dispatchEvent(new CustomEvent('switchmode', { detail: { mode } }));
  }
}

import { api, LightningElement } from 'lwc';
import { LABELS as label } from './labels';

export type StateName = 'loading' | 'empty' | 'error' | 'no-permission' | 'stale' | 'partial';

interface Words {
  readonly icon: string;
  readonly title: string;
  readonly text: string;
}
const WORDS: Readonly<Record<Exclude<StateName, 'loading'>, Words>> = {
  empty: { icon: 'utility:info', title: label.empty, text: '' },
  error: { icon: 'utility:error', title: label.failed, text: label.failedText },
  'no-permission': { icon: 'utility:lock', title: label.noAccess, text: label.noAccessText },
  stale: { icon: 'utility:clock', title: label.stale, text: label.staleText },
  partial: { icon: 'utility:warning', title: label.partial, text: label.partialText },
};

/**
 * Why there is nothing to see, or not everything, and what comes next. `loading`, `empty`, `error` and `no-permission`
 * stand in place of the content; `stale` and `partial` are a strip above it. Fires `retry` from the error's button; the
 * slot is for further steps.
 */
export default class ScreenState extends LightningElement {
  label = { loading: label.loading, tryAgain: label.tryAgain };
  @api state: StateName = 'loading';
  /** Words of the screen itself, where it knows better. */
  @api heading = '';
  @api text = '';
  @api iconName = '';

  get isLoading(): boolean {
    return this.state === 'loading';
  }
  get isError(): boolean {
    return this.state === 'error';
  }
  get isAlert(): boolean {
    return this.isError || this.state === 'no-permission';
  }
  get isBlock(): boolean {
    return this.state !== 'stale' && this.state !== 'partial';
  }
  /** Without a permission set the org's own words are about names that nobody can find. */
  get words(): string {
    return this.state === 'no-permission' ? this.common.text : this.text || this.common.text;
  }
  get title(): string {
    return this.heading || this.common.title;
  }
  get icon(): string {
    return this.iconName || this.common.icon;
  }
  get stripClass(): string {
    return 'slds-box slds-box_x-small slds-grid slds-grid_vertical-align-center slds-m-bottom_small slds-theme_shade';
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }

  private get common(): Words {
    return this.state === 'loading' ? WORDS.empty : WORDS[this.state];
  }
}

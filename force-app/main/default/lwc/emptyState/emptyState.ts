import { api, LightningElement } from 'lwc';

/** What is not there, why, and what comes next. */
export default class EmptyState extends LightningElement {
  @api heading = '';
  @api text = '';
  @api iconName = 'utility:info';
  /** An alert is read out at once. */
  @api isAlert = false;

  get role(): string {
    return this.isAlert ? 'alert' : 'status';
  }
}

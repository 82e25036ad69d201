import { api, LightningElement } from 'lwc';
import { ago, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface Alarm {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
  readonly whatToDo: string;
  readonly affected: number;
  readonly opened: string | null;
}

/** Alarms that the errors page explains; the others are about the systems or the worker. */
const ABOUT_RECORDS = ['Order Stuck', 'No Orders'];

/** Open alarms, the critical ones first: what is wrong, what to do, since when. Nothing while there is none. */
export default class SyncAlarms extends LightningElement {
  label = label;
  @api alarms: readonly Alarm[] = [];
  @api now = 0;
  /** Where the errors are shown; without it there is no link. */
  @api errorsUrl = '';

  get hasAlarms(): boolean {
    return this.alarms.length > 0;
  }

  get rows() {
    const isCritical = ({ severity }: Alarm): boolean => severity === 'Critical';
    const sorted = [...this.alarms].sort((a, b) => Number(isCritical(b)) - Number(isCritical(a)));
    return sorted.map((alarm) => ({
      ...alarm,
      severity: isCritical(alarm) ? label.critical : label.warning,
      icon: isCritical(alarm) ? 'utility:error' : 'utility:warning',
      variant: isCritical(alarm) ? 'inverse' : '',
      linkClass: isCritical(alarm) ? 'slds-text-color_inverse' : '',
      className: `slds-box slds-box_x-small slds-m-bottom_x-small ${
        isCritical(alarm) ? 'slds-theme_error' : 'slds-theme_warning'
      }`,
      url: ABOUT_RECORDS.includes(alarm.kind) ? this.errorsUrl : '',
      facts: [
        fill(label.since, ago(alarm.opened, this.now)),
        alarm.affected > 0 ? fill(label.affected, alarm.affected) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  }
}

import { api, LightningElement } from 'lwc';
import { ago, fill, grouped } from 'c/syncFormat';
import { LABELS as label } from './labels';

/** The last comparison of one kind of record. */
export interface Agreement {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly checked: number;
  readonly agree: number;
  readonly different: number;
  readonly finished: string | null;
}

const A_DAY_MS = 26 * 3_600_000;

/** Per kind of record: how many agree on both sides and when that was last checked. */
export default class AgreementBadge extends LightningElement {
  label = label;
  @api agreements: readonly Agreement[] = [];
  @api now = 0;
  /** Where the comparison is shown in full. */
  @api url = '';

  get isEmpty(): boolean {
    return this.agreements.length === 0;
  }

  get rows() {
    return this.agreements.map((one) => {
      const isAll = one.status === 'Complete' && one.different === 0;
      return {
        id: one.id,
        claim: this.claimOf(one),
        badge: `slds-badge claim ${isAll ? 'slds-theme_success' : 'slds-theme_warning'}`,
        time: one.finished === null ? '' : fill(label.checked, ago(one.finished, this.now)),
        isOld: this.now - new Date(one.finished ?? this.now).getTime() > A_DAY_MS,
        hasOpen: one.different > 0,
        differences: fill(label.differences, one.different),
      };
    });
  }

  /** A comparison that did not reach its end claims nothing. */
  private claimOf({ kind, status, agree, checked }: Agreement): string {
    const words: Readonly<Record<string, string>> = {
      Running: `${kind}: ${label.running}`,
      Incomplete: `${kind}: ${label.incomplete}`,
    };
    return words[status] ?? fill(label.agree, kind, grouped(agree), grouped(checked));
  }
}

import { api, LightningElement } from 'lwc';
import type { Comparison } from 'c/answerShapes';
import { LABELS as label } from './labels';

/** Two sides of one record, row by row. What differs stands out by a mark and by a word, not by colour alone. */
export default class ComparisonTable extends LightningElement {
  label = label;
  @api comparison: Comparison | null = null;
  /** Words for the two sides, where they are not the two systems. */
  @api leftLabel = label.inSalesforce;
  @api rightLabel = label.inLinnworks;

  get title(): string {
    return this.comparison?.label ?? '';
  }
  get problems(): readonly string[] {
    return this.comparison?.problems ?? [];
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get rows() {
    return (this.comparison?.rows ?? []).map((row, index) => ({
      key: String(index),
      name: row.name,
      from: row.from ?? '',
      note: row.note ?? '',
      left: row.salesforce === '' ? label.nothing : row.salesforce,
      right: row.linnworks === '' ? label.nothing : row.linnworks,
      icon: row.same ? 'utility:check' : 'utility:warning',
      variant: row.same ? 'success' : 'warning',
      verdict: row.same ? label.same : label.differs,
      className: row.same ? '' : 'differs',
    }));
  }
}

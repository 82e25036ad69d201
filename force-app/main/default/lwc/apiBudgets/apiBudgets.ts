import { api, LightningElement } from 'lwc';
import { clockTime, fill, grouped, until } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface Budget {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly window: string;
  /** Use of a daily budget at the pace of the last hour; missing until the worker knows it. */
  readonly perHour?: number | null;
}

const HOUR_MS = 3_600_000;
const NEARLY_USED_UP = 90;

/** When a daily budget runs out at the present pace; null when it lasts for a day or the pace is not known. */
export function runsOutAt({ used, limit, perHour }: Budget, now: number): string | null {
  if (!perHour || perHour <= 0) return null;
  const hours = Math.max(0, limit - used) / perHour;
  return hours >= 24 ? null : new Date(now + hours * HOUR_MS).toISOString();
}

/** Quotas of both systems as bars, the fullest first, each with a forecast. */
export default class ApiBudgets extends LightningElement {
  label = label;
  @api budgets: readonly Budget[] = [];
  @api now = 0;

  get hasBudgets(): boolean {
    return this.budgets.length > 0;
  }

  get rows() {
    const rows = this.budgets.map((budget) => {
      const percent = Math.min(100, Math.round((budget.used / Math.max(1, budget.limit)) * 100));
      const out = budget.window === 'day' ? runsOutAt(budget, this.now) : null;
      const isShort = out !== null || percent >= NEARLY_USED_UP;
      return {
        name: budget.name,
        percent,
        text: fill(label.budget, grouped(budget.used), grouped(budget.limit), budget.window),
        style: `width: ${percent}%`,
        barClass: `slds-progress-bar__value${isShort ? ' short' : ''}`,
        forecast: this.forecastOf(budget, out),
        forecastClass: out === null ? 'slds-text-color_weak' : 'slds-text-color_error',
      };
    });
    return rows.sort((a, b) => b.percent - a.percent);
  }

  private forecastOf(budget: Budget, out: string | null): string {
    if (budget.window !== 'day') return label.refills;
    if (out !== null) return fill(label.low, clockTime(out), until(out, this.now));
    return typeof budget.perHour === 'number' ? label.lasts : label.unknown;
  }
}

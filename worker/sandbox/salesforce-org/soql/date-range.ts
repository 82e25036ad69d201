import { notModelled } from './soql-error.ts';

/** From the first moment of a date literal to the first moment after it, in milliseconds. */
export interface DateRange {
  readonly from: number;
  readonly to: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';
const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The start of the unit that is `offset` units away from the one that holds `now`. Weeks start on Sunday. */
function startOf(unit: Unit, now: Date, offset: number): number {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (unit === 'DAY') return Date.UTC(year, month, day + offset);
  if (unit === 'WEEK') return Date.UTC(year, month, day - now.getUTCDay() + offset * 7);
  const size = MONTHS[unit] ?? 1;
  return Date.UTC(year, (Math.floor(month / size) + offset) * size, 1);
}

const NAMED: Readonly<Record<string, readonly [Unit, number]>> = {
  YESTERDAY: ['DAY', -1],
  TODAY: ['DAY', 0],
  TOMORROW: ['DAY', 1],
};

/**
 * The range of `TODAY`, `LAST_MONTH`, `LAST_N_DAYS:7`, … in UTC.
 * @throws OrgError NOT_MODELLED for fiscal periods and the like.
 */
export function dateRange(literal: string, now: Date): DateRange {
  const [name = '', count = ''] = literal.toUpperCase().split(':');
  const [plainUnit, plainOffset] = NAMED[name] ?? [];
  const units = (unit: Unit, from: number, to: number): DateRange => ({
    from: startOf(unit, now, from),
    to: startOf(unit, now, to),
  });
  if (plainUnit !== undefined && plainOffset !== undefined)
    return units(plainUnit, plainOffset, plainOffset + 1);
  const relative = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (relative) {
    const offset = { LAST: -1, THIS: 0, NEXT: 1 }[relative[1] ?? ''] ?? 0;
    return units(relative[2] as Unit, offset, offset + 1);
  }
  const counted = /^(LAST_N|NEXT_N|N)_(DAY|WEEK|MONTH|QUARTER|YEAR)S(_AGO)?$/.exec(name);
  const n = Number(count);
  if (counted && Number.isInteger(n)) {
    const unit = counted[2] as Unit;
    if (counted[3] !== undefined && counted[1] === 'N') return units(unit, -n, -n + 1);
    // LAST_N_DAYS includes today; LAST_N_WEEKS and longer end before the current one.
    if (counted[1] === 'LAST_N') return units(unit, -n, unit === 'DAY' ? 1 : 0);
    if (counted[1] === 'NEXT_N') return units(unit, 1, n + 1);
  }
  throw notModelled(`the date literal ${literal}`);
}

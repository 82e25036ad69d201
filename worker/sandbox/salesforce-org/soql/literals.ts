import { OrgError } from '../ports.ts';

const DAY_MS = 86_400_000;

/** A range of time, end excluded; both in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

function dayStart(now: Date, offsetDays = 0): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + offsetDays);
}

/** Date literals without a number. Days are UTC: the emulated users live there. */
const NAMED: Readonly<Record<string, (now: Date) => Span>> = {
  TODAY: (now) => ({ from: dayStart(now), to: dayStart(now, 1) }),
  YESTERDAY: (now) => ({ from: dayStart(now, -1), to: dayStart(now) }),
  TOMORROW: (now) => ({ from: dayStart(now, 1), to: dayStart(now, 2) }),
  LAST_90_DAYS: (now) => ({ from: dayStart(now, -90), to: dayStart(now, 1) }),
  THIS_MONTH: (now) => ({
    from: Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1),
    to: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1),
  }),
  THIS_YEAR: (now) => ({
    from: Date.UTC(now.getUTCFullYear(), 0, 1),
    to: Date.UTC(now.getUTCFullYear() + 1, 0, 1),
  }),
};
const COUNTED: Readonly<Record<string, (now: Date, n: number) => Span>> = {
  LAST_N_DAYS: (now, n) => ({ from: dayStart(now, -n), to: dayStart(now, 1) }),
  NEXT_N_DAYS: (now, n) => ({ from: dayStart(now, 1), to: dayStart(now, n + 1) }),
  N_DAYS_AGO: (now, n) => ({ from: dayStart(now, -n), to: dayStart(now, 1 - n) }),
};

export function dateLiteral(text: string, now: Date): Span {
  const [name = '', count] = text.toUpperCase().split(':');
  const span = count === undefined ? NAMED[name]?.(now) : COUNTED[name]?.(now, Number(count));
  if (span !== undefined) return span;
  throw new OrgError(400, 'MALFORMED_QUERY', `The date literal ${text} is not modelled`);
}

/** A date or date-time as a span: a day lasts a day, an instant nothing. */
export function toSpan(text: string): Span {
  const from = Date.parse(text);
  if (Number.isNaN(from))
    throw new OrgError(400, 'INVALID_QUERY_FILTER_OPERATOR', `Not a date: ${text}`);
  return { from, to: text.includes('T') ? from : from + DAY_MS };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text between quotes, with SOQL's escapes undone. */
export function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one);
}

/** `%` and `_` of LIKE; case does not matter. */
export function likePattern(text: string): RegExp {
  const source = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '[\\s\\S]*')
    .replace(/_/g, '[\\s\\S]');
  return new RegExp(`^${source}$`, 'i');
}

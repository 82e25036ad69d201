import { ERROR_CODES, type KnownCode } from '../domain/error-codes.ts';
import type { Problem } from '../domain/problem.ts';

/**
 * One row of the field model: where a value comes from, what it becomes, and what happens when it is missing. The rows
 * are executed as they stand, give the SOQL its field list and are printed as the reference page.
 */
export interface FieldRow<Target extends string = string> {
  readonly target: Target;
  /** Tried in this order; the first that is not blank wins. `Settings.` names a merchant setting. */
  readonly sources: readonly string[];
  readonly convert: Conversion;
  /** A code makes a missing value a problem of the order; anything else is sent instead. */
  readonly whenMissing: { readonly problem: KnownCode } | { readonly send: unknown } | 'leave out';
  readonly note?: string;
}

type Record_ = Readonly<Record<string, unknown>>;
const UNREADABLE = Symbol('unreadable');

/** Each takes a value that is there and gives the converted one, or says that it cannot be read. */
const CONVERSIONS = {
  text: (value: unknown) => String(value).trim(),
  number: (value: unknown) => {
    const number = typeof value === 'number' ? value : Number(value);
    return Number.isFinite(number) ? number : UNREADABLE;
  },
  'date and time': (value: unknown) => {
    const date = new Date(String(value));
    return Number.isNaN(date.getTime()) ? UNREADABLE : date.toISOString();
  },
  'yes or no': (value: unknown) => value === true || value === 'true',
  'lines of text': (value: unknown) => String(value).replace(/\r\n?/g, '\n').trim(),
} as const;
export type Conversion = keyof typeof CONVERSIONS;

/** Walks a path such as `Order.Account.Name`; undefined where a step is missing. */
export function valueAt(record: Record_, path: string): unknown {
  let current: unknown = record;
  for (const step of path.split('.')) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as Record_)[step];
  }
  return current;
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export function problem(
  path: string,
  code: KnownCode,
  message: string,
  causeKey?: string,
): Problem {
  const { whatToDo } = ERROR_CODES[code];
  return { path, code, message, whatToDo, ...(causeKey === undefined ? {} : { causeKey }) };
}

function readRow(row: FieldRow, record: Record_): { value?: unknown; problem?: Problem } {
  const source = row.sources.find((path) => !isBlank(valueAt(record, path)));
  const first = row.sources[0] ?? row.target;
  if (source === undefined) {
    if (row.whenMissing === 'leave out') return {};
    if ('send' in row.whenMissing) return { value: row.whenMissing.send };
    return { problem: problem(first, row.whenMissing.problem, `${first} is empty.`) };
  }
  const value = CONVERSIONS[row.convert](valueAt(record, source));
  if (value !== UNREADABLE) return { value };
  return { problem: problem(source, 'FIELD_UNREADABLE', `${source} is not a ${row.convert}.`) };
}

/** Executes a table: the values by target, and every problem at once. Pure and total. */
export function readRows(
  rows: readonly FieldRow[],
  record: Record_,
): { values: Record<string, unknown>; problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const row of rows) {
    const read = readRow(row, record);
    if (read.problem) problems.push(read.problem);
    else if ('value' in read) values[row.target] = read.value;
  }
  return { values, problems };
}

/** The paths of a table below one object, for the SOQL that reads it. */
export function pathsBelow(rows: readonly FieldRow[], object: string): string[] {
  const prefix = `${object}.`;
  return rows
    .flatMap(({ sources }) => sources)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

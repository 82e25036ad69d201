import { ERROR_CODES, type KnownCode } from '../domain/error-codes.ts';
import type { Problem } from '../domain/problem.ts';
import { CONVERSIONS, UNREADABLE, type Conversion } from './conversions.ts';

/**
 * One row of the field model: where a value comes from, what it becomes, and what happens when it is missing. The rows
 * are executed as they stand, give the SOQL its field list and are printed as the reference page.
 */
export interface FieldRow<Target extends string = string> {
  readonly target: Target;
  /**
   * Tried in this order; the first that is not blank wins. `Settings.` names a merchant setting, `Customer.` the
   * identity (customer.ts). None: the value comes from a mapping row of the admin, if at all.
   */
  readonly sources: readonly string[];
  readonly convert: Conversion;
  /** A code makes a missing value a problem of the order; anything else is sent instead. */
  readonly whenMissing: { readonly problem: KnownCode } | { readonly send: unknown } | 'leave out';
  /** Part of the order's identity or of its trace: no mapping row may change it. */
  readonly fixed?: true;
  readonly note?: string;
}

/** A mapping row of the admin for one target; tried before the table's own row. */
export interface Override {
  /** For people: which mapping row. */
  readonly name: string;
  readonly sources: readonly string[];
  /** Done before the conversion of the target; null: that one alone. */
  readonly convert: Conversion | null;
  readonly otherwise: string | null;
  readonly isRequired: boolean;
}
/** In the order of their priority, by target. */
export type Overrides = ReadonlyMap<string, readonly Override[]>;
export const NO_OVERRIDES: Overrides = new Map();

type Record_ = Readonly<Record<string, unknown>>;

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

type Read = { readonly value?: unknown; readonly problem?: Problem };

function converted(value: unknown, path: string, steps: readonly (Conversion | null)[]): Read {
  // A path that ends at a record instead of at a field gives nothing that could be sent.
  let current: unknown = typeof value === 'object' ? UNREADABLE : value;
  for (const step of steps) {
    if (step === null) continue;
    if (current !== UNREADABLE) current = CONVERSIONS[step](current);
    if (current === UNREADABLE)
      return { problem: problem(path, 'FIELD_UNREADABLE', `${path} is not a ${step}.`) };
  }
  return { value: current };
}

/** Null: the override has nothing to say, and the next one or the table's row is asked. */
function readOverride(row: FieldRow, override: Override, record: Record_): Read | null {
  const source = override.sources.find((path) => !isBlank(valueAt(record, path)));
  const path = source ?? override.sources[0] ?? row.target;
  const value = source === undefined ? override.otherwise : valueAt(record, source);
  if (!isBlank(value)) return converted(value, path, [override.convert, row.convert]);
  if (!override.isRequired) return null;
  const message = `${path} is empty, and the mapping row "${override.name}" needs it.`;
  return { problem: problem(path, 'FIELD_MISSING', message) };
}

function readRow(row: FieldRow, record: Record_, overrides: readonly Override[]): Read {
  for (const override of overrides) {
    const read = readOverride(row, override, record);
    if (read) return read;
  }
  const source = row.sources.find((path) => !isBlank(valueAt(record, path)));
  const first = row.sources[0] ?? row.target;
  if (source !== undefined) return converted(valueAt(record, source), source, [row.convert]);
  if (row.whenMissing === 'leave out') return {};
  if ('send' in row.whenMissing) return { value: row.whenMissing.send };
  return { problem: problem(first, row.whenMissing.problem, `${first} is empty.`) };
}

/** Executes a table: the values by target, and every problem at once. Pure and total. */
export function readRows(
  rows: readonly FieldRow[],
  record: Record_,
  overrides: Overrides = NO_OVERRIDES,
): { values: Record<string, unknown>; problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const row of rows) {
    const read = readRow(row, record, overrides.get(row.target) ?? []);
    if (read.problem) problems.push(read.problem);
    else if ('value' in read) values[row.target] = read.value;
  }
  return { values, problems };
}

/** The sources below one object, for the SOQL that reads it. */
export function pathsBelow(
  rows: readonly Pick<FieldRow, 'sources'>[],
  object: 'Order' | 'OrderItem',
): string[] {
  const prefix = `${object}.`;
  return rows
    .flatMap(({ sources }) => sources)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

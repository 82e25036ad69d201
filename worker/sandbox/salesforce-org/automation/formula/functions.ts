import {
  BLANK,
  boolean,
  compare,
  isBlank,
  isTrue,
  number,
  print,
  text,
  type Value,
} from './values.ts';

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a record id, safe to compare without letter case. */
function caseSafeId(id: string): string {
  if (id.length !== 15) return id;
  const suffix = [0, 5, 10].map((start) => {
    const upper = [...id.slice(start, start + 5)].map((c) => (/[A-Z]/.test(c) ? 1 : 0));
    return SUFFIX[upper.reduce<number>((sum, bit, position) => sum | (bit << position), 0)];
  });
  return id + suffix.join('');
}

type Lazy = readonly (() => Value)[];
export interface FormulaFunction {
  readonly min: number;
  readonly max: number;
  /** Arguments are computed when asked for: AND, OR and IF stop early. */
  readonly run: (args: Lazy) => Value;
}

const at = (args: Lazy, index: number): Value => args[index]?.() ?? BLANK;
const of = (count: number, run: FormulaFunction['run']): FormulaFunction => ({
  min: count,
  max: count,
  run,
});
const some = (run: FormulaFunction['run']): FormulaFunction => ({ min: 1, max: 100, run });

/** Functions of formulas that do not look at the record's earlier values (Salesforce formula reference). */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map([
  ['AND', some((args) => boolean(args.every((arg) => isTrue(arg()))))],
  ['OR', some((args) => boolean(args.some((arg) => isTrue(arg()))))],
  ['NOT', of(1, (args) => boolean(!isTrue(at(args, 0))))],
  ['IF', of(3, (args) => at(args, isTrue(at(args, 0)) ? 1 : 2))],
  ['ISBLANK', of(1, (args) => boolean(isBlank(at(args, 0))))],
  ['ISNULL', of(1, (args) => boolean(at(args, 0).value === null))],
  ['BLANKVALUE', of(2, (args) => (isBlank(at(args, 0)) ? at(args, 1) : at(args, 0)))],
  ['ISPICKVAL', of(2, (args) => boolean(print(at(args, 0)) === print(at(args, 1))))],
  ['TEXT', of(1, (args) => text(print(at(args, 0))))],
  ['CASESAFEID', of(1, (args) => text(caseSafeId(print(at(args, 0)))))],
  ['LEN', of(1, (args) => number(print(at(args, 0)).length))],
  ['LEFT', of(2, (args) => text(print(at(args, 0)).slice(0, Number(at(args, 1).value))))],
  ['UPPER', of(1, (args) => text(print(at(args, 0)).toUpperCase()))],
  ['LOWER', of(1, (args) => text(print(at(args, 0)).toLowerCase()))],
  ['TRIM', of(1, (args) => text(print(at(args, 0)).trim()))],
]);

type Operator = (left: Value, right: Value) => Value;
const ordered =
  (holds: (order: number) => boolean): Operator =>
  (left, right) => {
    const order = compare(left, right);
    return boolean(order !== null && holds(order));
  };
const arithmetic =
  (compute: (a: number, b: number) => number): Operator =>
  (left, right) => {
    if (isBlank(left) || isBlank(right)) return { type: 'number', value: null };
    if (left.type !== 'number' || right.type !== 'number') {
      throw new Error(`Arithmetic with a ${left.type} and a ${right.type}`);
    }
    return number(compute(Number(left.value), Number(right.value)));
  };
const daysLater = ({ value }: Value, days: number): Value => ({
  type: 'datetime',
  value: new Date(Date.parse(String(value)) + days * 86_400_000).toISOString(),
});
const concatenate: Operator = (left, right) => text(print(left) + print(right));
const isText = ({ type }: Value): boolean => type === 'text';

/** Operators over computed operands; `&&` and `||` are the functions AND and OR. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['=', ordered((order) => order === 0)],
  ['==', ordered((order) => order === 0)],
  ['<>', (left, right) => boolean(compare(left, right) !== 0)],
  ['!=', (left, right) => boolean(compare(left, right) !== 0)],
  ['<', ordered((order) => order < 0)],
  ['>', ordered((order) => order > 0)],
  ['<=', ordered((order) => order <= 0)],
  ['>=', ordered((order) => order >= 0)],
  ['&', concatenate],
  [
    '+',
    (left, right) =>
      isText(left) || isText(right)
        ? concatenate(left, right)
        : arithmetic((a, b) => a + b)(left, right),
  ],
  [
    '-',
    (left, right) =>
      left.type === 'datetime' && right.type === 'number' && left.value !== null
        ? daysLater(left, -Number(right.value))
        : arithmetic((a, b) => a - b)(left, right),
  ],
  ['*', arithmetic((a, b) => a * b)],
  ['/', arithmetic((a, b) => a / b)],
]);

import { FUNCTIONS, OPERATORS } from './functions.ts';
import { walk, type Expression } from './parse.ts';
import { BLANK, boolean, compare, number, text, type Value } from './values.ts';

/** Where a formula finds its merge fields. */
export interface Scope {
  resolve(path: readonly string[]): Value;
  /** The value before the save; null while the record is being created. */
  prior(path: readonly string[]): Value | null;
  readonly isNew: boolean;
}

const ABOUT_CHANGES = new Map([
  ['ISNEW', 0],
  ['ISCHANGED', 1],
  ['PRIORVALUE', 1],
]);

/**
 * Refuses what the evaluator would only find out while running.
 * @throws Error naming the unknown function or a wrong number of arguments.
 */
export function checkFormula(
  expression: Expression,
  checkPath: (path: readonly string[]) => void,
): void {
  for (const part of walk(expression)) {
    if (part.kind === 'reference') checkPath(part.path);
    if (part.kind !== 'call') continue;
    const { name, args } = part;
    const changes = ABOUT_CHANGES.get(name);
    const known = FUNCTIONS.get(name);
    if (changes === undefined && !known)
      throw new Error(`Formula function ${name} is not modelled`);
    const [min, max] = known ? [known.min, known.max] : [changes ?? 0, changes ?? 0];
    if (args.length < min || args.length > max) {
      throw new Error(`Formula function ${name} does not take ${args.length} arguments`);
    }
    if (changes === 1 && args[0]?.kind !== 'reference') {
      throw new Error(`Formula function ${name} takes a field`);
    }
  }
}

function aboutChanges(name: string, args: readonly Expression[], scope: Scope): Value | null {
  if (name === 'ISNEW') return boolean(scope.isNew);
  const [field] = args;
  if (!ABOUT_CHANGES.has(name) || field?.kind !== 'reference') return null;
  const before = scope.prior(field.path);
  const now = scope.resolve(field.path);
  if (name === 'PRIORVALUE') return before ?? now;
  return boolean(before !== null && compare(before, now) !== 0);
}

function literal(value: string | number | boolean | null): Value {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  return value === null ? BLANK : boolean(value);
}

/**
 * Computes a formula that `checkFormula` has accepted. ISCHANGED is false while a record is created.
 * @throws Error when types do not fit, e.g. a text compared with a number.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'reference':
      return scope.resolve(expression.path);
    case 'call': {
      const { name, args } = expression;
      const known = FUNCTIONS.get(name);
      if (known) return known.run(args.map((arg) => () => evaluate(arg, scope)));
      const value = aboutChanges(name, args, scope);
      if (value === null) throw new Error(`Formula function ${name} is not modelled`);
      return value;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&' || operator === '||') {
        const name = operator === '&&' ? 'AND' : 'OR';
        return evaluate({ kind: 'call', name, args: [left, right] }, scope);
      }
      const compute = OPERATORS.get(operator);
      if (!compute) throw new Error(`Formula operator ${operator} is not modelled`);
      return compute(evaluate(left, scope), evaluate(right, scope));
    }
  }
}

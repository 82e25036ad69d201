import type { Condition, ConditionGroup, Operator } from './flow-model.ts';
import { compare, isBlank, isTrue, print, type Value } from './formula/values.ts';

export interface ConditionScope {
  resolve(path: readonly string[]): Value;
  /** Null while the record is being created. */
  prior(path: readonly string[]): Value | null;
  valueOf(value: Condition['right']): Value;
}

const ordered = (left: Value, right: Value, holds: (order: number) => boolean): boolean => {
  const order = compare(left, right);
  return order !== null && holds(order);
};

/** Compares as Flow does: texts of filters and decisions ignore letter case. */
export function holds(operator: Operator, left: Value, right: Value): boolean {
  const [a, b] = [lower(left), lower(right)];
  switch (operator) {
    case 'EqualTo':
      return compare(a, b) === 0;
    case 'NotEqualTo':
      return compare(a, b) !== 0;
    case 'GreaterThan':
      return ordered(a, b, (order) => order > 0);
    case 'GreaterThanOrEqualTo':
      return ordered(a, b, (order) => order >= 0);
    case 'LessThan':
      return ordered(a, b, (order) => order < 0);
    case 'LessThanOrEqualTo':
      return ordered(a, b, (order) => order <= 0);
    case 'IsNull':
      return isBlank(left) === isTrue(right);
    case 'Contains':
      return print(a).includes(print(b));
    case 'StartsWith':
      return print(a).startsWith(print(b));
    case 'EndsWith':
      return print(a).endsWith(print(b));
    case 'IsChanged':
      throw new Error('IsChanged needs the value before the save');
  }
}

function lower(value: Value): Value {
  return typeof value.value === 'string' && value.type === 'text'
    ? { ...value, value: value.value.toLowerCase() }
    : value;
}

function isMet(condition: Condition, scope: ConditionScope): boolean {
  const left = scope.resolve(condition.left);
  const right = scope.valueOf(condition.right);
  if (condition.operator !== 'IsChanged') return holds(condition.operator, left, right);
  const before = scope.prior(condition.left);
  const isChanged = before !== null && compare(before, left) !== 0;
  return isChanged === isTrue(right);
}

export function areMet({ logic, conditions }: ConditionGroup, scope: ConditionScope): boolean {
  return logic === 'and'
    ? conditions.every((condition) => isMet(condition, scope))
    : conditions.some((condition) => isMet(condition, scope));
}

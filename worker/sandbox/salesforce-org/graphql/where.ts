import type { FieldSchema, ObjectSchema } from '../ports.ts';
import {
  parentRelationship,
  readableField,
  readableObject,
  type Reader,
} from '../ui-api/reader.ts';
import { fieldUndefined, validationFault } from './graphql-fault.ts';
import { quote, soqlLiteral } from './soql-literal.ts';

const COMPARISONS: Record<string, string> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};
const LISTS: Record<string, string> = {
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
};
const JOINS: Record<string, string> = { inq: 'IN', ninq: 'NOT IN' };

type Input = Record<string, unknown>;

function inputOf(value: unknown, path: readonly string[]): Input {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  throw validationFault('WrongType', path, 'a condition must be an input object');
}

function joined(parts: readonly string[], word: 'AND' | 'OR'): string {
  const filled = parts.filter((part) => part !== '');
  return filled.length > 1 ? `(${filled.join(` ${word} `)})` : (filled[0] ?? '');
}

/** `Id: { inq: { Child__c: {…}, ApiName: "Parent__c" } }`: ids that a lookup of matching children points to. */
function semiJoin(
  reader: Reader,
  column: string,
  operator: string,
  value: unknown,
  path: readonly string[],
): string {
  const { ApiName: lookup, ...rest } = inputOf(value, path);
  const [name, where] = Object.entries(rest)[0] ?? ['', {}];
  const child = readableObject(reader, name);
  if (!child || typeof lookup !== 'string')
    throw validationFault('WrongType', path, 'an inq needs an object and ApiName');
  const field = readableField(reader, child, lookup);
  if (!field) throw fieldUndefined(child.name, lookup, path);
  const clause = whereClause(reader, child, where, '', [...path, name]);
  const filter = clause === '' ? '' : ` WHERE ${clause}`;
  return `${column} ${operator} (SELECT ${field.name} FROM ${child.name}${filter})`;
}

function condition(
  field: FieldSchema,
  column: string,
  operator: string,
  value: unknown,
  path: readonly string[],
): string {
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return `${column} ${comparison} ${soqlLiteral(field, value)}`;
  if (operator === 'like') return `${column} LIKE ${quote(String(value))}`;
  const list = LISTS[operator];
  if (list === undefined || !Array.isArray(value)) {
    throw validationFault(
      'WrongType',
      path,
      `argument '${operator}' is not an operator of '${field.name}'`,
    );
  }
  // Nothing is in an empty list; SOQL has no way to write one.
  if (value.length === 0) return operator === 'nin' ? '' : 'Id = null';
  return `${column} ${list} (${value.map((item) => soqlLiteral(field, item)).join(', ')})`;
}

function onField(
  reader: Reader,
  field: FieldSchema,
  column: string,
  value: unknown,
  path: readonly string[],
): string {
  const operators = Object.entries(inputOf(value, path)).filter(
    ([, operand]) => operand !== undefined,
  );
  const parts = operators.map(([operator, operand]) => {
    const join = JOINS[operator];
    return join === undefined
      ? condition(field, column, operator, operand, path)
      : semiJoin(reader, column, join, operand, path);
  });
  return joined(parts, 'AND');
}

/**
 * A GraphQL `where` as a SOQL condition without the word WHERE; '' when it restricts nothing.
 * `prefix` is the path to the object when the condition is about a parent, e.g. `Order__r.`.
 * @throws GraphqlFault for fields the user cannot read, unknown operators and values of the wrong type.
 */
export function whereClause(
  reader: Reader,
  object: ObjectSchema,
  where: unknown,
  prefix = '',
  path: readonly string[] = [object.name],
): string {
  if (where === null || where === undefined) return '';
  const inner = (value: unknown): string => whereClause(reader, object, value, prefix, path);
  const parts = Object.entries(inputOf(where, path)).map(([name, value]) => {
    if (value === undefined) return '';
    const all = Array.isArray(value) ? (value as unknown[]) : [value];
    if (name === 'and') return joined(all.map(inner), 'AND');
    if (name === 'or') return joined(all.map(inner), 'OR');
    if (name === 'not') {
      const negated = joined(all.map(inner), 'AND');
      return negated === '' ? '' : `(NOT ${negated.startsWith('(') ? negated : `(${negated})`})`;
    }
    const field = readableField(reader, object, name);
    if (field) return onField(reader, field, prefix + field.name, value, [...path, name]);
    const relationship = parentRelationship(reader, object, name);
    if (!relationship) throw fieldUndefined(object.name, name, path);
    const step = `${prefix}${relationship.field.relationshipName}.`;
    return whereClause(reader, relationship.parent, value, step, [...path, name]);
  });
  return joined(parts, 'AND');
}

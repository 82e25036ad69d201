import type { Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { OrgError, type FieldSchema, type ObjectSchema, type Row } from '../ports.ts';
import { dateLiteral, likePattern, toSpan, unquote, type Span } from './literals.ts';
import { resolvePath, valueAt, type Path, type RowSource } from './row-source.ts';

export type Predicate = (row: Row) => boolean;
/** Runs an inner query and gives the values of its one field. */
export type Subselect = (query: Query) => ReadonlySet<string>;

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly literalType: string | readonly string[];
  readonly value: string | readonly string[];
  readonly valueQuery?: Query;
  readonly openParen?: number;
  readonly closeParen?: number;
}
interface Link {
  readonly left?: unknown;
  readonly operator?: string;
  readonly right?: Link | null;
}
type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;

/** The parser gives a chain of conditions with counts of parentheses; as a row of tokens it can be read again. */
function toTokens(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  let node = where as Link | null | undefined;
  while (node !== undefined && node !== null) {
    const left = node.left as (Partial<Condition> & object) | null | undefined;
    for (let n = left?.openParen ?? 0; n > 0; n--) tokens.push('(');
    if (left?.field !== undefined) tokens.push(left as Condition);
    for (let n = left?.closeParen ?? 0; n > 0; n--) tokens.push(')');
    if (node.operator !== undefined) tokens.push(node.operator as Token);
    node = node.right;
  }
  return tokens;
}

export interface FilterContext {
  readonly source: RowSource;
  readonly object: ObjectSchema;
  readonly subselect: Subselect;
}

const TEXT_TYPES = new Set([
  'string',
  'textarea',
  'picklist',
  'multipicklist',
  'email',
  'phone',
  'url',
  'autonumber',
]);
const isId = (field: FieldSchema): boolean => field.type === 'id' || field.type === 'reference';

/** Ids are compared in their first 15 characters, which is all that a 15-character one has. */
const idKey = (value: unknown): string => String(value as string).slice(0, 15);

function comparable(field: FieldSchema, value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (isId(field)) return idKey(value);
  if (TEXT_TYPES.has(field.type)) return String(value as string).toLowerCase();
  if (field.type === 'date' || field.type === 'datetime')
    return Date.parse(String(value as string));
  return value as number | boolean;
}

function literal(condition: Condition, text: string, now: Date): unknown {
  const type = Array.isArray(condition.literalType)
    ? condition.literalType[0]
    : condition.literalType;
  switch (type) {
    case 'STRING':
      return unquote(text);
    case 'NULL':
      return null;
    case 'BOOLEAN':
      return text.toUpperCase() === 'TRUE';
    case 'DATE':
    case 'DATETIME':
      return toSpan(text);
    case 'DATE_LITERAL':
    case 'DATE_N_LITERAL':
      return dateLiteral(text, now);
    default:
      return Number(text);
  }
}

function compareSpan(operator: string, at: number, { from, to }: Span): boolean {
  const last = to > from ? to : from + 1;
  switch (operator) {
    case '=':
      return at >= from && at < last;
    case '!=':
      return at < from || at >= last;
    case '<':
      return at < from;
    case '<=':
      return at < last;
    case '>':
      return at >= last;
    case '>=':
      return at >= from;
    default:
      throw new OrgError(
        400,
        'INVALID_QUERY_FILTER_OPERATOR',
        `Operator ${operator} is not for dates`,
      );
  }
}

function compare(
  operator: string,
  value: string | number | boolean | null,
  wanted: unknown,
  field: FieldSchema,
): boolean {
  if (typeof wanted === 'object' && wanted !== null)
    return value !== null && compareSpan(operator, value as number, wanted as Span);
  if (operator.toUpperCase() === 'LIKE')
    return value !== null && likePattern(String(wanted as string)).test(String(value));
  const other = comparable(field, wanted);
  if (operator === '=') return value === other;
  if (operator === '!=' || operator === '<>') return value !== other;
  if (value === null || other === null) return false;
  if (operator === '<') return value < other;
  if (operator === '<=') return value <= other;
  if (operator === '>') return value > other;
  if (operator === '>=') return value >= other;
  throw new OrgError(400, 'MALFORMED_QUERY', `The operator ${operator} is not modelled`);
}

function membership(
  context: FilterContext,
  condition: Condition,
  path: Path,
): ReadonlySet<unknown> {
  if (condition.valueQuery !== undefined)
    return new Set([...context.subselect(condition.valueQuery)].map(idKey));
  const now = context.source.now();
  const texts = Array.isArray(condition.value)
    ? (condition.value as string[])
    : [condition.value as string];
  return new Set(texts.map((text) => comparable(path.field, literal(condition, text, now))));
}

function toPredicate(context: FilterContext, condition: Condition): Predicate {
  const { source, object } = context;
  if (condition.field === undefined)
    throw new OrgError(400, 'MALFORMED_QUERY', 'A function in WHERE is not modelled');
  const path = resolvePath(source, object, condition.field);
  if (path.field.type === 'textarea' && path.field.length > 255) {
    const message = `field '${path.field.name}' can not be filtered in a query call`;
    throw new OrgError(400, 'INVALID_FIELD', message);
  }
  const operator = condition.operator.toUpperCase();
  const valueOf = (row: Row) => comparable(path.field, valueAt(source, row, path));
  if (operator === 'IN' || operator === 'NOT IN') {
    const members = membership(context, condition, path);
    return (row) => members.has(valueOf(row)) === (operator === 'IN');
  }
  const wanted = literal(condition, condition.value as string, source.now());
  return (row) => compare(operator, valueOf(row), wanted, path.field);
}

class Reader {
  readonly #tokens: Token[];
  readonly #context: FilterContext;

  constructor(tokens: Token[], context: FilterContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  expression(): Predicate {
    const terms = [this.#term()];
    let joined: Token | undefined;
    while (this.#tokens[0] === 'AND' || this.#tokens[0] === 'OR') {
      const operator = this.#tokens.shift();
      // Without parentheses Salesforce refuses to guess what is meant.
      if (joined !== undefined && joined !== operator)
        throw new OrgError(
          400,
          'MALFORMED_QUERY',
          'unexpected token: OR; AND and OR need parentheses',
        );
      joined = operator;
      terms.push(this.#term());
    }
    return joined === 'OR'
      ? (row) => terms.some((term) => term(row))
      : (row) => terms.every((term) => term(row));
  }

  #term(): Predicate {
    const token = this.#tokens.shift();
    if (token === 'NOT') {
      const inner = this.#term();
      return (row) => !inner(row);
    }
    if (token === '(') {
      const inner = this.expression();
      if (this.#tokens.shift() !== ')')
        throw new OrgError(400, 'MALFORMED_QUERY', 'A parenthesis is missing');
      return inner;
    }
    if (token === undefined || typeof token === 'string')
      throw new OrgError(400, 'MALFORMED_QUERY', 'A condition is missing');
    return toPredicate(this.#context, token);
  }
}

export function compileWhere(where: WhereClause | undefined, context: FilterContext): Predicate {
  if (where === undefined) return () => true;
  return new Reader(toTokens(where), context).expression();
}

/** Rows that can match at all, by an index on one of the conditions that are joined with AND only. */
export function candidates(where: WhereClause | undefined, context: FilterContext): Iterable<Row> {
  const { source, object } = context;
  const tokens = where === undefined ? [] : toTokens(where);
  if (!tokens.includes('OR') && !tokens.includes('NOT'))
    for (const token of tokens) {
      if (typeof token === 'string' || token.valueQuery !== undefined || token.field?.includes('.'))
        continue;
      if (token.operator !== '=' && token.operator.toUpperCase() !== 'IN') continue;
      const field = source.findField(object, token.field);
      const texts = Array.isArray(token.value)
        ? (token.value as string[])
        : [token.value as string];
      if (field === null || texts.some((text) => !text.startsWith("'"))) continue;
      const rows = source.lookup(object, field, texts.map(unquote));
      if (rows !== null) return rows;
    }
  return source.rows(object);
}

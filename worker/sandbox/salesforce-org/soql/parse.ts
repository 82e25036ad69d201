import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../ports.ts';
import { malformed, notModelled } from './soql-error.ts';

const LONGEST = 100_000;
const LARGEST_OFFSET = 2000;

function checkClauses(query: Query): void {
  if (query.usingScope !== undefined) throw notModelled('USING SCOPE');
  if (query.withDataCategory !== undefined) throw notModelled('WITH DATA CATEGORY');
  if (query.update !== undefined) throw notModelled('UPDATE');
  if ((query.offset ?? 0) > LARGEST_OFFSET) {
    const message = `Maximum SOQL offset allowed is ${LARGEST_OFFSET}`;
    throw new OrgError(400, 'NUMBER_OUTSIDE_VALID_RANGE', message);
  }
  for (const field of query.fields ?? []) {
    if (field.type === 'FieldTypeof') throw notModelled('TYPEOF');
    if (field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS')
      throw notModelled('FIELDS()');
  }
}

const parsed = new Map<string, Query>();
const MOST_KEPT = 500;

/**
 * The query's syntax tree.
 * @throws OrgError MALFORMED_QUERY, or NOT_MODELLED for clauses that the org does not know.
 */
export function parseSoql(soql: string): Query {
  const known = parsed.get(soql);
  if (known) return known;
  if (soql.length > LONGEST)
    throw malformed('SOQL statements cannot be longer than 100000 characters.');
  let query: Query;
  try {
    query = parseQuery(soql);
  } catch (error) {
    throw malformed(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  if (query.sObject === undefined) throw malformed("unexpected token: '<EOF>'");
  checkClauses(query);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(soql, query);
  return query;
}

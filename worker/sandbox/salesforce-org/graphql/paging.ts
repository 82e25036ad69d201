import type { ObjectSchema } from '../ports.ts';
import { parentRelationship, readableField, type Reader } from '../ui-api/reader.ts';
import { fieldUndefined, validationFault } from './graphql-fault.ts';

const DEFAULT_FIRST = 10;
const MAX_FIRST = 2000;
/** Without an upper bound only so many records of a connection can be reached. */
const MAX_REACHABLE = 4000;
const MIN_FIRST_WITH_UPPER_BOUND = 200;

export interface Page {
  readonly first: number;
  readonly start: number;
}

export function cursorOf(index: number): string {
  return Buffer.from(`v1:${index}`).toString('base64');
}

function startAfter(after: unknown, path: readonly string[]): number {
  if (after === undefined || after === null) return 0;
  const cursor = typeof after === 'string' ? after : '';
  const index = /^v1:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (index === undefined) throw validationFault('WrongType', path, `'${cursor}' is no cursor`);
  return Number(index) + 1;
}

/** @throws GraphqlFault when the page is larger than Salesforce allows. */
export function pageOf(args: Record<string, unknown>, path: readonly string[]): Page {
  const first = args['first'] ?? DEFAULT_FIRST;
  const hasUpperBound = args['upperBound'] !== undefined && args['upperBound'] !== null;
  const least = hasUpperBound ? MIN_FIRST_WITH_UPPER_BOUND : 1;
  if (typeof first !== 'number' || first < least || first > MAX_FIRST) {
    throw validationFault('WrongType', path, `'first' must be ${least} to ${MAX_FIRST}`);
  }
  const start = startAfter(args['after'], path);
  if (!hasUpperBound && start + first > MAX_REACHABLE) {
    throw validationFault(
      'WrongType',
      path,
      `only ${MAX_REACHABLE} records can be reached without 'upperBound'`,
    );
  }
  return { first, start };
}

/** `{ Name: { order: ASC, nulls: LAST } }`, also through parents, as SOQL's ORDER BY list; ends with the Id. */
export function orderList(
  reader: Reader,
  object: ObjectSchema,
  orderBy: unknown,
  path: readonly string[],
): string {
  const listed = orderTerms(reader, object, orderBy, '', path);
  return [...listed, ...(listed.some((term) => term.startsWith('Id ')) ? [] : ['Id ASC'])].join(
    ', ',
  );
}

/** The ORDER BY terms alone, without the tie-break by Id. */
export function orderTerms(
  reader: Reader,
  object: ObjectSchema,
  orderBy: unknown,
  prefix: string,
  path: readonly string[],
): string[] {
  const inputs = [orderBy ?? []].flat() as Record<string, unknown>[];
  return inputs.flatMap((input) =>
    Object.entries(input).flatMap(([name, value]) => {
      if (value === undefined || value === null) return [];
      const field = readableField(reader, object, name);
      if (field) {
        const { order, nulls } = value as { order?: unknown; nulls?: unknown };
        const direction = order === 'DESC' ? 'DESC' : 'ASC';
        const last = nulls === 'LAST' ? ' NULLS LAST' : nulls === 'FIRST' ? ' NULLS FIRST' : '';
        return [`${prefix}${field.name} ${direction}${last}`];
      }
      const relationship = parentRelationship(reader, object, name);
      if (!relationship) throw fieldUndefined(object.name, name, path);
      const step = `${prefix}${relationship.field.relationshipName}.`;
      return orderTerms(reader, relationship.parent, value, step, path);
    }),
  );
}

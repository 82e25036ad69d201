import { GraphQLError, parseValue, valueFromASTUntyped } from 'graphql';
import { GraphqlFault } from '../graphql/graphql-fault.ts';
import { whereClause } from '../graphql/where.ts';
import { OrgError, type HttpRequest, type ObjectSchema, type Row } from '../ports.ts';
import { addFields, emptyTree, represent, selectList } from './field-tree.ts';
import { childRelationship, objectOfId, readableField, type Reader } from './reader.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1999;

interface ListInput {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly sortBy: readonly string[];
  readonly where: string | null;
  readonly pageSize: number;
  readonly pageToken: string;
}

const names = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : [];

function inputOf(request: HttpRequest): ListInput {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const pageSize = Number(body['pageSize'] ?? DEFAULT_PAGE_SIZE);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
    throw new OrgError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      `pageSize must be 1 to ${MAX_PAGE_SIZE}`,
    );
  }
  return {
    fields: names(body['fields']),
    optionalFields: names(body['optionalFields']),
    sortBy: names(body['sortBy']),
    where: typeof body['where'] === 'string' && body['where'] !== '' ? body['where'] : null,
    pageSize,
    pageToken: typeof body['pageToken'] === 'string' ? body['pageToken'] : '0',
  };
}

/** `Field` or `-Field`, with or without the object's name before it. */
function orderOf(reader: Reader, child: ObjectSchema, sortBy: readonly string[]): string {
  const parts = sortBy.map((entry) => {
    const direction = entry.startsWith('-') ? 'DESC' : 'ASC';
    const name = entry.replace(/^[-+]/, '').split('.').at(-1) ?? '';
    const field = readableField(reader, child, name);
    if (!field)
      throw new OrgError(400, 'INVALID_FIELD', `Cannot sort by '${name}' of '${child.name}'`);
    return `${field.name} ${direction}`;
  });
  return parts.length === 0 ? 'Id ASC' : parts.join(', ');
}

/** The condition is written as in GraphQL: `{ Status__c: { eq: "Open" } }`. */
function conditionOf(reader: Reader, child: ObjectSchema, where: string | null): string {
  if (where === null) return '';
  try {
    const clause = whereClause(reader, child, valueFromASTUntyped(parseValue(where)));
    return clause === '' ? '' : ` AND ${clause}`;
  } catch (error) {
    if (!(error instanceof GraphqlFault) && !(error instanceof GraphQLError)) throw error;
    throw new OrgError(400, 'INVALID_FILTER', error.message);
  }
}

/** POST ui-api/related-list-records/{parentId}/{relatedListId}; the list id is the child relationship's name. */
export function relatedListRecords(
  reader: Reader,
  parentId: string,
  listId: string,
  request: HttpRequest,
): Row {
  const parent = objectOfId(reader.core, parentId);
  const relationship = parent && childRelationship(reader, parent, listId);
  if (!relationship) {
    const message = `Related list ${listId} of ${parent?.name ?? parentId} does not exist or is not accessible`;
    throw new OrgError(404, 'NOT_FOUND', message);
  }
  const { child, field } = relationship;
  const input = inputOf(request);
  const tree = emptyTree(child);
  addFields(tree, input.fields, reader, false);
  addFields(tree, input.optionalFields, reader, true);
  const start = Number(input.pageToken);
  const filter = `${field.name} = '${parentId}'${conditionOf(reader, child, input.where)}`;
  const order = orderOf(reader, child, input.sortBy);
  const soql = `SELECT ${selectList(tree).join(', ')} FROM ${child.name} WHERE ${filter} ORDER BY ${order} LIMIT ${start + input.pageSize + 1}`;
  const rows = reader.core.query(reader.session, soql).records.slice(start);
  const page = rows.slice(0, input.pageSize);
  const hasMore = rows.length > page.length;
  return {
    count: page.length,
    currentPageToken: input.pageToken,
    fields: input.fields,
    listReference: {
      inContextOfRecordId: parentId,
      parentObjectApiName: parent.name,
      relatedListId: listId,
      type: 'relatedList',
    },
    nextPageToken: hasMore ? String(start + input.pageSize) : null,
    optionalFields: input.optionalFields,
    pageSize: input.pageSize,
    previousPageToken: start === 0 ? null : String(Math.max(0, start - input.pageSize)),
    records: page.map((row) => represent(tree, row)),
    sortBy: input.sortBy,
  };
}

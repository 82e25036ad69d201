import type { ObjectSchema, Row } from '../ports.ts';
import type { Reader } from '../ui-api/reader.ts';
import { checkConnection, nodeSelection, shapeConnection } from './connection-shape.ts';
import { checkValueSelection, fieldValue } from './field-value.ts';
import { columnsOf, membersOf, type Member } from './members.ts';
import { orderList, pageOf } from './paging.ts';
import type { Selected } from './selection.ts';
import { quote } from './soql-literal.ts';
import { whereClause } from './where.ts';

const ARGUMENTS = new Set(['first', 'after', 'where', 'orderBy', 'upperBound']);
const PARENTS_PER_QUERY = 200;

/** The records of an object: `uiapi { query { Obj(first, after, where, orderBy, upperBound) { … } } }`. */
export function readConnection(
  reader: Reader,
  object: ObjectSchema,
  selected: Selected,
  path: readonly string[],
): Row {
  checkConnection(selected, ARGUMENTS, path);
  const page = pageOf(selected.args, path);
  const clause = whereClause(reader, object, selected.args['where'], '', path);
  const filter = clause === '' ? '' : ` WHERE ${clause}`;
  const order = orderList(reader, object, selected.args['orderBy'], path);
  const selection = nodeSelection(selected);
  const columns = columnsOf(reader, object, selection, [...path, 'edges', 'node']);
  const last = page.start + page.first;
  const soql = `SELECT ${columns.join(', ')} FROM ${object.name}${filter} ORDER BY ${order} LIMIT ${last + 1}`;
  const found = reader.core.query(reader.session, soql).records;
  const rows = found.slice(page.start, last);
  const total = (): number =>
    reader.core.query(reader.session, `SELECT COUNT() FROM ${object.name}${filter}`).totalSize;
  const nodes = buildNodes(reader, object, selection, rows, [...path, 'edges', 'node']);
  return shapeConnection(selected, { page, hasNext: found.length > last, total }, nodes);
}

type ChildMember = Extract<Member, { kind: 'children' }>;

/** The child connections of many parents with one query per 200 of them, by parent id. */
function readChildren(
  reader: Reader,
  { relationship, selected }: ChildMember,
  parentIds: readonly string[],
  path: readonly string[],
): Map<string, Row> {
  checkConnection(selected, ARGUMENTS, path);
  const { child, field: lookup } = relationship;
  const page = pageOf(selected.args, path);
  const clause = whereClause(reader, child, selected.args['where'], '', path);
  const order = orderList(reader, child, selected.args['orderBy'], path);
  const selection = nodeSelection(selected);
  const columns = new Set([...columnsOf(reader, child, selection, path), lookup.name]);
  const rows: Row[] = [];
  for (let at = 0; at < parentIds.length; at += PARENTS_PER_QUERY) {
    const ids = parentIds.slice(at, at + PARENTS_PER_QUERY).map(quote);
    const filter = `${lookup.name} IN (${ids.join(', ')})${clause === '' ? '' : ` AND ${clause}`}`;
    const soql = `SELECT ${[...columns].join(', ')} FROM ${child.name} WHERE ${filter} ORDER BY ${order}`;
    rows.push(...reader.core.query(reader.session, soql).records);
  }
  const connections = parentIds.map((id): [string, Row] => {
    const own = rows.filter((row) => row[lookup.name] === id);
    const last = page.start + page.first;
    const nodes = buildNodes(reader, child, selection, own.slice(page.start, last), path);
    const slice = { page, hasNext: own.length > last, total: () => own.length };
    return [id, shapeConnection(selected, slice, nodes)];
  });
  return new Map(connections);
}

/** The values of one member for every row, in the rows' order. */
function valuesOf(
  reader: Reader,
  object: ObjectSchema,
  member: Member,
  rows: readonly Row[],
  path: readonly string[],
): unknown[] {
  const inside = [...path, member.selected.name];
  switch (member.kind) {
    case 'id':
      return rows.map((row) => row['Id']);
    case 'apiName':
    case 'typename':
      return rows.map(() => object.name);
    case 'etag':
      return rows.map((row) => Date.parse(String(row['SystemModstamp'])));
    case 'field': {
      const { field, selected } = member;
      checkValueSelection(field, selected.fields, inside);
      return rows.map((row) => fieldValue(field, row[field.name], selected.fields));
    }
    case 'parent': {
      const parents = rows.map((row) => (row[member.column] ?? null) as Row | null);
      const known = parents.filter((parent) => parent !== null);
      const { parent } = member.relationship;
      const built = buildNodes(reader, parent, member.selected.fields, known, inside);
      return parents.map((row) => (row === null ? null : built[known.indexOf(row)]));
    }
    case 'children': {
      const ids = [...new Set(rows.map((row) => String(row['Id'])))];
      const connections = readChildren(reader, member, ids, inside);
      return rows.map((row) => connections.get(String(row['Id'])));
    }
  }
}

/** Record nodes for the rows, each with what was selected under its alias or canonical name. */
export function buildNodes(
  reader: Reader,
  object: ObjectSchema,
  selection: readonly Selected[],
  rows: readonly Row[],
  path: readonly string[],
): Row[] {
  const nodes: Row[] = rows.map(() => ({}));
  for (const member of membersOf(reader, object, selection, path)) {
    const values = valuesOf(reader, object, member, rows, path);
    nodes.forEach((node, index) => (node[member.key] = values[index]));
  }
  return nodes;
}

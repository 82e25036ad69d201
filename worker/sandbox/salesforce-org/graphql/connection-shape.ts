import type { Row } from '../ports.ts';
import { fieldUndefined, validationFault } from './graphql-fault.ts';
import { cursorOf, type Page } from './paging.ts';
import type { Selected } from './selection.ts';

/** What is known about a page of a connection besides its nodes. */
export interface Slice {
  readonly page: Page;
  readonly hasNext: boolean;
  readonly total: () => number;
}

const MEMBERS: Record<string, readonly string[] | null> = {
  totalCount: null,
  pageResultCount: null,
  pageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  edges: ['node', 'cursor'],
};

/**
 * Refuses unknown arguments and members of a connection, also when it turns out to be empty.
 * @throws GraphqlFault naming the argument or member.
 */
export function checkConnection(
  { args, fields }: Selected,
  known: ReadonlySet<string>,
  path: readonly string[],
): void {
  const argument = Object.keys(args).find((name) => !known.has(name));
  if (argument !== undefined) {
    throw validationFault('UnknownArgument', path, `Unknown field argument '${argument}'`);
  }
  for (const field of fields) {
    const inner = MEMBERS[field.name];
    if (inner === undefined) throw fieldUndefined('Connection', field.name, path);
    const wrong = field.fields.find(({ name }) => !inner?.includes(name));
    if (wrong) throw fieldUndefined(field.name, wrong.name, [...path, field.name]);
  }
}

/** What is selected of the connection's nodes. */
export function nodeSelection({ fields }: Selected): Selected[] {
  return fields
    .filter(({ name }) => name === 'edges')
    .flatMap((edge) => edge.fields.filter(({ name }) => name === 'node'))
    .flatMap((node) => [...node.fields]);
}

function pick(fields: readonly Selected[], values: Row): Row {
  return Object.fromEntries(fields.map(({ name, alias }) => [alias ?? name, values[name]]));
}

/** `totalCount pageInfo edges pageResultCount` of a checked connection, as far as they were selected. */
export function shapeConnection(selected: Selected, slice: Slice, nodes: readonly unknown[]): Row {
  const { page, hasNext, total } = slice;
  const pageInfo = {
    hasNextPage: hasNext,
    hasPreviousPage: page.start > 0,
    startCursor: nodes.length === 0 ? null : cursorOf(page.start),
    endCursor: nodes.length === 0 ? null : cursorOf(page.start + nodes.length - 1),
  };
  const entries = selected.fields.map(({ name, alias, fields }): [string, unknown] => {
    const key = alias ?? name;
    if (name === 'totalCount') return [key, total()];
    if (name === 'pageResultCount') return [key, nodes.length];
    if (name === 'pageInfo') return [key, pick(fields, pageInfo)];
    const edges = nodes.map((node, index) =>
      pick(fields, { node, cursor: cursorOf(page.start + index) }),
    );
    return [key, edges];
  });
  return Object.fromEntries(entries);
}

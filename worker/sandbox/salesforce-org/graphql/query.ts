import type { ObjectSchema, Row } from '../ports.ts';
import { readableObject, type Reader } from '../ui-api/reader.ts';
import { readAggregate } from './aggregate.ts';
import { readConnection } from './connection.ts';
import { fieldUndefined } from './graphql-fault.ts';
import type { Selected } from './selection.ts';

type Read = typeof readConnection;

const ROOTS: Record<string, { type: string; read: Read }> = {
  query: { type: 'RecordQuery', read: readConnection },
  aggregate: { type: 'RecordQueryAggregate', read: readAggregate },
};

function exactObject(reader: Reader, name: string): ObjectSchema | null {
  const object = readableObject(reader, name);
  const spelled = [name, `${reader.defaultNamespace}__${name}`];
  return object && spelled.includes(object.name) ? object : null;
}

function readRoot(reader: Reader, root: Selected): Row {
  const known = ROOTS[root.name];
  if (!known) throw fieldUndefined('UIAPI', root.name, ['uiapi']);
  const entries = root.fields.map((selected): [string, unknown] => {
    const path = ['uiapi', root.name, selected.name];
    const object = exactObject(reader, selected.name);
    if (!object) throw fieldUndefined(known.type, selected.name, path.slice(0, -1));
    return [selected.alias ?? object.name, known.read(reader, object, selected, path)];
  });
  return Object.fromEntries(entries);
}

/**
 * Answers `query { uiapi { query { … } aggregate { … } } }` with the `data` of the reply.
 * @throws GraphqlFault for names the user cannot read; OrgError when the SOQL behind it is refused.
 */
export function runQuery(reader: Reader, fields: readonly Selected[]): Row {
  const entries = fields.map((field): [string, unknown] => {
    const key = field.alias ?? field.name;
    if (field.name !== 'uiapi') throw fieldUndefined('Query', field.name, []);
    const roots = field.fields.map(
      (root) => [root.alias ?? root.name, readRoot(reader, root)] as const,
    );
    return [key, Object.fromEntries(roots)];
  });
  return Object.fromEntries(entries);
}

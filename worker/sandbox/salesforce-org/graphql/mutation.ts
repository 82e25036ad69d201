import { OrgError, type ObjectSchema, type Row, type SaveResult } from '../ports.ts';
import type { Reader } from '../ui-api/reader.ts';
import { buildNodes } from './connection.ts';
import { GraphqlFault, fieldUndefined, validationFault } from './graphql-fault.ts';
import { columnsOf, membersOf } from './members.ts';
import type { Selected } from './selection.ts';

type Kind = 'create' | 'update' | 'delete';

/** One mutation field: what to save and what to answer. */
interface Change {
  readonly key: string;
  readonly kind: Kind;
  readonly object: ObjectSchema;
  readonly values: Row;
  readonly selected: Selected;
}

interface Outcome {
  readonly data: Row;
  readonly faults: readonly GraphqlFault[];
}

const NAME = /^(.+?)(Create|Update|Delete)$/;

function changeOf(reader: Reader, selected: Selected): Change {
  const [, objectName = '', verb = ''] = NAME.exec(selected.name) ?? [];
  const object = reader.core.findObject(objectName, reader.defaultNamespace);
  if (!object) throw fieldUndefined('UIAPIMutations', selected.name, ['uiapi']);
  const kind = verb.toLowerCase() as Kind;
  const path = ['uiapi', selected.name];
  const input = selected.args['input'] as Row | undefined;
  if (!input) throw validationFault('MissingFieldArgument', path, "Missing field argument 'input'");
  const fields = (input[objectName] ?? input[object.name] ?? {}) as Row;
  const unknown = Object.keys(input).find(
    (name) => ![objectName, object.name, 'Id'].includes(name),
  );
  if (unknown !== undefined)
    throw validationFault('WrongType', path, `'${unknown}' is not a field of the input`);
  if (kind !== 'create' && typeof input['Id'] !== 'string') {
    throw validationFault('WrongType', path, "argument 'input' is missing the required field 'Id'");
  }
  const values = Object.entries(fields).map(([name, value]) => {
    const field = reader.core.findField(object, name, reader.defaultNamespace);
    if (!field)
      throw validationFault('WrongType', path, `'${name}' is not a field of ${object.name}`);
    return [field.name, value] as const;
  });
  const id = kind === 'create' ? {} : { Id: input['Id'] };
  return {
    key: selected.alias ?? selected.name,
    kind,
    object,
    values: { ...Object.fromEntries(values), ...id },
    selected,
  };
}

/** `@{Alias}` in a value stands for the id that an earlier create of the request has given. */
function withIds(values: Row, ids: ReadonlyMap<string, string>): Row {
  const resolve = (value: unknown): unknown => {
    const alias = typeof value === 'string' ? /^@\{(\w+)\}$/.exec(value)?.[1] : undefined;
    return alias === undefined ? value : (ids.get(alias) ?? value);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, resolve(value)]));
}

function saveChange(reader: Reader, change: Change, ids: ReadonlyMap<string, string>): string {
  const { kind, object, values } = change;
  let result: SaveResult;
  try {
    result = reader.core.save(reader.session, kind, object.name, withIds(values, ids));
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    throw new GraphqlFault('DataFetchingException', error.message, ['uiapi', change.key]);
  }
  if (result.success) return result.id ?? String(values['Id']);
  const message = result.errors.map((error) => error.message).join('; ');
  throw new GraphqlFault('DataFetchingException', message, ['uiapi', change.key]);
}

/** The selection of `Record`: fields only, neither children nor parents, as mutations allow. */
function recordOf(
  reader: Reader,
  { object, selected }: Change,
  id: string,
  record: Selected,
): Row | null {
  const path = ['uiapi', selected.name, 'Record'];
  const members = membersOf(reader, object, record.fields, path);
  const nested = members.find(({ kind }) => kind === 'parent' || kind === 'children');
  if (nested) throw fieldUndefined(`${object.name}Representation`, nested.selected.name, path);
  const columns = columnsOf(reader, object, record.fields, path);
  const soql = `SELECT ${columns.join(', ')} FROM ${object.name} WHERE Id = '${id}'`;
  const { records } = reader.core.query(reader.session, soql);
  return buildNodes(reader, object, record.fields, records, path)[0] ?? null;
}

function payload(reader: Reader, change: Change, id: string): Row {
  const entries = change.selected.fields.map((field): [string, unknown] => {
    const key = field.alias ?? field.name;
    if (field.name === 'Id' && change.kind === 'delete') return [key, id];
    if (field.name === 'success' && change.kind === 'update') return [key, true];
    if (field.name === 'Record' && change.kind !== 'delete')
      return [key, recordOf(reader, change, id, field)];
    throw fieldUndefined(`${change.selected.name}Payload`, field.name, [
      'uiapi',
      change.selected.name,
    ]);
  });
  return Object.fromEntries(entries);
}

/** Does the changes in order; with `stopAtFault` the first fault is thrown. */
function apply(reader: Reader, changes: readonly Change[], stopAtFault: boolean): Outcome {
  const ids = new Map<string, string>();
  const data: Row = {};
  const faults: GraphqlFault[] = [];
  for (const change of changes) {
    try {
      const id = saveChange(reader, change, ids);
      ids.set(change.key, id);
      data[change.key] = payload(reader, change, id);
    } catch (error) {
      if (!(error instanceof GraphqlFault) || stopAtFault) throw error;
      data[change.key] = null;
      faults.push(error);
    }
  }
  return { data, faults };
}

function runGroup(reader: Reader, group: Selected): Outcome {
  const { allOrNone = true } = (group.args['input'] ?? {}) as { allOrNone?: boolean };
  const changes = group.fields.map((selected) => changeOf(reader, selected));
  if (!allOrNone) return apply(reader, changes, false);
  try {
    return reader.core.transaction(reader.session, () => apply(reader, changes, true));
  } catch (error) {
    if (!(error instanceof GraphqlFault) || error.errorType !== 'DataFetchingException')
      throw error;
    return { data: Object.fromEntries(changes.map(({ key }) => [key, null])), faults: [error] };
  }
}

/**
 * Answers `mutation { uiapi(input: { allOrNone }) { ObjCreate ObjUpdate ObjDelete } }` (GraphQL API guide, "Mutations").
 * A refused save is null in `data` and an entry of the faults; with allOrNone, the default, nothing is saved then.
 */
export function runMutation(reader: Reader, fields: readonly Selected[]): Outcome {
  const data: Row = {};
  const faults: GraphqlFault[] = [];
  for (const field of fields) {
    if (field.name !== 'uiapi') throw fieldUndefined('Mutation', field.name, []);
    const outcome = runGroup(reader, field);
    data[field.alias ?? field.name] = outcome.data;
    faults.push(...outcome.faults);
  }
  return { data, faults };
}

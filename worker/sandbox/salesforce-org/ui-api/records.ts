import {
  OrgError,
  type HttpRequest,
  type ObjectSchema,
  type Row,
  type SaveResult,
} from '../ports.ts';
import { addFields, emptyTree, represent, selectList, type FieldTree } from './field-tree.ts';
import { objectOfId, type Reader } from './reader.ts';
import { RecordWriteError } from './write-error.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const NO_RECORD = 'The requested resource does not exist';
const NO_ACCESS =
  "You don't have access to this record. Ask your administrator for help or to request access.";

function namesIn(query: URLSearchParams, parameter: string): string[] {
  return query
    .getAll(parameter)
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function recordObject({ core, session }: Reader, id: string): ObjectSchema {
  const object = objectOfId(core, id);
  if (!object) throw new OrgError(404, 'NOT_FOUND', NO_RECORD);
  if (!core.canRead(session, object)) throw new OrgError(403, 'INSUFFICIENT_ACCESS', NO_ACCESS);
  return object;
}

function readTree(reader: Reader, tree: FieldTree, id: string): Row {
  const soql = `SELECT ${selectList(tree).join(', ')} FROM ${tree.object.name} WHERE Id = '${id}'`;
  const [row] = reader.core.query(reader.session, soql).records;
  if (!row) throw new OrgError(404, 'NOT_FOUND', NO_RECORD);
  return represent(tree, row);
}

/** GET ui-api/records/{id}: at least one of `fields` and `optionalFields` is needed, as in the real API. */
export function getRecord(reader: Reader, id: string, query: URLSearchParams): Answer {
  const [fields, optional] = [namesIn(query, 'fields'), namesIn(query, 'optionalFields')];
  if (fields.length + optional.length === 0) {
    throw new OrgError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      'Specify fields, optionalFields or layoutTypes',
    );
  }
  const tree = emptyTree(recordObject(reader, id));
  addFields(tree, fields, reader, false);
  addFields(tree, optional, reader, true);
  return { status: 200, body: readTree(reader, tree, id) };
}

interface RecordInput {
  readonly apiName?: string;
  readonly fields: Row;
}

function inputOf(request: HttpRequest): RecordInput {
  const body = request.body as { apiName?: unknown; fields?: unknown } | null;
  if (typeof body?.fields !== 'object' || body.fields === null) {
    throw new OrgError(400, 'JSON_PARSER_ERROR', 'The body must have "fields"');
  }
  const apiName = typeof body.apiName === 'string' ? { apiName: body.apiName } : {};
  return { ...apiName, fields: body.fields as Row };
}

/** Values by the schema's own names; unknown names are passed on for the store to refuse. */
function canonical(reader: Reader, object: ObjectSchema, fields: Row): Row {
  const entries = Object.entries(fields).map(([name, value]) => {
    const field = reader.core.findField(object, name, reader.defaultNamespace);
    return [field?.name ?? name, value] as const;
  });
  return Object.fromEntries(entries);
}

function saved(object: ObjectSchema, save: () => SaveResult): string {
  let result: SaveResult;
  try {
    result = save();
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const { status, errorCode, message, fields } = error;
    throw new RecordWriteError(status, object, [{ statusCode: errorCode, message, fields }]);
  }
  if (!result.success) throw new RecordWriteError(400, object, result.errors);
  return result.id ?? '';
}

function afterWrite(reader: Reader, object: ObjectSchema, id: string, fields: Row): Row {
  const tree = emptyTree(object);
  const names = Object.keys(fields).filter((name) => name !== 'Id');
  addFields(tree, object.nameField === null ? names : [...names, object.nameField], reader, true);
  return readTree(reader, tree, id);
}

/** POST ui-api/records. */
export function createRecord(reader: Reader, request: HttpRequest): Answer {
  const { apiName = '', fields } = inputOf(request);
  const object = reader.core.findObject(apiName, reader.defaultNamespace);
  if (!object) {
    throw new OrgError(400, 'INVALID_TYPE', `Object ${apiName} is not supported in UI API`);
  }
  const values = canonical(reader, object, fields);
  const id = saved(object, () => reader.core.save(reader.session, 'create', object.name, values));
  return { status: 201, body: afterWrite(reader, object, id, fields) };
}

/** PATCH ui-api/records/{id}. */
export function updateRecord(reader: Reader, id: string, request: HttpRequest): Answer {
  const object = recordObject(reader, id);
  const { fields } = inputOf(request);
  const values = { ...canonical(reader, object, fields), Id: id };
  saved(object, () => reader.core.save(reader.session, 'update', object.name, values));
  return { status: 200, body: afterWrite(reader, object, id, fields) };
}

/** DELETE ui-api/records/{id}. */
export function deleteRecord(reader: Reader, id: string): Answer {
  const object = recordObject(reader, id);
  saved(object, () => reader.core.save(reader.session, 'delete', object.name, { Id: id }));
  return { status: 204 };
}

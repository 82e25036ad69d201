import {
  OrgError,
  type FieldSchema,
  type ObjectSchema,
  type Row,
  type SaveResult,
} from '../ports.ts';
import { canonicalId } from '../store/record-id.ts';
import {
  answerOf,
  bodyObject,
  notFound,
  saveErrorAnswer,
  type Answer,
  type ResourceCall,
} from './answer.ts';

export function objectNamed(call: ResourceCall, name: string): ObjectSchema {
  const object = call.core.findObject(name, call.defaultNamespace);
  if (object !== null && call.core.canRead(call.session, object)) return object;
  throw new OrgError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

const quote = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

export function externalIdField(
  call: ResourceCall,
  object: ObjectSchema,
  name: string,
): FieldSchema {
  const field = call.core.findField(object, name, call.defaultNamespace);
  if (field !== null && (field.externalId || field.type === 'id')) return field;
  throw new OrgError(
    404,
    'NOT_FOUND',
    `Provided external ID field does not exist or is not accessible: ${name}`,
  );
}

/** Saves one record; what is refused on the way (an unknown reference) is an error of that record. */
export function saveOne(
  call: ResourceCall,
  operation: 'create' | 'update' | 'delete',
  object: ObjectSchema,
  values: Row,
): SaveResult {
  try {
    return call.records.save(call.session, operation, object.name, values, call.defaultNamespace);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const { errorCode, message, fields } = error;
    return {
      id: null,
      success: false,
      created: false,
      errors: [{ statusCode: errorCode, message, fields }],
    };
  }
}

/** Creates or updates by external id. */
export function upsertOne(
  call: ResourceCall,
  object: ObjectSchema,
  field: FieldSchema,
  values: Row,
): SaveResult {
  const { [field.name]: byFullName, ...others } = values;
  const short = Object.keys(others).find(
    (name) => call.core.findField(object, name, call.defaultNamespace) === field,
  );
  const value = byFullName ?? (short === undefined ? undefined : others[short]);
  if (value === undefined || value === null || value === '') {
    const message = `${field.name} not specified`;
    return {
      id: null,
      success: false,
      created: false,
      errors: [{ statusCode: 'MISSING_ARGUMENT', message, fields: [field.name] }],
    };
  }
  const ids = call.records.idsByKey(object, field, value);
  if (ids.length > 1)
    return {
      id: null,
      success: false,
      created: false,
      errors: [
        {
          statusCode: 'DUPLICATE_EXTERNAL_ID',
          message: `More than one record found for ${field.name}`,
          fields: [field.name],
        },
      ],
    };
  const { [short ?? '']: _, ...rest } = others;
  const [id] = ids;
  return id === undefined
    ? saveOne(call, 'create', object, { ...rest, [field.name]: value })
    : saveOne(call, 'update', object, { ...rest, Id: id });
}

function read(call: ResourceCall, object: ObjectSchema, id: string): Answer {
  const wanted = call.query.get('fields')?.split(',');
  const fields =
    wanted ??
    [...object.fields.values()]
      .filter((field) => call.core.canRead(call.session, object, field))
      .map(({ name }) => name);
  const { records } = call.records.query(
    call.session,
    `SELECT ${fields.join(', ')} FROM ${object.name} WHERE Id = ${quote(id)}`,
    { defaultNamespace: call.defaultNamespace, withDeleted: false },
  );
  return records[0] === undefined ? notFound() : { status: 200, body: records[0] };
}

function savedAnswer(result: SaveResult): Answer {
  if (!result.success) return saveErrorAnswer(result.errors);
  return result.created
    ? { status: 201, body: { id: result.id, success: true, errors: [] } }
    : { status: 204 };
}

function byExternalId(
  call: ResourceCall,
  object: ObjectSchema,
  fieldName: string,
  value: string,
): Answer {
  const field = externalIdField(call, object, fieldName);
  const ids = call.records.idsByKey(object, field, value);
  if (ids.length > 1)
    return {
      status: 300,
      body: ids.map(
        (id) => `/services/data/v${call.core.apiVersion}/sobjects/${object.name}/${id}`,
      ),
    };
  const [id] = ids;
  if (call.method === 'PATCH') {
    if (id === undefined && call.query.get('updateOnly') === 'true') return notFound();
    const values = bodyObject(call.body);
    const isRepeated = Object.keys(values).some(
      (name) => call.core.findField(object, name, call.defaultNamespace) === field,
    );
    if (isRepeated) {
      const message = `The ${field.name} field should not be specified in the sobject data.`;
      throw new OrgError(400, 'INVALID_FIELD', message);
    }
    const result = upsertOne(call, object, field, {
      ...values,
      [field.name]: value,
    });
    if (!result.success) return saveErrorAnswer(result.errors);
    return {
      status: result.created ? 201 : 200,
      body: { id: result.id, success: true, errors: [], created: result.created },
    };
  }
  if (id === undefined) return notFound();
  if (call.method === 'GET') return read(call, object, id);
  if (call.method === 'DELETE')
    return savedAnswer({ ...saveOne(call, 'delete', object, { Id: id }), created: false });
  return {
    status: 405,
    body: [
      { errorCode: 'METHOD_NOT_ALLOWED', message: `HTTP Method '${call.method}' not allowed.` },
    ],
  };
}

function eventAnswer(result: SaveResult): Answer {
  if (!result.success) return saveErrorAnswer(result.errors);
  // As Salesforce does: a success, and in it an "error" that says it is queued.
  return { status: 201, body: { id: result.id, success: true, errors: result.errors } };
}

/** `/sobjects/Object`, `/sobjects/Object/id`, `/sobjects/Object/ExternalId__c/value`. */
export function recordResource(call: ResourceCall): Answer {
  const [, name = '', key, value] = call.parts;
  return answerOf(() => {
    const object = objectNamed(call, name);
    if (key === undefined) {
      if (call.method !== 'POST') return notFound();
      const result = saveOne(call, 'create', object, bodyObject(call.body));
      return object.kind === 'event' ? eventAnswer(result) : savedAnswer(result);
    }
    if (value !== undefined) return byExternalId(call, object, key, value);
    if (canonicalId(key) === null) {
      const message = `Provided external ID field does not exist or is not accessible: ${key}`;
      throw new OrgError(404, 'NOT_FOUND', message);
    }
    if (call.method === 'GET') return read(call, object, key);
    if (call.method === 'PATCH')
      return savedAnswer({
        ...saveOne(call, 'update', object, { ...bodyObject(call.body), Id: key }),
        created: false,
      });
    if (call.method === 'DELETE')
      return savedAnswer({ ...saveOne(call, 'delete', object, { Id: key }), created: false });
    return notFound();
  });
}

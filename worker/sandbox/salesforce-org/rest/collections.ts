import { asText } from '../as-text.ts';
import {
  OrgError,
  type FieldSchema,
  type ObjectSchema,
  type Row,
  type SaveResult,
} from '../ports.ts';
import {
  answerOf,
  bodyObject,
  collectionRow,
  notFound,
  type Answer,
  type ResourceCall,
} from './answer.ts';
import { externalIdField, objectNamed, saveOne, upsertOne } from './records.ts';

const MOST_RECORDS = 200;
const ROLLED_BACK = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message:
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

class RollBack extends Error {}

/** Each record stands alone, unless all or none is asked for: then one refusal undoes the others. */
function inUnit(call: ResourceCall, allOrNone: boolean, work: () => SaveResult[]): SaveResult[] {
  if (!allOrNone) return work();
  let results: SaveResult[] = [];
  try {
    call.core.transaction(call.session, () => {
      results = work();
      if (results.some(({ success }) => !success)) throw new RollBack();
    });
    return results;
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
    return results.map((one) =>
      one.success ? { id: null, success: false, created: false, errors: [ROLLED_BACK] } : one,
    );
  }
}

function recordsOf(body: Record<string, unknown>): Row[] {
  const { records } = body;
  if (!Array.isArray(records)) throw new OrgError(400, 'JSON_PARSER_ERROR', 'records is required');
  if (records.length <= MOST_RECORDS) return records as Row[];
  throw new OrgError(
    400,
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`,
  );
}

const typeOf = (record: Row): string =>
  asText((record['attributes'] as Row | undefined)?.['type'] ?? '');

const failed = (statusCode: string, message: string, fields: readonly string[]): SaveResult => ({
  id: null,
  success: false,
  created: false,
  errors: [{ statusCode, message, fields }],
});

/** The key of each record, whichever way its name is written; empty where there is none. */
function keysOf(call: ResourceCall, object: ObjectSchema, field: FieldSchema, records: Row[]) {
  return records.map((record) => {
    const name = Object.keys(record).find(
      (key) => call.core.findField(object, key, call.defaultNamespace) === field,
    );
    return name === undefined ? '' : asText(record[name] ?? '').toLowerCase();
  });
}

function upsertMany(call: ResourceCall, objectName: string, fieldName: string): Answer {
  const body = bodyObject(call.body);
  const object = objectNamed(call, objectName);
  const field = externalIdField(call, object, fieldName);
  const records = recordsOf(body);
  const keys = keysOf(call, object, field, records);
  const results = inUnit(call, body['allOrNone'] === true, () =>
    records.map((record, index) => {
      const key = keys[index] ?? '';
      if (call.core.findObject(typeOf(record), call.defaultNamespace) !== object)
        return failed('INVALID_TYPE', `attributes.type must be ${object.name}`, []);
      // The same key twice in one call: Salesforce refuses every record that has it.
      if (key !== '' && keys.indexOf(key) !== keys.lastIndexOf(key))
        return failed('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, [field.name]);
      return upsertOne(call, object, field, record);
    }),
  );
  return { status: 200, body: results.map((result) => collectionRow(result, true)) };
}

function saveMany(call: ResourceCall, operation: 'create' | 'update'): Answer {
  const body = bodyObject(call.body);
  const records = recordsOf(body);
  const results = inUnit(call, body['allOrNone'] === true, () =>
    records.map((record) => {
      const { id, ...rest } = record;
      const values = id === undefined ? rest : { ...rest, Id: id };
      return saveOne(call, operation, objectNamed(call, typeOf(record)), values);
    }),
  );
  return { status: 200, body: results.map((result) => collectionRow(result, false)) };
}

function deleteMany(call: ResourceCall): Answer {
  const ids = call.query.get('ids')?.split(',') ?? [];
  const prefixes = new Map(
    [...call.core.schema.values()].map((object) => [object.keyPrefix, object]),
  );
  const results = inUnit(call, call.query.get('allOrNone') === 'true', () =>
    ids.map((id) => {
      const object = prefixes.get(id.slice(0, 3));
      return object === undefined
        ? failed('MALFORMED_ID', `malformed id ${id}`, [])
        : saveOne(call, 'delete', object, { Id: id });
    }),
  );
  return { status: 200, body: results.map((result) => collectionRow(result, false)) };
}

/** `/composite/sobjects` and `/composite/sobjects/Object/ExternalId__c`. */
export function collectionsResource(call: ResourceCall): Answer {
  const [, , objectName, fieldName] = call.parts;
  return answerOf(() => {
    if (objectName !== undefined && fieldName !== undefined && call.method === 'PATCH')
      return upsertMany(call, objectName, fieldName);
    if (objectName !== undefined) return notFound();
    if (call.method === 'POST') return saveMany(call, 'create');
    if (call.method === 'PATCH') return saveMany(call, 'update');
    return call.method === 'DELETE' ? deleteMany(call) : notFound();
  });
}

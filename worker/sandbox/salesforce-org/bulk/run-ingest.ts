import {
  OrgError,
  type FieldSchema,
  type ObjectSchema,
  type Row,
  type SaveResult,
} from '../ports.ts';
import type { ResourceCall } from '../rest/answer.ts';
import { externalIdField, objectNamed, saveOne, upsertOne } from '../rest/records.ts';
import { csvLine, parseCsv } from './csv.ts';
import type { IngestJob } from './job.ts';

/** Records between two looks at other requests. */
const SLICE = 100;
/** Salesforce cuts a job into batches of this size; each counts against the daily batches. */
export const BATCH = 10_000;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Column = { readonly name: string; readonly parentKey: string | null };

/** `Location__r.Linnworks_Id__c` names the parent by its key. */
function columnsOf(call: ResourceCall, object: ObjectSchema, header: readonly string[]): Column[] {
  const relationships = new Set(
    [...object.fields.values()].map(({ relationshipName }) => relationshipName?.toLowerCase()),
  );
  return header.map((title) => {
    const [name = '', parentKey = null] = title.trim().split('.');
    const isKnown =
      parentKey === null
        ? call.core.findField(object, name, call.defaultNamespace) !== null
        : relationships.has(name.toLowerCase());
    if (!isKnown)
      throw new OrgError(400, 'InvalidBatch', `InvalidBatch : Field name not found : ${title}`);
    return { name, parentKey };
  });
}

/** An empty cell leaves the field alone, `#N/A` empties it. */
function toValues(columns: readonly Column[], cells: readonly string[]): Row {
  const values: Row = {};
  for (const [index, { name, parentKey }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const value = cell === '#N/A' ? null : cell;
    values[name] = parentKey === null || value === null ? value : { [parentKey]: value };
  }
  return values;
}

function save(
  call: ResourceCall,
  job: IngestJob,
  object: ObjectSchema,
  key: FieldSchema | null,
  values: Row,
): SaveResult {
  if (job.operation === 'upsert' && key) return upsertOne(call, object, key, values);
  if (job.operation === 'insert') return saveOne(call, 'create', object, values);
  return saveOne(call, job.operation === 'delete' ? 'delete' : 'update', object, values);
}

function keep(job: IngestJob, result: SaveResult, cells: readonly string[]): void {
  if (result.success) {
    job.successful.push(csvLine([result.id ?? '', result.created, ...cells]));
    return;
  }
  const error = result.errors.map(
    ({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(' ')} --`,
  );
  job.failed.push(csvLine(['', error.join(';'), ...cells]));
}

function checkLineEnding(job: IngestJob, data: string): void {
  const hasCr = /\r\n/.test(data.slice(0, 10_000));
  if (hasCr === (job.lineEnding === 'CRLF')) return;
  const message = `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.lineEnding}`;
  throw new OrgError(400, 'ClientInputError', message);
}

/** Saves the rows of the job one by one; a bad row is a failed result, a bad file fails the job. */
export async function runIngest(
  call: ResourceCall,
  job: IngestJob,
  onBatch: () => void,
): Promise<void> {
  const data = job.data ?? '';
  job.state = 'InProgress';
  try {
    checkLineEnding(job, data);
    const object = objectNamed(call, job.object);
    const key =
      job.externalIdFieldName === null
        ? null
        : externalIdField(call, object, job.externalIdFieldName);
    let columns: Column[] | null = null;
    let count = 0;
    for (const cells of parseCsv(data, job.delimiter)) {
      if (columns === null) {
        job.header = cells;
        columns = columnsOf(call, object, cells);
        continue;
      }
      if ((job.state as string) === 'Aborted') job.unprocessed.push(csvLine(cells));
      else keep(job, save(call, job, object, key, toValues(columns, cells)), cells);
      if (count++ % BATCH === 0) onBatch();
      if (count % SLICE === 0) await pause();
    }
    if ((job.state as string) !== 'Aborted') job.state = 'JobComplete';
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    job.state = 'Failed';
    job.errorMessage = error.message;
  } finally {
    job.data = null;
  }
}

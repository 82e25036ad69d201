import type { ServerResponse } from 'node:http';
import { OrgError, type HttpRequest } from '../ports.ts';
import { bodyObject, type ResourceCall } from '../rest/answer.ts';
import { externalIdField, objectNamed } from '../rest/records.ts';
import { ingestResults, sendCsv } from './answers.ts';
import { isDelimiter } from './csv.ts';
import { ingestInfo, type IngestJob, type Operation } from './job.ts';
import { runIngest } from './run-ingest.ts';

const OPERATIONS: readonly string[] = ['insert', 'update', 'upsert', 'delete'];
/** Source: "Bulk API 2.0 limits": 150 MB in one upload. */
const LARGEST_UPLOAD = 150 * 2 ** 20;
const invalid = (message: string): OrgError => new OrgError(400, 'INVALIDJOB', message);
const missing = (): OrgError =>
  new OrgError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** Jobs that bring records in. They live as long as the process. */
export class IngestJobs {
  readonly #jobs = new Map<string, IngestJob>();
  readonly #onBatch: () => void;
  readonly #running = new Set<Promise<void>>();

  constructor(onBatch: () => void) {
    this.#onBatch = onBatch;
  }

  /** Resolves when nothing is being processed. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  clear(): void {
    for (const job of this.#jobs.values()) job.state = 'Aborted';
    this.#jobs.clear();
  }

  answer(call: ResourceCall, request: HttpRequest, response: ServerResponse): void {
    const { core, method } = call;
    const [, , id, part] = call.parts;
    if (id === undefined) {
      if (method === 'POST') core.sendJson(response, 200, this.#create(call));
      else if (method === 'GET') core.sendJson(response, 200, this.#list(core.apiVersion));
      else throw missing();
      return;
    }
    const job = this.#jobs.get(id.slice(0, 18));
    if (!job || job.userId !== call.session.userId) throw missing();
    if (part === 'batches' && method === 'PUT') {
      this.#upload(job, request);
      response.writeHead(201).end();
    } else if (part !== undefined && method === 'GET') this.#results(job, part, response);
    else if (method === 'GET') core.sendJson(response, 200, ingestInfo(job, core.apiVersion));
    else if (method === 'PATCH') core.sendJson(response, 200, this.#move(call, job));
    else if (method === 'DELETE') {
      this.#remove(job);
      response.writeHead(204).end();
    } else throw missing();
  }

  #create(call: ResourceCall): object {
    const body = bodyObject(call.body);
    const operation = String(body['operation']);
    if (!OPERATIONS.includes(operation))
      throw new OrgError(400, 'INVALIDJOB', `InvalidJob : Operation ${operation} is not modelled`);
    const object = objectNamed(call, String(body['object']));
    const key = body['externalIdFieldName'];
    if (operation === 'upsert' && typeof key !== 'string')
      throw invalid('InvalidJob : External ID was blank for upsert operation');
    if (typeof key === 'string') externalIdField(call, object, key);
    const delimiter = String((body['columnDelimiter'] as string | undefined) ?? 'COMMA');
    if (!isDelimiter(delimiter)) throw invalid(`InvalidJob : Unknown delimiter ${delimiter}`);
    const job: IngestJob = {
      id: `750Qy${String(this.#jobs.size + 1).padStart(10, '0')}AAA`,
      userId: call.session.userId,
      createdAt: call.core.now().toISOString().replace('Z', '+0000'),
      state: 'Open',
      errorMessage: null,
      delimiter,
      lineEnding: body['lineEnding'] === 'CRLF' ? 'CRLF' : 'LF',
      operation: operation as Operation,
      object: object.name,
      externalIdFieldName: typeof key === 'string' ? key : null,
      data: null,
      header: [],
      successful: [],
      failed: [],
      unprocessed: [],
    };
    this.#jobs.set(job.id, job);
    return ingestInfo(job, call.core.apiVersion);
  }

  #list(apiVersion: string): object {
    const records = [...this.#jobs.values()].map((job) => ingestInfo(job, apiVersion));
    return { done: true, nextRecordsUrl: null, records };
  }

  #upload(job: IngestJob, request: HttpRequest): void {
    const type = request.raw.headers['content-type'] ?? '';
    if (!type.startsWith('text/csv'))
      throw new OrgError(415, 'UNSUPPORTED_MEDIA_TYPE', `Unsupported content type ${type}`);
    if (job.state !== 'Open' || job.data !== null)
      throw invalid('InvalidJob : Data can be uploaded once, while the job is open');
    if (request.text.length > LARGEST_UPLOAD)
      throw new OrgError(413, 'REQUEST_ENTITY_TOO_LARGE', 'The upload is larger than 150 MB');
    job.data = request.text;
  }

  #move(call: ResourceCall, job: IngestJob): object {
    const { state } = bodyObject(call.body);
    if (state === 'Aborted' && !['JobComplete', 'Failed'].includes(job.state))
      job.state = 'Aborted';
    else if (state === 'UploadComplete' && job.state === 'Open') {
      if (job.data === null) throw invalid('InvalidJob : No data was uploaded');
      job.state = 'UploadComplete';
      const running = runIngest(call, job, this.#onBatch).finally(() => {
        this.#running.delete(running);
      });
      this.#running.add(running);
    } else throw invalid(`InvalidJobState : A job cannot go from ${job.state} to ${String(state)}`);
    return ingestInfo(job, call.core.apiVersion);
  }

  #results(job: IngestJob, part: string, response: ServerResponse): void {
    if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state))
      throw invalid('InvalidJobState : The results are there when the job has ended');
    sendCsv(response, ingestResults(job, part));
  }

  #remove(job: IngestJob): void {
    if (['UploadComplete', 'InProgress'].includes(job.state))
      throw invalid('InvalidJobState : A job that is being processed cannot be deleted');
    this.#jobs.delete(job.id);
  }
}

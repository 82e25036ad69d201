import type { ServerResponse } from 'node:http';
import { OrgError } from '../ports.ts';
import { bodyObject, type ResourceCall } from '../rest/answer.ts';
import { sendQueryResults } from './answers.ts';
import { queryInfo, type QueryJob } from './job.ts';

const missing = (): OrgError =>
  new OrgError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** The plain field list of the query: sub-queries and aggregates are refused, as Salesforce does. */
function columnsOf(soql: string): string[] {
  const list = /^\s*SELECT\s+([\s\S]+?)\s+FROM\s/i.exec(soql)?.[1] ?? '';
  if (list !== '' && !/[()]/.test(list)) return list.split(',').map((name) => name.trim());
  const message = 'Aggregate functions and sub-queries are not supported in Bulk Query';
  throw new OrgError(400, 'API_ERROR', message);
}

/** Jobs that take records out. The result is made at once and handed out page by page. */
export class QueryJobs {
  readonly #jobs = new Map<string, QueryJob>();
  #started = 0;

  get started(): number {
    return this.#started;
  }

  clear(): void {
    this.#jobs.clear();
    this.#started = 0;
  }

  answer(call: ResourceCall, response: ServerResponse): void {
    const { core, method } = call;
    const [, , id, part] = call.parts;
    if (id === undefined) {
      if (method !== 'POST') throw missing();
      core.sendJson(response, 200, this.#create(call));
      return;
    }
    const job = this.#jobs.get(id);
    if (!job || job.userId !== call.session.userId) throw missing();
    if (part === 'results' && method === 'GET') sendQueryResults(response, job, call.query);
    else if (method === 'GET') {
      job.state = 'JobComplete';
      core.sendJson(response, 200, queryInfo(job, core.apiVersion));
    } else if (method === 'DELETE') {
      this.#jobs.delete(job.id);
      response.writeHead(204).end();
    } else throw missing();
  }

  #create(call: ResourceCall): object {
    const body = bodyObject(call.body);
    const operation = body['operation'];
    if (operation !== 'query' && operation !== 'queryAll')
      throw new OrgError(400, 'INVALIDJOB', `InvalidJob : Operation ${String(operation)}`);
    const soql = String(body['query']);
    const columns = columnsOf(soql);
    const { records } = call.records.query(call.session, soql, {
      defaultNamespace: call.defaultNamespace,
      withDeleted: operation === 'queryAll',
    });
    this.#started += 1;
    const job: QueryJob = {
      id: `750Qz${String(this.#started).padStart(10, '0')}AAA`,
      userId: call.session.userId,
      createdAt: call.core.now().toISOString().replace('Z', '+0000'),
      state: 'UploadComplete',
      errorMessage: null,
      delimiter: 'COMMA',
      lineEnding: 'LF',
      operation,
      query: soql,
      columns,
      records,
    };
    this.#jobs.set(job.id, job);
    return queryInfo(job, call.core.apiVersion);
  }
}

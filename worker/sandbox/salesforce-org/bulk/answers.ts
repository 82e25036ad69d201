import type { ServerResponse } from 'node:http';
import { OrgError, type Row } from '../ports.ts';
import { csvLine } from './csv.ts';
import type { IngestJob, QueryJob } from './job.ts';

const MOST_ROWS = 250_000;

export function sendCsv(
  response: ServerResponse,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-type': 'text/csv;charset=UTF-8', ...headers }).end(text);
}

/** `successfulResults`, `failedResults` or `unprocessedrecords`, with the columns that were uploaded. */
export function ingestResults(job: IngestJob, which: string): string {
  if (which === 'successfulResults')
    return csvLine(['sf__Id', 'sf__Created', ...job.header]) + job.successful.join('');
  if (which === 'failedResults')
    return csvLine(['sf__Id', 'sf__Error', ...job.header]) + job.failed.join('');
  if (which === 'unprocessedrecords') return csvLine(job.header) + job.unprocessed.join('');
  throw new OrgError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** `Account.Name` walks up; a missing parent is an empty cell. */
function cell(record: Row, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return '';
    const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase());
    value = key === undefined ? '' : (value as Row)[key];
  }
  return value;
}

/** One page of a query job's result; the locator of the next one, or `null` in letters. */
export function sendQueryResults(
  response: ServerResponse,
  job: QueryJob,
  query: URLSearchParams,
): void {
  const locator = query.get('locator');
  const start = locator === null ? 0 : Number(Buffer.from(locator, 'base64').toString());
  if (Number.isNaN(start) || start > job.records.length)
    throw new OrgError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  const end = start + Math.min(MOST_ROWS, Number(query.get('maxRecords') ?? MOST_ROWS));
  const page = job.records.slice(start, end);
  const next = end >= job.records.length ? 'null' : Buffer.from(String(end)).toString('base64');
  const lines = page.map((record) => csvLine(job.columns.map((path) => cell(record, path))));
  sendCsv(response, csvLine(job.columns) + lines.join(''), {
    'sforce-locator': next,
    'sforce-numberofrecords': String(page.length),
  });
}

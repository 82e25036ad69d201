import { z } from 'zod';
import type { Bulk, BulkFailure, BulkState, Csv } from '../domain/bulk-port.ts';
import type { Clock } from '../domain/clock.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { BulkTransport } from './bulk-transport.ts';
import { CsvReader, toCsvLine } from './csv.ts';
import type { Namespace } from './namespace.ts';

const openedSchema = z.looseObject({ id: z.string().min(1) });
const infoSchema = z.looseObject({
  state: z.string(),
  numberRecordsProcessed: z.number().nullish(),
  numberRecordsFailed: z.number().nullish(),
  errorMessage: z.string().nullish(),
});

const STAGES: Readonly<Record<string, BulkState['stage']>> = {
  Open: 'open',
  UploadComplete: 'working',
  InProgress: 'working',
  JobComplete: 'done',
  Failed: 'failed',
  Aborted: 'gone',
};
const ROWS_OF_A_PAGE = 50_000;

/** `UNABLE_TO_LOCK_ROW:unable to obtain…:Field__c --`. */
function toFailure(key: string, error: string): BulkFailure {
  const [statusCode = '', message = ''] = error.split(':');
  return { key, statusCode: statusCode.trim(), message: message.trim() };
}

/** A polling pause that doubles: short jobs are noticed soon, long ones cost few calls. */
export function pollPause(attempt: number): number {
  return Math.min(60_000, 2_000 * 2 ** attempt);
}

/** The `Bulk` port over HTTP. */
export class BulkGateway implements Bulk {
  readonly #transport: BulkTransport;
  readonly #namespace: Namespace;
  readonly #clock: Clock;

  constructor(transport: BulkTransport, namespace: Namespace, clock: Clock) {
    this.#transport = transport;
    this.#namespace = namespace;
    this.#clock = clock;
  }

  async open(object: string, keyField: string): Promise<string> {
    const reply = await this.#transport.json('POST', '/jobs/ingest', {
      object: this.#namespace.object(object),
      operation: 'upsert',
      externalIdFieldName: this.#name(object, keyField),
      contentType: 'CSV',
      lineEnding: 'LF',
    });
    return openedSchema.parse(reply).id;
  }

  header(object: string, columns: readonly string[]): string {
    return toCsvLine(columns.map((name) => this.#path(object, name)));
  }

  upload(jobId: string, csv: Csv): Promise<void> {
    return this.#transport.upload(`/jobs/ingest/${jobId}/batches`, csv);
  }

  async close(jobId: string): Promise<void> {
    await this.#transport.json('PATCH', `/jobs/ingest/${jobId}`, { state: 'UploadComplete' });
  }

  async abort(jobId: string): Promise<void> {
    await this.#transport.json('PATCH', `/jobs/ingest/${jobId}`, { state: 'Aborted' });
  }

  async state(jobId: string): Promise<BulkState> {
    const reply = await this.#transport.json('GET', `/jobs/ingest/${jobId}`);
    if (reply === null) return { stage: 'gone', processed: 0, failed: 0, message: '' };
    const info = infoSchema.parse(reply);
    return {
      stage: STAGES[info.state] ?? 'working',
      processed: info.numberRecordsProcessed ?? 0,
      failed: info.numberRecordsFailed ?? 0,
      message: info.errorMessage ?? '',
    };
  }

  async failures(jobId: string, keyField: string): Promise<BulkFailure[]> {
    const found: BulkFailure[] = [];
    const page = await this.#transport.csv(`/jobs/ingest/${jobId}/failedResults`);
    for await (const row of this.#rows(page.pieces))
      found.push(toFailure(String(row[keyField]), String(row['sf__Error'])));
    return found;
  }

  async *query(soql: string): AsyncIterable<SalesforceRecord[]> {
    const body = { operation: 'query', query: this.#namespace.soql(soql) };
    const { id } = openedSchema.parse(await this.#transport.json('POST', '/jobs/query', body));
    for (let attempt = 0; ; attempt++) {
      const info = infoSchema.parse(await this.#transport.json('GET', `/jobs/query/${id}`));
      const stage = STAGES[info.state] ?? 'working';
      if (stage === 'done') break;
      if (stage !== 'working') throw new Error(`A query job ended as ${info.state}`);
      await this.#clock.sleep(pollPause(attempt));
    }
    for (let locator: string | null = ''; locator !== null;) {
      const from = locator === '' ? '' : `&locator=${encodeURIComponent(locator)}`;
      const path = `/jobs/query/${id}/results?maxRecords=${ROWS_OF_A_PAGE}${from}`;
      const page = await this.#transport.csv(path);
      let rows: SalesforceRecord[] = [];
      for await (const row of this.#rows(page.pieces)) {
        rows.push(row);
        if (rows.length < 2000) continue;
        yield rows;
        rows = [];
      }
      if (rows.length > 0) yield rows;
      locator = page.locator;
    }
  }

  line(values: Parameters<Bulk['line']>[0]): string {
    return toCsvLine(values);
  }

  async *#rows(pieces: AsyncIterable<string>): AsyncIterable<SalesforceRecord> {
    const reader = new CsvReader();
    let header: string[] | null = null;
    const toRecord = (cells: string[]): SalesforceRecord =>
      Object.fromEntries(
        (header ?? []).map((name, index) => [name, cells[index] === '' ? null : cells[index]]),
      );
    for await (const piece of pieces)
      for (const cells of reader.read(piece)) {
        if (header === null) header = cells.map((name) => this.#namespace.stripName(name));
        else yield toRecord(cells);
      }
    for (const cells of reader.end()) if (header !== null) yield toRecord(cells);
  }

  #name(object: string, field: string): string {
    return Object.keys(this.#namespace.record(object, { [field]: '' }))[0] ?? field;
  }

  /** `Stock_Level__r.Key__c`: both names are of the package. */
  #path(object: string, name: string): string {
    return name
      .split('.')
      .map((part) => this.#name(object, part))
      .join('.');
  }
}

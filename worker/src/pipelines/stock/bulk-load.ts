import { createHash, randomUUID } from 'node:crypto';
import type { Csv } from '../../domain/bulk-port.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import type { BulkState } from '../../domain/bulk-port.ts';
import { retryDelay } from '../../domain/retry.ts';
import type { BulkJob, FailedRow, Wanted } from '../../domain/stock-tables.ts';
import {
  STOCK_LEVEL_COLUMNS,
  STOCK_MOVEMENT_COLUMNS,
  toStockLevelValues,
  toStockMovementValues,
} from '../../mapping/to-salesforce-stock.ts';
import { auditWrite } from './audit-writes.ts';
import type { Locations } from './chosen-locations.ts';
import { LEVELS, type StockDeps } from './stock-deps.ts';
import { afterRefusals } from './write-levels.ts';

/** Rows of one job: few jobs, and one upload stays small enough for the memory. */
const MOST_ROWS = 100_000;
const PAGE = 5_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** A job as this run knows it; what an earlier run has sent is unknown. */
interface SentJob extends BulkJob {
  readonly bodyHash: string | null;
}

interface Refused {
  readonly rows: readonly FailedRow[];
  readonly codes: readonly string[];
}

/** A text that grows outside of the heap: a hundred thousand rows are some thirty megabytes. */
class Upload {
  readonly #pieces: Blob[] = [];
  readonly #hash = createHash('sha256');

  add(text: string): void {
    this.#pieces.push(new Blob([text]));
    this.#hash.update(text);
  }

  /** Made of what is there already: nothing is copied. */
  end(): { csv: Csv; hash: string } {
    return { csv: new Blob(this.#pieces), hash: this.#hash.digest('hex') };
  }
}

/** Told how many rows Salesforce has worked off. */
export type OnProgress = (processed: number, of: number) => void;

async function levelsCsv(deps: StockDeps, { chosen }: Locations, job: BulkJob): Promise<Upload> {
  const upload = new Upload();
  upload.add(deps.bulk.header(job.object, STOCK_LEVEL_COLUMNS));
  for (let after = ''; ;) {
    const page = await deps.stock.jobs.levels(job.id, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return upload;
    const lines = page.flatMap((level) => {
      const location = chosen.get(level.locationId);
      if (location === undefined) return [];
      const values = toStockLevelValues(level, location);
      return [deps.bulk.line(STOCK_LEVEL_COLUMNS.map((name) => values[name]))];
    });
    upload.add(lines.join(''));
    after = last.key;
  }
}

async function movementsCsv(deps: StockDeps, { chosen }: Locations, job: BulkJob): Promise<Upload> {
  const upload = new Upload();
  upload.add(deps.bulk.header(job.object, STOCK_MOVEMENT_COLUMNS));
  for (let after = ''; ;) {
    const page = await deps.stock.jobs.movements(job.id, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return upload;
    const lines = page.flatMap((movement) => {
      const location = chosen.get(movement.locationId);
      if (location === undefined) return [];
      return toStockMovementValues(movement, location).map((values) =>
        deps.bulk.line(STOCK_MOVEMENT_COLUMNS.map((name) => values[name])),
      );
    });
    upload.add(lines.join(''));
    after = last.id;
  }
}

/** Opens the job in Salesforce; its id is stored before anything is uploaded, so that a restart finds it again. */
async function send(deps: StockDeps, locations: Locations, job: BulkJob): Promise<SentJob> {
  const toCsv = job.object === LEVELS ? levelsCsv : movementsCsv;
  const { csv, hash } = (await toCsv(deps, locations, job)).end();
  const salesforceId = await deps.bulk.open(job.object, 'Key__c');
  await deps.store.transaction((tx) => deps.stock.jobs.opened(tx, job.id, salesforceId));
  await deps.bulk.upload(salesforceId, csv);
  await deps.bulk.close(salesforceId);
  return { ...job, salesforceId, bodyHash: hash };
}

async function failuresOf(deps: StockDeps, job: BulkJob): Promise<Refused> {
  const refused = await deps.bulk.failures(job.salesforceId ?? '', 'Key__c');
  const all = refused.map(({ statusCode }) => statusCode);
  if (refused.length === 0) return { rows: [], codes: all };
  deps.log.warn('Rows of a bulk job were refused', {
    rows: refused.length,
    codes: [...new Set(all)],
  });
  if (job.object !== LEVELS) {
    const retryAt = new Date(deps.clock.now().getTime() + retryDelay(4));
    const keys = new Set(refused.map(({ key }) => key));
    const page = await deps.stock.jobs.movements(job.id, '', job.rows);
    const isRefused = (levelKey: string, at: Date): boolean =>
      [...keys].some((key) => key.startsWith(`${levelKey}|${at.toISOString()}`));
    const again = page.filter((one) => isRefused(one.levelKey, one.observedAt));
    return { rows: again.map(({ id }) => ({ key: id, retryAt })), codes: all };
  }
  const codes = new Map(refused.map(({ key, statusCode }) => [key.toLowerCase(), statusCode]));
  const failed: FailedRow[] = [];
  for (let after = ''; ;) {
    const page = await deps.stock.jobs.levels(job.id, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return { rows: failed, codes: all };
    const bad = page.flatMap((level) => {
      const statusCode = codes.get(level.key.toLowerCase());
      return statusCode === undefined ? [] : [{ level, statusCode }];
    });
    failed.push(...(await afterRefusals(deps, bad)));
    after = last.key;
  }
}

async function end(deps: StockDeps, job: SentJob, state: BulkState): Promise<void> {
  const jobId = job.salesforceId ?? '';
  const write = { object: job.object, startedAt: job.openedAt, bodyHash: job.bodyHash, jobId };
  if (state.stage !== 'done') {
    const isFailed = state.stage === 'failed';
    await deps.store.transaction(async (tx) => {
      await deps.stock.jobs.release(tx, job);
      const refusals = Array.from({ length: job.rows }, () => 'JOB_FAILED');
      if (isFailed) await auditWrite(deps, tx, { ...write, records: job.rows, refusals });
    });
    if (!isFailed) return;
    throw new ConnectorError({
      code: 'SF_REFUSED',
      kind: 'data',
      message: `Salesforce refused a bulk job of stock: ${state.message}`,
      context: { jobId: job.salesforceId },
    });
  }
  const failed = state.failed === 0 ? { rows: [], codes: [] } : await failuresOf(deps, job);
  const { jobs } = deps.stock;
  await deps.store.transaction((tx) => jobs.fail(tx, job, failed.rows));
  // In parts: whoever wants one of these levels meanwhile waits for a part, not for all.
  while ((await deps.store.transaction((tx) => jobs.finishSome(tx, job, PAGE))) > 0);
  await deps.store.transaction(async (tx) => {
    await jobs.close(tx, job);
    await auditWrite(deps, tx, { ...write, records: state.processed, refusals: failed.codes });
  });
}

/** Asks how far the job is, less and less often, until it has ended or the worker stops. */
async function follow(deps: StockDeps, job: SentJob, onProgress: OnProgress): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !deps.stopping.aborted;) {
    const state = await deps.bulk.state(job.salesforceId ?? '');
    onProgress(state.processed, job.rows);
    if (state.stage === 'open') {
      // A worker that was killed had not closed it: what was uploaded is unknown.
      await deps.bulk.abort(job.salesforceId ?? '');
      return end(deps, job, { ...state, stage: 'gone' });
    }
    if (state.stage !== 'working') return end(deps, job, state);
    await deps.clock.sleep(pause, deps.stopping);
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  }
}

/** Jobs that an earlier run of the worker left are followed to their end, or their rows wait again. */
export async function resumeJobs(deps: StockDeps, onProgress: OnProgress): Promise<void> {
  for (const job of await deps.stock.jobs.open()) {
    if (job.salesforceId !== null) await follow(deps, { ...job, bodyHash: null }, onProgress);
    else await deps.store.transaction((tx) => deps.stock.jobs.release(tx, job));
  }
}

/**
 * Writes up to 100,000 rows that wait by one bulk job and follows it to its end.
 * @returns how many rows the job carried.
 */
export async function loadByBulk(
  deps: StockDeps,
  locations: Locations,
  object: string,
  wanted: Wanted,
  onProgress: OnProgress,
): Promise<number> {
  const opening = { id: randomUUID(), salesforceId: null, object, openedAt: deps.clock.now() };
  const rows = await deps.alone(() =>
    deps.store.transaction((tx) => deps.stock.jobs.begin(tx, opening, wanted, MOST_ROWS)),
  );
  if (rows === 0) return 0;
  const job: BulkJob = { ...opening, rows };
  try {
    await follow(deps, await send(deps, locations, job), onProgress);
  } catch (error) {
    // The rows are upserted by their key: sending them again does no harm.
    const open = await deps.stock.jobs.open();
    if (open.some(({ id, salesforceId }) => id === job.id && salesforceId === null))
      await deps.store.transaction((tx) => deps.stock.jobs.release(tx, job));
    throw error;
  }
  return rows;
}

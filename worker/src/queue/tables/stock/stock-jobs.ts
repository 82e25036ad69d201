import { sql } from 'kysely';
import type { BulkJob, StockJobs } from '../../../domain/stock-tables.ts';
import { inTransaction } from '../../open-store.ts';
import type { Db, DbTransaction } from '../../schema.ts';
import { toWaitingLevel, waits, type LevelRow } from './level-rows.ts';
import {
  movementFields,
  movementWaits,
  toWaitingMovement,
  type MovementRow,
} from './stock-movements.ts';

const LEVELS = 'Linnworks_Stock_Level__c';

interface JobRow {
  id: string;
  salesforce_id: string | null;
  object: string;
  rows: number;
  opened_at: Date;
}

const toJob = (row: JobRow): BulkJob => ({
  id: row.id,
  salesforceId: row.salesforce_id,
  object: row.object,
  rows: row.rows,
  openedAt: row.opened_at,
});

/** What a job carried counts as written when it shows what it showed then; an empty face means "write it again". */
async function finishLevels(tx: DbTransaction, jobId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ n: string }>`with part as (
      select key, face from connector.stock_job_row where job_id = ${jobId} order by key limit ${limit} for update),
    held as (select l.key from connector.stock_level l where l.key in (select key from part) order by l.key for update),
    done as (update connector.stock_level l set written_face = part.face, tries = 0, retry_at = null
      from part, held where l.key = part.key and held.key = l.key),
    gone as (delete from connector.stock_job_row r using part where r.key = part.key returning r.key)
    select count(*) as n from gone`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}

async function finishMovements(tx: DbTransaction, jobId: string): Promise<number> {
  await sql`delete from connector.stock_movement where job_id = ${jobId}`.execute(tx);
  return 0;
}

interface Failed {
  readonly bad: string[];
  readonly at: Date[];
}

async function failLevels(tx: DbTransaction, jobId: string, { bad, at }: Failed): Promise<void> {
  await sql`with failed as (
      delete from connector.stock_job_row where job_id = ${jobId} and key = any(${bad}) returning key),
    held as (select key from connector.stock_level where key in (select key from failed) order by key for update)
    update connector.stock_level l set tries = tries + 1, retry_at = f.at
    from held, unnest(${bad}::text[], ${at}::timestamptz[]) as f(key, at)
    where held.key = l.key and l.key = f.key`.execute(tx);
}

async function failMovements(tx: DbTransaction, jobId: string, { bad, at }: Failed) {
  await sql`update connector.stock_movement m set job_id = null, tries = tries + 1, retry_at = f.at
    from unnest(${bad}::bigint[], ${at}::timestamptz[]) as f(id, at)
    where m.job_id = ${jobId} and m.id = f.id`.execute(tx);
}

const end = (tx: DbTransaction, id: string) =>
  sql`delete from connector.stock_job where id = ${id}`.execute(tx);

export function stockJobs(db: Db): StockJobs {
  return {
    async begin(tx, job, wanted, limit) {
      const db = inTransaction(tx);
      const taken =
        job.object === LEVELS
          ? await sql`insert into connector.stock_job_row (key, job_id, face)
              select key, ${job.id}, face from connector.stock_level where ${waits(wanted)} limit ${limit}`.execute(
              db,
            )
          : await sql`update connector.stock_movement set job_id = ${job.id} where id in (
              select m.id from connector.stock_movement m join connector.stock_level l on l.key = m.level_key
              where ${movementWaits(wanted.now)} order by m.id limit ${limit})`.execute(db);
      const rows = Number(taken.numAffectedRows ?? 0);
      if (rows > 0)
        await sql`insert into connector.stock_job (id, salesforce_id, object, rows, opened_at)
          values (${job.id}, null, ${job.object}, ${rows}, ${job.openedAt})`.execute(db);
      return rows;
    },
    ...reads(db),
    async opened(tx, jobId, salesforceId) {
      await sql`update connector.stock_job set salesforce_id = ${salesforceId} where id = ${jobId}`.execute(
        inTransaction(tx),
      );
    },
    async fail(tx, job, failed) {
      if (failed.length === 0) return;
      const bad = failed.map(({ key }) => key);
      const at = failed.map(({ retryAt }) => retryAt);
      const fail = job.object === LEVELS ? failLevels : failMovements;
      await fail(inTransaction(tx), job.id, { bad, at });
    },
    finishSome(tx, job, limit) {
      const finish = job.object === LEVELS ? finishLevels : finishMovements;
      return finish(inTransaction(tx), job.id, limit);
    },
    async close(tx, job) {
      await end(inTransaction(tx), job.id);
    },
    async release(tx, job) {
      const db = inTransaction(tx);
      await sql`delete from connector.stock_job_row where job_id = ${job.id}`.execute(db);
      await sql`update connector.stock_movement set job_id = null where job_id = ${job.id}`.execute(
        db,
      );
      await end(db, job.id);
    },
  };
}

function reads(db: Db): Pick<StockJobs, 'levels' | 'movements' | 'open'> {
  return {
    async levels(jobId, after, limit) {
      const { rows } = await sql<LevelRow>`select l.* from connector.stock_job_row r
        join connector.stock_level l on l.key = r.key
        where r.job_id = ${jobId} and r.key > ${after} order by r.key limit ${limit}`.execute(db);
      return rows.map(toWaitingLevel);
    },
    async movements(jobId, after, limit) {
      const { rows } = await sql<MovementRow>`select ${movementFields}
        from connector.stock_movement m join connector.stock_level l on l.key = m.level_key
        where m.job_id = ${jobId} and m.id > ${after === '' ? '0' : after}::bigint
        order by m.id limit ${limit}`.execute(db);
      return rows.map(toWaitingMovement);
    },
    async open() {
      const { rows } =
        await sql<JobRow>`select * from connector.stock_job order by opened_at`.execute(db);
      return rows.map(toJob);
    },
  };
}

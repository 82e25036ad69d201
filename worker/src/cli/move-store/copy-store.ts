import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { silentLog } from '../../domain/silent-log.ts';
import { openJobQueue } from '../../queue/job-queue.ts';
import { openStore, type OpenStore } from '../../queue/open-store.ts';
import { copyTable, fingerprint, tablesOf } from './copy-table.ts';

export interface MovedTable {
  readonly table: string;
  readonly rows: number;
}

const ignore = (): void => undefined;

/** Opened once, so that both sides have the same tables; jobs that a killed worker had in hand wait again. */
async function openBoth(dataDir: string, databaseUrl: string) {
  if (!existsSync(path.join(dataDir, 'data')))
    throw new Error(`There is no embedded store in ${dataDir}: set DATA_DIR.`);
  const from = await openStore({ databaseUrl: undefined, dataDir, onError: ignore });
  try {
    const to = await openStore({ databaseUrl, dataDir: '', onError: ignore });
    return { from, to };
  } catch (error) {
    await from.close();
    throw error;
  }
}

async function prepareQueue(store: OpenStore, recoverAtOnce: boolean): Promise<void> {
  const queue = await openJobQueue(store.connection, silentLog, recoverAtOnce);
  await queue.stop();
}

async function checkTarget(client: pg.Client, tables: readonly string[]): Promise<void> {
  const worker = await client.query(
    "select 1 from pg_stat_activity where application_name = 'connector-lease' and datname = current_database()",
  );
  if (worker.rows.length > 0)
    throw new Error('A worker uses the database of DATABASE_URL: stop it first.');
  for (const table of tables) {
    const found = await client.query(`select 1 from ${table} limit 1`);
    if (found.rows.length > 0)
      throw new Error(`The database of DATABASE_URL is in use: ${table} is not empty.`);
  }
}

async function copyAll(from: pg.Client, to: pg.Client): Promise<MovedTable[]> {
  const tables = await tablesOf(from);
  await checkTarget(to, tables);
  await from.query('begin isolation level repeatable read read only');
  await to.query('begin');
  const moved: MovedTable[] = [];
  for (const table of tables) {
    const rows = await copyTable(from, to, table);
    const [before, after] = [await fingerprint(from, table), await fingerprint(to, table)];
    if (before !== after) throw new Error(`${table} differs after it was copied.`);
    moved.push({ table, rows });
  }
  await to.query('commit');
  return moved;
}

/**
 * Copies the embedded store into an empty database.
 * @throws ConnectorError STORE_IN_USE while a worker runs on the embedded store; Error when the target is not empty, a
 * worker uses it, or a row arrives changed. Then the target is as it was.
 */
export async function copyStore(dataDir: string, databaseUrl: string): Promise<MovedTable[]> {
  const { from, to } = await openBoth(dataDir, databaseUrl);
  const source = new pg.Client(from.connection);
  const target = new pg.Client(to.connection);
  try {
    await prepareQueue(from, true);
    await prepareQueue(to, false);
    await source.connect();
    await target.connect();
    return await copyAll(source, target);
  } finally {
    await source.end().catch(ignore);
    await target.end().catch(ignore);
    await to.close();
    await from.close();
  }
}

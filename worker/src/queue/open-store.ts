import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import type { Store, Tx } from '../domain/ports.ts';
import { startEmbeddedPostgres, type Connection } from './embedded-postgres.ts';
import * as start from './migrations/0001-start.ts';
import * as orderSnapshots from './migrations/0003-order-snapshots.ts';
import * as returns from './migrations/0003-returns.ts';
import * as stock from './migrations/0004-stock.ts';
import * as errors from './migrations/0005-errors.ts';
import * as audit from './migrations/0006-audit.ts';
import * as observed from './migrations/0008-observed.ts';
import * as stockParts from './migrations/0010-stock-parts.ts';
import * as stockRows from './migrations/0010-stock-rows.ts';
import * as effects from './migrations/0013-effects.ts';
import * as readFrom from './migrations/0014-read-from.ts';
import * as stageStays from './migrations/0015-stage-stays.ts';
import * as origins from './migrations/0016-origins.ts';
import * as attempts from './migrations/0017-attempts.ts';
import type { Database, Db, DbTransaction } from './schema.ts';

export interface OpenStore extends Store {
  readonly db: Db;
  /** For pg-boss and for the lease, which open connections of their own. */
  readonly connection: pg.PoolConfig;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/** In this order, for good: a released migration is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0003-order-snapshots': orderSnapshots,
  '0003-returns': returns,
  '0004-stock': stock,
  '0005-errors': errors,
  '0006-audit': audit,
  '0008-observed': observed,
  '0010-stock-parts': stockParts,
  '0010-stock-rows': stockRows,
  '0013-effects': effects,
  '0014-read-from': readFrom,
  '0015-stage-stays': stageStays,
  '0016-origins': origins,
  '0017-attempts': attempts,
};
const POOL = 4;

/** Only this folder knows what a transaction is made of. */
export function inTransaction(tx: Tx): DbTransaction {
  return tx as DbTransaction;
}

export function poolConfig(
  databaseUrl: string | undefined,
  embedded: Connection | undefined,
): pg.PoolConfig {
  if (embedded !== undefined) return { ...embedded };
  const url = new URL(databaseUrl ?? '');
  const isLocal = ['localhost', '127.0.0.1', '::1', ''].includes(url.hostname);
  const mode = url.searchParams.get('sslmode');
  // Heroku's certificates are signed by themselves: traffic is encrypted, the name is not checked, unless asked for.
  const ssl = isLocal && mode === null ? false : { rejectUnauthorized: mode === 'verify-full' };
  url.searchParams.delete('sslmode');
  return { connectionString: url.toString(), ssl };
}

async function migrate(db: Db): Promise<void> {
  await sql`create schema if not exists connector`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    migrationTableSchema: 'connector',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('Migration failed');
}

/**
 * Opens PostgreSQL (DATABASE_URL, else the embedded one in `dataDir`) and brings the tables up to date.
 * @throws ConnectorError STORE_IN_USE or STORE_NOT_AVAILABLE; else PostgreSQL's own error.
 */
export async function openStore(options: {
  databaseUrl: string | undefined;
  dataDir: string;
  onError: (error: Error) => void;
}): Promise<OpenStore> {
  const embedded =
    options.databaseUrl === undefined ? await startEmbeddedPostgres(options.dataDir) : undefined;
  const connection = poolConfig(options.databaseUrl, embedded?.connection);
  const pool = new pg.Pool({ ...connection, max: POOL, options: '-c search_path=connector' });
  pool.on('error', options.onError);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    await embedded?.stop();
    throw error;
  }
  return {
    db,
    connection,
    isEmbedded: embedded !== undefined,
    transaction: (work) => db.transaction().execute((tx) => work(tx)),
    async close() {
      await db.destroy();
      await embedded?.stop();
    },
  };
}

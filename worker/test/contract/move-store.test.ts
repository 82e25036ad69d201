import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/domain/silent-log.ts';
import { copyStore } from '../../src/cli/move-store/copy-store.ts';
import { openJobQueue } from '../../src/queue/job-queue.ts';
import { openStore } from '../../src/queue/open-store.ts';
import { startPostgresServer, type PostgresServer } from '../testing/postgres-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'move-'));
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'store');
const onError = (): void => undefined;
let server: PostgresServer;
let filled: readonly string[];

const CURSOR =
  "insert into connector.cursor (name, value) values ('delta', '2026-11-24T10:00:00Z')";
const AUDIT = `insert into connector.audit (trace_id, record, step, outcome, attempt, duration_ms)
  select 't' || n, 'r' || n, 'push', 'done', 1, n from generate_series(1, 1200) n`;

async function fill(): Promise<void> {
  const store = await openStore({ databaseUrl: undefined, dataDir, onError });
  const queue = await openJobQueue(store.connection, silentLog, true);
  await store.transaction(async (tx) => {
    const jobs = ['a', 'b', 'a'].map((key, n) => ({
      key,
      kind: 'Push',
      data: { n },
      traceId: key,
    }));
    await queue.enqueue(tx, 'orders-out', jobs);
  });
  const client = new pg.Client(store.connection);
  await client.connect();
  await client.query(CURSOR);
  await client.query(AUDIT);
  filled = await fillEveryTable(client);
  await client.end();
  await queue.stop();
  await store.close();
}

/** A value that fits each kind of column that the store has. */
const FILLING = `case
  when format_type(a.atttypid, null) in ('integer', 'bigint', 'smallint') then '7'
  when format_type(a.atttypid, null) = 'boolean' then 'true'
  when format_type(a.atttypid, null) = 'jsonb' then '''{"canary": [1, "é"]}'''
  when format_type(a.atttypid, null) = 'uuid' then '''00000000-0000-7000-8000-000000000001'''
  when format_type(a.atttypid, null) like 'timestamp%' then '''2026-11-24T10:00:00.123456Z'''
  when format_type(a.atttypid, null) like '%[]' then '''{canary}'''
  else '''canary''' end`;

/** One full row in every table of the connector, those of later migrations too; answers their names. */
async function fillEveryTable(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; columns: string; values: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, string_agg(quote_ident(a.attname), ', ') as columns,
            string_agg(${FILLING}, ', ') as values
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = 'connector' and c.relkind = 'r' and c.relname not like 'kysely%' and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        and c.relname not in ('cursor', 'audit') group by 1`,
  );
  for (const { name, columns, values } of rows)
    await client.query(`insert into ${name} (${columns}) values (${values})`);
  return rows.map(({ name }) => name);
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

beforeAll(async () => {
  server = await startPostgresServer();
  await fill();
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('moving from the embedded store to PostgreSQL', () => {
  it('is refused while a worker runs on the embedded store', async () => {
    const worker = await openStore({ databaseUrl: undefined, dataDir, onError });
    await expect(copyStore(dataDir, server.url)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await worker.close();
  });

  it('is refused without an embedded store', async () => {
    await expect(copyStore(folder, server.url)).rejects.toThrow('There is no embedded store');
  });

  it('takes every row along', async () => {
    const moved = await copyStore(dataDir, server.url);
    expect(moved).toContainEqual({ table: 'connector.cursor', rows: 1 });
    expect(moved).toContainEqual({ table: 'connector.audit', rows: 1200 });
    expect(moved).toContainEqual({ table: 'pgboss.job', rows: 3 });
    expect(filled).toContain('connector.stock_level');
    for (const table of filled) expect(moved).toContainEqual({ table, rows: 1 });
    expect(await ask(server.url, 'select value from connector.cursor')).toEqual([
      { value: '2026-11-24T10:00:00Z' },
    ]);
  });

  it('leaves a queue that goes on in order', async () => {
    const store = await openStore({ databaseUrl: server.url, dataDir: '', onError });
    const queue = await openJobQueue(store.connection, silentLog, true);
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      const handle = async (jobs: { id: string; key: string; data: Record<string, unknown> }[]) => {
        for (const { key, data } of jobs) seen.push(`${key}${String(data['n'])}`);
        if (seen.length === 3) resolve();
        return new Map(jobs.map(({ id }) => [id, { done: true as const }]));
      };
      void queue.work('orders-out', { batchSize: 10, loops: 1 }, handle);
    });
    await queue.stop();
    await store.close();
    expect(seen.indexOf('a0')).toBeLessThan(seen.indexOf('a2'));
    expect(seen.toSorted()).toEqual(['a0', 'a2', 'b1']);
  });

  it('counts on from the last number', async () => {
    const insert = `insert into connector.audit (trace_id, record, step, outcome, attempt, duration_ms)
      values ('t', 'r', 'push', 'done', 1, 1) returning id::int`;
    expect(await ask(server.url, insert)).toEqual([{ id: 1201 }]);
  });

  it('is refused when the database is in use already', async () => {
    await expect(copyStore(dataDir, server.url)).rejects.toThrow('is not empty');
  });
});

describe('a backup', () => {
  it('of the embedded store is a copy of its folder', async () => {
    const copy = path.join(folder, 'restored');
    execFileSync('cp', ['-a', dataDir, copy]);
    const store = await openStore({ databaseUrl: undefined, dataDir: copy, onError });
    const rows = await store.db
      .selectFrom('connector.cursor' as never)
      .selectAll()
      .execute();
    await store.close();
    expect(rows).toMatchObject([{ name: 'delta' }]);
  });
});

describe('the release phase', () => {
  it('may run again and again, beside a worker', async () => {
    const file = path.resolve(import.meta.dirname, '../../src/cli/migrate.ts');
    const run = () =>
      promisify(execFile)(process.execPath, [file], { env: { DATABASE_URL: server.url } });
    expect((await run()).stdout).toContain('up to date');
    expect((await run()).stdout).toContain('up to date');
  });

  it('says what it needs', async () => {
    const file = path.resolve(import.meta.dirname, '../../src/cli/migrate.ts');
    const run = promisify(execFile)(process.execPath, [file], { env: {} });
    await expect(run).rejects.toMatchObject({
      stderr: expect.stringContaining('DATABASE_URL is missing') as string,
    });
  });
});

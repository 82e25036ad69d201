import pg from 'pg';
import { poolConfig } from './open-store.ts';

export interface DatabaseFacts {
  /** Major version. */
  readonly version: number;
  readonly isDurable: boolean;
  readonly freeConnections: number;
}

/** Looks at a database without changing anything in it. @throws PostgreSQL's own error. */
export async function probeDatabase(databaseUrl: string): Promise<DatabaseFacts> {
  const connection = poolConfig(databaseUrl, undefined);
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; durable: boolean; free: number }>(
      `select current_setting('server_version_num')::int / 10000 as version,
              current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable,
              current_setting('max_connections')::int - (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as free`,
    );
    const [row] = rows;
    return {
      version: row?.version ?? 0,
      isDurable: row?.durable ?? false,
      freeConnections: row?.free ?? 0,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

import { sql } from 'kysely';
import { openStore } from '../../src/queue/open-store.ts';

/** Every row of every table of the worker's store as one text: a canary in it was stored somewhere. No worker may run. */
export async function storeAsText(dataDir: string): Promise<string> {
  const store = await openStore({ databaseUrl: undefined, dataDir, onError: () => undefined });
  try {
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('connector', 'pgboss') order by 1`.execute(store.db);
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`
        select row::text as text from ${sql.raw(name)} as row`.execute(store.db);
      texts.push(`${name}: ${rows.length} rows`, ...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await store.close();
  }
}

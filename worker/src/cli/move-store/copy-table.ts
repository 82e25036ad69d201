import type pg from 'pg';

const PAGE = 500;

/** Tables with rows of ours: all of the connector's, and the jobs. What the queue keeps of itself is made anew. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'connector' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not like 'kysely%' order by 1`,
  );
  return [...rows.map(({ name }) => name), 'pgboss.job'];
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name).join(', ');
}

/** Numbers given from now on go on where the old store stopped. */
async function copySequences(from: pg.Client, to: pg.Client, table: string): Promise<void> {
  const { rows } = await from.query<{ name: string; column: string }>(
    `select quote_ident(attname) as column, pg_get_serial_sequence($1, attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped
        and pg_get_serial_sequence($1, attname) is not null`,
    [table],
  );
  for (const { name } of rows) {
    const last = await from.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    await to.query('select setval($1::regclass, $2::bigint, $3)', [
      name,
      last.rows[0]?.value ?? '1',
      last.rows[0]?.called ?? false,
    ]);
  }
}

/** Copies every row in pages of text, so that no value passes through a type of JavaScript; returns how many. */
export async function copyTable(from: pg.Client, to: pg.Client, table: string): Promise<number> {
  const columns = await columnsOf(from, table);
  await from.query(
    `declare rows no scroll cursor for select row_to_json(t)::text as row from ${table} t`,
  );
  let copied = 0;
  for (;;) {
    const { rows } = await from.query<{ row: string }>(`fetch ${PAGE} from rows`);
    if (rows.length === 0) break;
    await to.query(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
      [`[${rows.map(({ row }) => row).join(',')}]`],
    );
    copied += rows.length;
  }
  await from.query('close rows');
  await copySequences(from, to, table);
  return copied;
}

/** One text for all rows of a table, whatever their order and that of the columns. */
export async function fingerprint(client: pg.Client, table: string): Promise<string> {
  await client.query("set local timezone = 'UTC'");
  const { rows } = await client.query<{ print: string }>(
    `select count(*) || ' ' || coalesce(md5(string_agg(h, '' order by h)), '') as print
       from (select md5(to_jsonb(t)::text) as h from ${table} t) hashes`,
  );
  return rows[0]?.print ?? '';
}

/**
 * `npm run audit:export -- --format csv|json [--file FILE]`: every row of the audit with its place in the
 * chain; last come those without one, whose calls are on their way.
 */
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRows, sealAudit, sealedRows } from '../queue/audit-chain.ts';
import type { Db } from '../queue/schema.ts';
import { openWorkerStore, runCommand } from './open.ts';

const COLUMNS = [
  ...(['seq', 'at', 'trace_id', 'record', 'step', 'outcome', 'attempt', 'duration_ms'] as const),
  ...(['body_hash', 'prev_hash', 'content_hash', 'hash', 'erased_at'] as const),
];

/** Text that a spreadsheet does not run as a formula. */
function toCell(value: string | number | Date | null): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* allRows(db: Db) {
  yield* sealedRows(db);
  yield* await openRows(db);
}

await runCommand(async (settings) => {
  const { values } = parseArgs({
    options: { format: { type: 'string', default: 'csv' }, file: { type: 'string' } },
  });
  if (values.format !== 'csv' && values.format !== 'json') {
    console.error('Say --format csv or --format json.');
    return 2;
  }
  const store = await openWorkerStore(settings);
  const out = values.file === undefined ? process.stdout : createWriteStream(values.file);
  try {
    await sealAudit(store.db);
    if (values.format === 'csv') out.write(`${COLUMNS.join(',')}\n`);
    let count = 0;
    for await (const row of allRows(store.db)) {
      const line =
        values.format === 'csv'
          ? COLUMNS.map((column) => toCell(row[column])).join(',')
          : JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, row[column]])));
      out.write(`${line}\n`);
      count += 1;
    }
    if (values.file !== undefined) {
      await new Promise<void>((resolve) => out.end(resolve));
      console.log(`${count} rows written to ${values.file}.`);
    }
    return 0;
  } finally {
    await store.close();
  }
});

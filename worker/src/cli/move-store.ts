/**
 * Moves everything from the embedded store (DATA_DIR) to PostgreSQL (DATABASE_URL): cursors, links, errors, the audit
 * and every job. Stop the worker first. One transaction: the target has all of it, compared row by row, or nothing.
 */
import { copyStore } from './move-store/copy-store.ts';

const { DATABASE_URL: databaseUrl = '', DATA_DIR: dataDir = '.data' } = process.env;
try {
  if (databaseUrl === '') throw new Error('DATABASE_URL is missing: where shall it go?');
  for (const { table, rows } of await copyStore(dataDir, databaseUrl))
    process.stdout.write(`${String(rows).padStart(8)}  ${table}\n`);
  process.stdout.write(
    `Everything was moved and compared. Keep DATABASE_URL set and start the worker; ${dataDir} is as it was.\n`,
  );
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Nothing was moved. ${reason}\n`);
  process.exitCode = 1;
}

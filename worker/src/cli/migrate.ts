/**
 * Brings the tables of the store and of the queue up to date, then ends: the release phase of a hosting platform. The
 * worker does the same at its start. Harmless while a worker runs and when there is nothing to do.
 */
import { silentLog } from '../domain/silent-log.ts';
import { openJobQueue } from '../queue/job-queue.ts';
import { openStore } from '../queue/open-store.ts';

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl === undefined || databaseUrl === '') {
  process.stderr.write(
    'DATABASE_URL is missing: the embedded store is brought up to date at the start.\n',
  );
  process.exit(1);
}
try {
  const onError = (error: Error): void => void process.stderr.write(`${error.message}\n`);
  const store = await openStore({ databaseUrl, dataDir: '', onError });
  const queue = await openJobQueue(store.connection, silentLog, false);
  await queue.stop();
  await store.close();
  process.stdout.write('The tables are up to date.\n');
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The tables could not be brought up to date: ${reason}\n`);
  process.exit(1);
}

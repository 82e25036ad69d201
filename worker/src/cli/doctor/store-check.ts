import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../config/settings-schema.ts';
import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import { fail, ok, warn } from '../../pipelines/checks/check-row.ts';
import { probeDatabase } from '../../queue/probe-database.ts';

const ID = 'store';
const TITLE = 'Store';
const LEAST_FREE_BYTES = 1_000_000_000;
const OLDEST = 14;

/** The folder of the embedded store; a worker that runs on it is no fault. */
function checkFolder(dataDir: string): CheckRow {
  const root = path.resolve(dataDir);
  try {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.W_OK);
  } catch {
    return fail(
      ID,
      TITLE,
      `The folder ${dataDir} cannot be written.`,
      'Set DATA_DIR to a folder of the user that runs the worker, or set DATABASE_URL.',
    );
  }
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < LEAST_FREE_BYTES)
    return warn(
      ID,
      TITLE,
      'Less than 1 GB is free on the disk.',
      'Make room, or set DATABASE_URL.',
    );
  const state = existsSync(path.join(root, 'data')) ? 'is there' : 'is made at the first start';
  return ok(ID, TITLE, `Embedded, ${state}.`);
}

/** Where the worker keeps its queue and its cursors. */
export async function checkStore({
  DATABASE_URL: url,
  DATA_DIR: dataDir,
}: Settings): Promise<CheckRow> {
  if (url === undefined) return checkFolder(dataDir);
  try {
    const { version, isDurable, freeConnections } = await probeDatabase(url);
    if (version < OLDEST)
      return fail(
        ID,
        TITLE,
        `This is PostgreSQL ${version}.`,
        `Use PostgreSQL ${OLDEST} or later.`,
      );
    if (!isDurable)
      return fail(
        ID,
        TITLE,
        'The database acknowledges before it has stored (fsync or synchronous_commit is off).',
        'Switch both on: a power failure would lose orders that were acknowledged.',
      );
    if (freeConnections < 12)
      return warn(
        ID,
        TITLE,
        `Only ${freeConnections} connections are free; the worker uses up to 12.`,
        'Close other clients or take a larger plan.',
      );
    return ok(ID, TITLE, `PostgreSQL ${version}, ${freeConnections} connections free.`);
  } catch (error) {
    const reason = error instanceof ConnectorError ? error.message : (error as Error).name;
    return fail(
      ID,
      TITLE,
      `The database of DATABASE_URL does not answer (${(error as { code?: string }).code ?? reason}).`,
      'Check address, user, password and firewall; hosted databases need TLS (`?sslmode=require`).',
    );
  }
}

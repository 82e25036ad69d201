import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { ConnectorError } from '../domain/connector-error.ts';
import { embeddedBinaries, serverIdentity, type Identity } from './embedded-binaries.ts';

/** What `pg` needs to connect. */
export interface Connection {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly connection: Connection;
  stop(): Promise<void>;
}

const USER = 'connector';
const START_WITHIN_MS = 60_000;
const ORPHAN_ENDS_WITHIN_MS = 30_000;
/** Unix socket addresses may not be longer than this, less the name of the socket file. */
const LONGEST_SOCKET_DIR = 85;

interface Folders {
  readonly root: string;
  readonly data: string;
  readonly socket: string;
}

/** A file lock of SQLite's: the system gives it up when this process dies, however it dies. */
function lock(root: string): DatabaseSync {
  const database = new DatabaseSync(path.join(root, 'lock.db'));
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('begin exclusive');
    return database;
  } catch (cause) {
    database.close();
    throw new ConnectorError({
      code: 'STORE_IN_USE',
      kind: 'config',
      message: `Another worker uses the store in ${root}.`,
      actions: ['Stop the other worker, or give this one another DATA_DIR.'],
      cause,
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isOurServer(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return true; // no /proc here: the lock says that whoever wrote the file is gone
  }
}

/** We hold the lock, so a server that still runs on this folder lost its worker: it is told to stop. */
async function endOrphan(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isOurServer(pid, data)) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  const deadline = Date.now() + ORPHAN_ENDS_WITHIN_MS;
  while (isAlive(pid) && Date.now() < deadline) await sleep(25);
}

/** A half-made folder is never taken for a whole one: it gets its name when it is complete. */
function initialise(bin: string, data: string, identity: Identity): void {
  if (existsSync(data)) return;
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const args = ['-D', fresh, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  execFileSync(path.join(bin, 'initdb'), args, { stdio: 'pipe', ...identity });
  renameSync(fresh, data);
}

/**
 * The shell keeps our end of a pipe: when the worker dies, even by kill -9, the pipe closes and PostgreSQL is asked to
 * stop. There is no TCP port and no password; the socket lies in a folder that only its owner may enter.
 */
function launch(bin: string, { root, data, socket }: Folders, identity: Identity): ChildProcess {
  const watch = '"$0" "$@" </dev/null & p=$!; cat >/dev/null; kill -INT $p; wait $p';
  const options = [
    'listen_addresses=',
    `unix_socket_directories=${socket}`,
    'shared_buffers=16MB',
    'max_connections=30',
    'max_wal_size=128MB',
  ];
  const log = openSync(path.join(root, 'postgres.log'), 'a');
  return spawn(
    '/bin/sh',
    ['-c', watch, path.join(bin, 'postgres'), '-D', data, ...options.flatMap((one) => ['-c', one])],
    {
      stdio: ['pipe', 'ignore', log],
      detached: true,
      ...identity,
    },
  );
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function waitUntilUp(
  child: ChildProcess,
  connection: Connection,
  root: string,
): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await answers(connection))) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new ConnectorError({
        code: 'STORE_NOT_AVAILABLE',
        kind: 'config',
        message: `The embedded PostgreSQL did not start; see ${path.join(root, 'postgres.log')}.`,
      });
    await sleep(25);
  }
}

async function createDatabase(server: Connection): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  const found = await client.query('select 1 from pg_database where datname = $1', [USER]);
  if (found.rowCount === 0) await client.query(`create database ${USER}`);
  await client.end();
}

function prepareFolders(dataDir: string, identity: Identity): Folders {
  const root = path.resolve(dataDir);
  const inside = path.join(root, 'run');
  mkdirSync(root, { recursive: true });
  // A deep folder gives a socket address that is too long: then it goes to the temporary folder.
  const socket =
    inside.length <= LONGEST_SOCKET_DIR ? inside : path.join(tmpdir(), `connector-${process.pid}`);
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chmodSync(root, 0o755);
    chownSync(root, identity.uid, identity.gid);
    chownSync(socket, identity.uid, identity.gid);
  }
  return { root, data: path.join(root, 'data'), socket };
}

/**
 * Starts PostgreSQL on a folder of our own and returns how to connect.
 * @throws ConnectorError STORE_IN_USE when another worker has the folder, STORE_NOT_AVAILABLE when it cannot start.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const bin = embeddedBinaries();
  const identity = serverIdentity();
  const folders = prepareFolders(dataDir, identity);
  const held = lock(folders.root);
  try {
    await endOrphan(folders.data);
    initialise(bin, folders.data, identity);
    const child = launch(bin, folders, identity);
    const server = { host: folders.socket, user: USER, database: 'postgres' };
    await waitUntilUp(child, server, folders.root);
    await createDatabase(server);
    return {
      connection: { ...server, database: USER },
      stop: () =>
        new Promise((resolve) => {
          child.once('exit', () => {
            held.close();
            resolve();
          });
          child.stdin?.end();
        }),
    };
  } catch (error) {
    held.close();
    throw error;
  }
}

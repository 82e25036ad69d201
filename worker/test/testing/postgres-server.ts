import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { embeddedBinaries, serverIdentity } from '../../src/queue/embedded-binaries.ts';

export interface PostgresServer {
  /** With user and password, as a hosting platform gives it. */
  readonly url: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function waitUntilUp(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** A real PostgreSQL server on a port of its own, with a password: what the worker meets where it is hosted. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'postgres-server-'));
  const identity = serverIdentity();
  const bin = embeddedBinaries();
  const data = path.join(root, 'data');
  const passwordFile = path.join(root, 'password');
  const run = path.join(root, 'run');
  mkdirSync(run);
  writeFileSync(passwordFile, 'not-a-secret');
  chmodSync(root, 0o755);
  if (identity.uid !== undefined && identity.gid !== undefined)
    for (const one of [root, run, passwordFile]) chownSync(one, identity.uid, identity.gid);
  const login = ['-U', 'merchant', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const initdb = ['-D', data, ...login, '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(path.join(bin, 'initdb'), initdb, { stdio: 'pipe', ...identity });
  const port = await freePort();
  const options = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${run}`];
  const child = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, ...options.flatMap((one) => ['-c', one])],
    { stdio: 'ignore', ...identity },
  );
  const url = `postgres://merchant:not-a-secret@127.0.0.1:${port}/postgres`;
  await waitUntilUp(url);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

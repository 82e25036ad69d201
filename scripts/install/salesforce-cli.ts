import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const OWN = path.resolve(import.meta.dirname, '../../node_modules/@salesforce/cli/bin/run.js');

/** It neither reports what it does nor starts `sf update` behind our back. */
const QUIET = {
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_DISABLE_AUTOUPDATE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
};

export interface CliReply {
  readonly ok: boolean;
  readonly result: unknown;
  /** What went wrong, in the words of the CLI. */
  readonly message: string;
}

/** The CLI that came with the packages; `SF_CLI` names another program. */
function program(): string[] {
  const given = process.env.SF_CLI;
  if (given !== undefined && given !== '') return [given];
  if (!existsSync(OWN))
    throw new Error('The Salesforce CLI is not installed: run `npm install`, or set SF_CLI.');
  return [process.execPath, '--no-deprecation', OWN];
}

interface Reply {
  readonly status?: number;
  readonly message?: string;
  readonly result?: unknown;
}

function failuresOf(result: unknown): string[] {
  const details = (result as { details?: { componentFailures?: unknown } } | null)?.details;
  const failures = [details?.componentFailures ?? []].flat() as {
    fullName?: string;
    problem?: string;
  }[];
  return failures.map(({ fullName, problem }) => `${fullName ?? ''}: ${problem ?? ''}`);
}

/** Runs one command of the Salesforce CLI with `--json` and waits for it. */
export function sf(args: readonly string[], cwd: string): CliReply {
  const [command = '', ...first] = program();
  const done = spawnSync(command, [...first, ...args, '--json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...QUIET },
  });
  if (done.error) throw done.error;
  let reply: Reply;
  try {
    reply = JSON.parse(done.stdout) as Reply;
  } catch {
    reply = { status: 1, message: done.stderr.trim() };
  }
  const ok = done.status === 0 && (reply.status ?? 0) === 0;
  const words = failuresOf(reply.result);
  const message = words.length > 0 ? words.join('\n') : (reply.message ?? '');
  return { ok, result: reply.result ?? null, message };
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = path.resolve(
  import.meta.dirname,
  '../../../node_modules/@salesforce/cli/bin/run.js',
);

export interface CliResult {
  readonly code: number;
  /** What it wrote, both streams together. */
  readonly output: string;
  /** `result` of a reply in JSON; null when the command was not given `--json`. */
  readonly result: unknown;
}

/** The real Salesforce CLI with a home of its own: no login of the person who runs the tests is touched. */
export interface SalesforceCli {
  readonly home: string;
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  close(): void;
}

interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Settings that keep the CLI from the network and from the home of the user. */
export function cliEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    NO_COLOR: '1',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
  };
}

function parseResult(stdout: string): unknown {
  try {
    return (JSON.parse(stdout) as { result?: unknown }).result ?? null;
  } catch {
    return null;
  }
}

export function openSalesforceCli(): SalesforceCli {
  const home = mkdtempSync(path.join(tmpdir(), 'salesforce-cli-'));
  return {
    home,
    run: (args, { cwd = home, env = {} } = {}) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ['--no-deprecation', PROGRAM, ...args], {
          cwd,
          env: { ...cliEnvironment(home), ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
        child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
        child.once('error', reject);
        child.once('close', (code) =>
          resolve({ code: code ?? 1, output: stdout + stderr, result: parseResult(stdout) }),
        );
      }),
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

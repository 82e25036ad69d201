import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'package-version-'));
const calls = path.join(folder, 'calls');
const program = path.join(folder, 'sf');
const versionId = '04tXX0000000001YAA';

/** Stands in for the CLI in front of a Dev Hub, which cannot be had here: answers in its shapes and writes down the calls. */
function recordCli(packages: readonly object[]): void {
  writeFileSync(
    program,
    `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const line = process.argv.slice(2).join(' ');
appendFileSync(${JSON.stringify(calls)}, line + '\\n');
const result = line.startsWith('package list') ? ${JSON.stringify(packages)}
  : line.startsWith('package create') ? { Id: '0HoXX0000000001' }
  : line.startsWith('package version create') ? { Status: 'Success', SubscriberPackageVersionId: '${versionId}' }
  : {};
console.log(JSON.stringify({ status: 0, result }));
`,
  );
  chmodSync(program, 0o755);
}

afterEach(() => rmSync(calls, { force: true }));

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/package-version.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', SF_CLI: program },
  });

const recorded = (): string[] =>
  existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];

describe('a package version', () => {
  it('is made, promoted and linked', async () => {
    recordCli([]);
    const { stdout } = await run('--dev-hub', 'hub', '--namespace', 'lwsync', '--promote');
    const verbs = recorded().map((line) => line.split(' -')[0]);
    expect(verbs).toEqual([
      'project convert source',
      'package list',
      'package create',
      'package version create',
      'package version promote',
    ]);
    expect(recorded()[2]).toContain('-t Managed');
    const link = `/packaging/installPackage.apexp?p0=${versionId}`;
    expect(stdout).toContain(`https://login.salesforce.com${link}`);
    expect(stdout).toContain(`https://test.salesforce.com${link}`);
  });

  it('of a package that is there already can be unlocked and stay a beta', async () => {
    recordCli([{ Id: '0HoXX0000000009', Name: 'Linnworks Connector' }]);
    const { stdout } = await run('--dev-hub', 'hub', '--unlocked');
    expect(recorded().at(-1)).toContain('package version create -p 0HoXX0000000009');
    expect(stdout).toContain('It is a beta');
  });

  it('is not begun without a namespace', async () => {
    recordCli([]);
    await expect(run('--dev-hub', 'hub')).rejects.toMatchObject({
      stderr: expect.stringContaining('--namespace is missing') as string,
    });
    expect(recorded().map((line) => line.split(' -')[0])).toEqual(['project convert source']);
  });
});

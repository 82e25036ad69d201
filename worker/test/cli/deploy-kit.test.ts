import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, openSalesforceCli } from '../../sandbox/scenarios/salesforce-cli.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BESIDE = [
  'Linnworks_App_Access',
  'Linnworks_Integration_Order_Status',
  'Linnworks_Integration_Standard_Objects',
];
const cli = openSalesforceCli();
let org: SalesforceOrg;

beforeAll(async () => {
  org = await startSalesforceOrg({
    unpackagedDir: path.join(ROOT, 'no-such-folder'),
  });
  await cli.run(
    ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'kit'],
    { env: { SF_ACCESS_TOKEN: org.control.issue('admin@merchant.example') ?? '' } },
  );
});

afterAll(async () => {
  await org.close();
  cli.close();
});

const run = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [path.join(ROOT, script), ...args], {
    cwd: cli.home,
    env: cliEnvironment(cli.home),
  });

const KIT = [
  ...['--org', 'kit', '--email', 'ops@merchant.example', '--admin', 'operator@merchant.example'],
  ...['--integration-user', 'integration@merchant.example'],
];

function assigned(): string[] {
  const soql = 'SELECT Assignee.Username, PermissionSet.Name FROM PermissionSetAssignment';
  return org.core
    .query(org.control.admin(), soql)
    .records.map((row) => {
      const { Username } = row['Assignee'] as { Username: string };
      const { Name } = row['PermissionSet'] as { Name: string };
      return `${Username.split('@')[0] ?? ''} ${Name}`;
    })
    .sort();
}

describe('the kit beside the package', () => {
  it('is checked before anything is deployed', async () => {
    const { stdout } = await run('scripts/deploy-kit.ts', ...KIT, '--check');
    expect(stdout).toContain('The kit fits this org');
    const sets = org.core.query(org.control.admin(), 'SELECT Name FROM PermissionSet').records;
    expect(sets.map(({ Name }) => Name).filter((name) => BESIDE.includes(String(name)))).toEqual(
      [],
    );
  });

  it('is deployed and assigned once, however often it is run', async () => {
    const first = await run('scripts/deploy-kit.ts', ...KIT);
    expect(first.stdout).toContain('integration@merchant.example has Linnworks_Integration,');
    const before = assigned();
    expect(before).toContain('integration Linnworks_Integration_Standard_Objects');
    expect(before).toContain('operator Linnworks_App_Access');
    const second = await run('scripts/deploy-kit.ts', ...KIT);
    expect(second.stdout).toContain('has Linnworks_Admin, Linnworks_App_Access already.');
    expect(assigned()).toEqual(before);
  });

  it('says what is missing', async () => {
    await expect(run('scripts/deploy-kit.ts', '--org', 'kit')).rejects.toThrow(
      '--email is missing',
    );
  });
});

describe('the kit beside a managed package', () => {
  let managed: SalesforceOrg;

  beforeAll(async () => {
    managed = await startSalesforceOrg({
      namespace: 'lwsync',
      unpackagedDir: path.join(ROOT, 'no-such-folder'),
    });
    await cli.run(
      [
        'org',
        'login',
        'access-token',
        '--instance-url',
        managed.url,
        '--no-prompt',
        '-a',
        'managed',
      ],
      { env: { SF_ACCESS_TOKEN: managed.control.issue('admin@merchant.example') ?? '' } },
    );
  });

  afterAll(() => managed.close());

  it('shows the app and the tabs of its namespace', async () => {
    const args = KIT.map((one) => (one === 'kit' ? 'managed' : one));
    const { stdout } = await run('scripts/deploy-kit.ts', ...args, '--namespace', 'lwsync');
    expect(stdout).toContain('The kit is deployed');
    expect(stdout).toContain('operator@merchant.example has Linnworks_Admin, Linnworks_App_Access');
  });
});

describe('the keys', () => {
  const file = (name: string): string => path.join(cli.home, name);

  it('are made without showing the private one', async () => {
    const { stdout } = await run('scripts/keys.ts', '--env', 'settings');
    const key = readFileSync(file('.keys/server.key'), 'utf8');
    const setting = readFileSync(file('settings'), 'utf8');
    expect(setting).toBe(`SF_PRIVATE_KEY=${Buffer.from(key).toString('base64')}\n`);
    for (const line of key.split('\n').filter((text) => text.length > 40))
      expect(stdout).not.toContain(line);
    const certificate = new X509Certificate(readFileSync(file('.keys/server.crt')));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 700 * 86_400_000);
  });

  it('are kept unless they are renewed on purpose', async () => {
    const before = readFileSync(file('.keys/server.key'), 'utf8');
    await run('scripts/keys.ts');
    expect(readFileSync(file('.keys/server.key'), 'utf8')).toBe(before);
    await run('scripts/keys.ts', '--renew');
    expect(readFileSync(file('.keys/server.key'), 'utf8')).not.toBe(before);
    expect(existsSync(file('.keys/server.crt'))).toBe(true);
  });
});

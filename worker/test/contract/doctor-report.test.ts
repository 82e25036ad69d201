import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLinnworksAccount } from '../../sandbox/linnworks-account/start.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';

const DOCTOR = path.resolve(import.meta.dirname, '../../src/cli/doctor.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'doctor-report-'));
const file = path.join(folder, 'report.json');
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const clientId = 'canary-consumer-key';
const certificatePem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const PERSON = {
  name: 'Canary Featherstone',
  email: 'canary.f@merchant.example',
  town: 'Canaryville',
};
const PASSWORD = 'canary-password';
let org: SalesforceOrg;
let account: Awaited<ReturnType<typeof startLinnworksAccount>>;

beforeAll(async () => {
  org = await startSalesforceOrg({ apps: [{ clientId, certificatePem }], longPollMs: 300 });
  account = await startLinnworksAccount({ quotas: 'lifted' });
  const admin = org.control.admin();
  const [first, last] = PERSON.name.split(' ');
  org.core.save(admin, 'create', 'Account', { Name: PERSON.name, BillingCity: PERSON.town });
  const contact = { FirstName: first, LastName: last, Email: PERSON.email };
  org.core.save(admin, 'create', 'Contact', contact);
});

afterAll(async () => {
  await org.close();
  await account.close();
  rmSync(folder, { recursive: true, force: true });
});

const canaries = (): string[] => [
  ...Object.values(PERSON),
  ...Object.values({ ...account.credentials }),
  ...privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----')),
  ...[clientId, PASSWORD, 'integration@merchant.example'],
];

/** The vendor repeats everything that it should not, so that the report has something to hide. */
async function plantEchoes(): Promise<void> {
  const { applicationSecret, installationToken } = account.credentials;
  const echo = [installationToken, applicationSecret, clientId, PERSON.email, PASSWORD];
  const body = { Message: `${echo.join(' ')} ${privateKey} Bearer 00Dcanary!session` };
  await fetch(`${account.url}/__account/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ match: { path: 'GetOrdersById' }, status: 400, body }]),
  });
}

function runDoctor(): Promise<string> {
  const env = {
    SF_LOGIN_URL: org.url,
    SF_CLIENT_ID: clientId,
    SF_USERNAME: 'integration@merchant.example',
    SF_PRIVATE_KEY: Buffer.from(privateKey).toString('base64'),
    LINNWORKS_AUTH_URL: account.url,
    LINNWORKS_V2_URL: `${account.url}/v2`,
    LINNWORKS_APPLICATION_ID: account.credentials.applicationId,
    LINNWORKS_APPLICATION_SECRET: account.credentials.applicationSecret,
    LINNWORKS_INSTALLATION_TOKEN: account.credentials.installationToken,
    DATABASE_URL: `postgres://connector:${PASSWORD}@127.0.0.1:9/store`,
  };
  const args = [DOCTOR, '--report', file, '--certificate', path.join(folder, 'none.crt')];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

it('the doctor says and writes no secret and nothing of a customer, whatever the vendors repeat', async () => {
  await plantEchoes();
  const said = await runDoctor();
  const report = readFileSync(file, 'utf8');
  const { rows } = JSON.parse(report) as { rows: { id: string; detail: string }[] };
  // It got as far as the echo, and hid it.
  expect(rows.find(({ id }) => id === 'linnworks-orders')?.detail).toContain('[redacted]');
  expect(rows.length).toBeGreaterThan(40);
  for (const canary of canaries()) {
    expect(report).not.toContain(canary);
    expect(said).not.toContain(canary);
  }
  expect(report + said).not.toContain('00Dcanary');
});

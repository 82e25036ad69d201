import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../scripts/install/certificate.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { startLinnworksAccount } from '../../sandbox/linnworks-account/start.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';

type Env = Record<string, string>;
type Account = Awaited<ReturnType<typeof startLinnworksAccount>>;

const folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
const certificateFile = path.join(folder, 'server.crt');
const pair = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits });
const keys = pair(2048);
const pem = (key: ReturnType<typeof pair>['privateKey']): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();
const app = {
  clientId: 'doctor-app',
  certificatePem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};
let org: SalesforceOrg;
let empty: SalesforceOrg;
let account: Account;
let withoutV2: Account;

beforeAll(async () => {
  org = await startSalesforceOrg({ apps: [app], longPollMs: 300 });
  empty = await startSalesforceOrg({ apps: [app], isEmpty: true });
  account = await startLinnworksAccount({ quotas: 'lifted' });
  withoutV2 = await startLinnworksAccount({ quotas: 'lifted', v2Delta: false });
  save('create', 'Linnworks_Settings__c', {
    ...{ Name: 'Settings', Key__c: 'Default', Mode__c: 'Active' },
  });
});

afterAll(async () => {
  for (const system of [org, empty, account, withoutV2]) await system.close();
  rmSync(folder, { recursive: true, force: true });
});

function save(operation: 'create' | 'update' | 'delete', object: string, values: object): string {
  const result = org.core.save(org.control.admin(), operation, object, { ...values });
  if (result.id === null) throw new Error(JSON.stringify(result.errors));
  return result.id;
}

const healthy = (): Env => ({
  SF_LOGIN_URL: org.url,
  SF_CLIENT_ID: app.clientId,
  SF_USERNAME: 'integration@merchant.example',
  SF_PRIVATE_KEY: pem(keys.privateKey),
  LINNWORKS_AUTH_URL: account.url,
  LINNWORKS_V2_URL: `${account.url}/v2`,
  LINNWORKS_APPLICATION_ID: account.credentials.applicationId,
  LINNWORKS_APPLICATION_SECRET: account.credentials.applicationSecret,
  LINNWORKS_INSTALLATION_TOKEN: account.credentials.installationToken,
  DATA_DIR: path.join(folder, 'store'),
});

async function accountFault(rule: object | null): Promise<void> {
  await fetch(`${account.url}/__account/faults`, {
    method: rule === null ? 'DELETE' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(rule === null ? {} : { body: JSON.stringify([rule]) }),
  });
}

afterEach(async () => {
  org.control.faults.clear();
  await accountFault(null);
  rmSync(certificateFile, { force: true });
});

const tell = (rows: Awaited<ReturnType<typeof examine>>): string[] =>
  rows
    .filter(({ state }) => state !== 'ok')
    .map(({ state, id, detail, whatToDo }) => `${state} ${id}: ${detail} ${whatToDo}`);

const run = (changes: Env = {}, clock = systemClock) =>
  examine({ ...healthy(), ...changes }, clock, certificateFile);

function without(set: string): () => void {
  const soql = `SELECT Id, AssigneeId, PermissionSetId FROM PermissionSetAssignment WHERE PermissionSet.Name = '${set}'`;
  const [row] = org.core.query(org.control.admin(), soql).records;
  save('delete', 'PermissionSetAssignment', { Id: row?.['Id'] });
  const { AssigneeId, PermissionSetId } = row ?? {};
  return () => save('create', 'PermissionSetAssignment', { AssigneeId, PermissionSetId });
}

function settings(values: object): () => void {
  const [row] = org.core.query(org.control.admin(), 'SELECT Id FROM Linnworks_Settings__c').records;
  const id = row?.['Id'];
  save('update', 'Linnworks_Settings__c', { Id: id, ...values });
  const emptied = Object.fromEntries(
    Object.keys(values).map((name) => [name, name === 'Mode__c' ? 'Active' : null]),
  );
  return () => save('update', 'Linnworks_Settings__c', { Id: id, ...emptied });
}

describe('the doctor', () => {
  it('finds nothing on a healthy installation', async () => {
    const rows = await run();
    expect(tell(rows)).toEqual([]);
    expect(rows.length).toBeGreaterThan(40);
  });

  const TURNED_OFF = { ...systemClock, now: () => new Date(Date.now() + 600_000) };
  const other = pair(2048);

  it.each<[string, Env, RegExp]>([
    [
      'a missing consumer key',
      { SF_CLIENT_ID: '' },
      /fail setting-SF_CLIENT_ID:.*Set SF_CLIENT_ID/,
    ],
    [
      'a missing secret',
      { LINNWORKS_APPLICATION_SECRET: '' },
      /fail setting-LINNWORKS_APPLICATION_SECRET/,
    ],
    ['a key that is none', { SF_PRIVATE_KEY: 'abc' }, /fail setting-SF_PRIVATE_KEY: .*PEM/],
    [
      'plain http to the world',
      { SF_LOGIN_URL: 'http://login.example' },
      /fail setting-SF_LOGIN_URL: .*https/,
    ],
    ['a dyno without a database', { DYNO: 'worker.1' }, /fail setting-DATABASE_URL/],
    [
      'a damaged key',
      { SF_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----' },
      /fail key: .*npm run keys/,
    ],
    ['a short key', { SF_PRIVATE_KEY: pem(pair(1024).privateKey) }, /fail key: .*2048/],
    [
      'a wrong consumer key',
      { SF_CLIENT_ID: 'nobody' },
      /fail salesforce-login: .*Check SF_CLIENT_ID/,
    ],
    [
      'an unknown user',
      { SF_USERNAME: 'stranger@merchant.example' },
      /fail salesforce-login: .*pre-authorised/,
    ],
    [
      'the key of another app',
      { SF_PRIVATE_KEY: pem(other.privateKey) },
      /fail salesforce-login: .*certificate/,
    ],
    ['an org that is not there', { SF_LOGIN_URL: 'http://127.0.0.1:9' }, /warn clock: .*firewall/],
    ['a wrong namespace', { SF_NAMESPACE: 'lwsync' }, /fail package: .*Leave SF_NAMESPACE empty/],
    [
      'an administrator as user',
      { SF_USERNAME: 'admin@merchant.example' },
      /warn integration-user: .*API Only/,
    ],
    [
      'a wrong Linnworks secret',
      { LINNWORKS_APPLICATION_SECRET: 'no' },
      /fail linnworks-login: .*LINNWORKS_INSTALLATION_TOKEN/,
    ],
    [
      'a Linnworks that is not there',
      { LINNWORKS_AUTH_URL: 'http://127.0.0.1:9' },
      /fail linnworks-login: .*no reply/,
    ],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/c' },
      /fail store: .*ECONNREFUSED.*firewall/,
    ],
    ['a folder that is a file', { DATA_DIR: import.meta.filename }, /fail store: .*DATA_DIR/],
  ])('names %s', async (_what, changes, expected) => {
    expect(tell(await run(changes)).join('\n')).toMatch(expected);
  });

  it('names a clock that is wrong', async () => {
    expect(tell(await run({}, TURNED_OFF)).join('\n')).toMatch(/fail clock: .*NTP/);
  });

  it.each([
    ['of another key', other.privateKey, 0, 700, /fail certificate: .*does not belong/],
    ['that has expired', keys.privateKey, -40, 30, /fail certificate: .*expired.*--renew/],
    ['that is about to expire', keys.privateKey, 0, 10, /warn certificate: .*expires in/],
  ])('names a certificate %s', async (_what, key, start, days, expected) => {
    const from = new Date(Date.now() + start * 86_400_000);
    writeFileSync(certificateFile, selfSignedCertificate(key, 'x', from, days));
    expect(tell(await run()).join('\n')).toMatch(expected);
  });

  it('names a package that is not installed', async () => {
    expect(tell(await run({ SF_LOGIN_URL: empty.url })).join('\n')).toMatch(
      /fail package: .*deploy:kit/,
    );
  });

  it.each([
    ['Linnworks_Integration', /fail package: .*Linnworks: Integration/],
    [
      'Linnworks_Integration_Standard_Objects',
      /fail access-Order: .*does not see Order.*Linnworks: Integration, Standard Objects/,
    ],
  ])('names the permission set %s that is missing', async (set, expected) => {
    const restore = without(set);
    const rows = tell(await run()).join('\n');
    restore();
    expect(rows).toMatch(expected);
  });

  it.each([
    [
      'a location that Linnworks has not',
      { Default_Location__c: 'Atlantis' },
      /fail merchant-settings: .*no location "Atlantis".*Default location/,
    ],
    [
      'a service that Linnworks has not',
      { Default_Shipping_Service__c: 'Owl' },
      /fail merchant-settings: .*no shipping service "Owl"/,
    ],
    ['a worker that only observes', { Mode__c: 'Observe' }, /warn merchant-mode: .*Active/],
  ])('names %s', async (_what, values, expected) => {
    const restore = settings(values);
    const rows = tell(await run()).join('\n');
    restore();
    expect(rows).toMatch(expected);
  });

  it('names switches that are off', async () => {
    // The flow that watches the settings has made the row of the org.
    const { records } = org.core.query(
      org.control.admin(),
      `SELECT Id FROM Linnworks_Switches__c WHERE SetupOwnerId = '${org.orgId}'`,
    );
    const [row] = records;
    save('update', 'Linnworks_Switches__c', { Id: row?.['Id'], Is_Sync_Off__c: true });
    const rows = tell(await run()).join('\n');
    save('update', 'Linnworks_Switches__c', { Id: row?.['Id'], Is_Sync_Off__c: false });
    expect(rows).toMatch(/warn switches: .*Sync off/);
  });

  it('names an allocation that is nearly used up', async () => {
    org.control.usage.count('other', 95_000);
    const rows = tell(await run()).join('\n');
    org.control.usage.reset();
    expect(rows).toMatch(/warn limit-DailyApiRequests: .*System Overview/);
  });

  it('names an event channel that is closed', async () => {
    org.control.faults.set([{ match: { path: '/cometd' }, status: 403, body: [] }]);
    expect(tell(await run()).join('\n')).toMatch(/warn events: .*Linnworks_Work__e/);
  });

  it.each([
    [
      'a permission of the application',
      'GetStockItemsFull',
      403,
      /fail linnworks-stock: .*"Stock, Read"/,
    ],
    [
      'a quota that others use up',
      'GetOrdersById',
      429,
      /warn linnworks-orders: .*Another application/,
    ],
    ['a page size that is refused', 'GetOrdersRelations', 400, /warn assumption-L5: .*report/],
  ])('names %s', async (_what, method, status, expected) => {
    await accountFault({ match: { path: method }, status, body: { Message: 'No.' } });
    expect(tell(await run()).join('\n')).toMatch(expected);
  });

  it('names an account without the v2 API', async () => {
    const rows = await run({
      LINNWORKS_AUTH_URL: withoutV2.url,
      LINNWORKS_V2_URL: `${withoutV2.url}/v2`,
      LINNWORKS_APPLICATION_ID: withoutV2.credentials.applicationId,
      LINNWORKS_APPLICATION_SECRET: withoutV2.credentials.applicationSecret,
      LINNWORKS_INSTALLATION_TOKEN: withoutV2.credentials.installationToken,
    });
    expect(tell(rows).join('\n')).toMatch(/warn linnworks-v2: .*LINNWORKS_V2_URL/);
  });

  it('names products that Linnworks has not', async () => {
    const id = save('create', 'Product2', {
      Name: 'Owl',
      StockKeepingUnit: 'OWL-1',
      IsActive: true,
    });
    const rows = tell(await run()).join('\n');
    save('delete', 'Product2', { Id: id });
    expect(rows).toMatch(/warn products: .*OWL-1/);
  });
});

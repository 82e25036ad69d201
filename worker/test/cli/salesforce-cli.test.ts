import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSalesforceCli } from '../../sandbox/scenarios/salesforce-cli.ts';
import { seedShop } from '../../sandbox/salesforce-org/test/running-org.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const cli = openSalesforceCli();
const folder = mkdtempSync(path.join(tmpdir(), 'cli-project-'));
const project = path.join(folder, 'project');
const keyFile = path.join(folder, 'server.key');
let org: SalesforceOrg;

const sf = (command: string | string[], env: Record<string, string> = {}) =>
  cli.run([...(typeof command === 'string' ? command.split(' ') : command), '--json'], {
    cwd: project,
    env,
  });

/** A field with a lookup to an object that no org has. */
const BROKEN = `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Broken__c</fullName>
    <label>Broken</label>
    <referenceTo>Nowhere__c</referenceTo>
    <relationshipName>Broken</relationshipName>
    <type>Lookup</type>
</CustomField>
`;

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
    cwd: project,
    encoding: 'utf8',
  });

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build-lwc.ts'], { cwd: ROOT, stdio: 'ignore' });
  cpSync(path.join(ROOT, 'dist/deploy'), project, { recursive: true });
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(keyFile, keys.privateKey);
  org = await startSalesforceOrg({
    isEmpty: true,
    apps: [{ clientId: 'cli', certificatePem: keys.publicKey }],
  });
});

afterAll(async () => {
  await org.close();
  cli.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the Salesforce CLI against an empty org', () => {
  it('logs in by JWT and by access token', async () => {
    const jwt = await sf(
      `org login jwt --username admin@merchant.example --jwt-key-file ${keyFile} --client-id cli --instance-url ${org.url} --alias jwt`,
    );
    expect(jwt.result).toMatchObject({ username: 'admin@merchant.example', orgId: org.orgId });
    const token = await sf(
      `org login access-token --instance-url ${org.url} --no-prompt --alias token`,
      { SF_ACCESS_TOKEN: org.control.issue('admin@merchant.example') ?? '' },
    );
    expect(token.result).toMatchObject({ orgId: org.orgId });
  });

  it('checks a deploy without leaving anything behind', async () => {
    const done = await sf('project deploy start -d force-app/main -o jwt --dry-run');
    expect(done.result).toMatchObject({ success: true, checkOnly: true });
    expect(org.core.findObject('Linnworks_Order__c')).toBeNull();
  });

  it('deploys over SOAP', async () => {
    const done = await sf('project deploy start -d force-app/main -o jwt');
    expect(done.result).toMatchObject({ success: true, numberComponentErrors: 0 });
    expect(org.core.findObject('Linnworks_Order__c')).not.toBeNull();
  });

  it('deploys over REST', async () => {
    const done = await sf('project deploy start -d force-app/unpackaged -o token', {
      SF_ORG_METADATA_REST_DEPLOY: 'true',
    });
    expect(done.result).toMatchObject({ success: true });
  });

  it('takes a broken deploy back as a whole', async () => {
    const file = path.join(
      project,
      'force-app/main/default/objects/Order/fields/Broken__c.field-meta.xml',
    );
    writeFileSync(file, BROKEN);
    const done = await sf('project deploy start -d force-app/main/default/objects/Order -o jwt');
    rmSync(file);
    expect(done.code).toBe(1);
    expect(done.output).toContain("'Nowhere__c' does not resolve");
    const order = org.core.findObject('Order');
    expect(order && org.core.findField(order, 'Broken__c')).toBeNull();
  });

  it('assigns permission sets and works with records', async () => {
    const query = ['data', 'query', '-o', 'jwt', '-q', 'SELECT Name FROM Linnworks_Location__c'];
    await sf('org assign permset --name Linnworks_Admin -o jwt');
    const values = 'Name=Leeds Linnworks_Id__c=L-1';
    const create = ['data', 'create', 'record', '-s', 'Linnworks_Location__c', '-o', 'jwt'];
    const created = await sf([...create, '-v', values]);
    expect(created.result).toMatchObject({ success: true });
    expect((await sf(query)).result).toMatchObject({ records: [{ Name: 'Leeds' }] });
  });

  it('upserts in bulk', async () => {
    const file = path.join(folder, 'locations.csv');
    writeFileSync(file, 'Linnworks_Id__c,Name\nL-1,Leeds North\nL-2,Hull\n');
    const upsert = 'data upsert bulk -s Linnworks_Location__c -i Linnworks_Id__c -o jwt -w 5 -f';
    const done = await sf([...upsert.split(' '), file]);
    expect(done.code, done.output).toBe(0);
    const query = 'SELECT Name FROM Linnworks_Location__c ORDER BY Name';
    const rows = org.core.query(org.control.admin(), query).records;
    expect(rows).toMatchObject([{ Name: 'Hull' }, { Name: 'Leeds North' }]);
  });

  it('retrieves what was deployed', async () => {
    git('init', '-q');
    await sf('project retrieve start -d force-app -o jwt');
    git('add', '.');
    git('commit', '-qm', 'retrieved');
    const again = await sf('project deploy start -d force-app -o jwt');
    expect(again.result).toMatchObject({ success: true });
    const retrieved = await sf('project retrieve start -d force-app -o jwt');
    expect(retrieved.result).toMatchObject({ success: true });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('runs the flows that were deployed', () => {
    const shop = seedShop(org);
    const session = org.control.admin();
    org.core.save(session, 'update', 'Order', { Id: shop.order, Status: 'Activated' });
    const asked = org.core.query(
      session,
      'SELECT Kind__c, Order__c FROM Linnworks_Sync_Request__c',
    );
    expect(asked.records).toMatchObject([{ Kind__c: 'Push', Order__c: shop.order }]);
  });
});

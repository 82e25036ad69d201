import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type jsforce from 'jsforce';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';
import type { SalesforceOrgOptions } from '../start.ts';
import { NAMESPACE } from './xml-parts.ts';
import { readZip, writeZip } from './zip.ts';

const orgs: TestOrg[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'metadata-'));
afterEach(async () => {
  for (const org of orgs.splice(0)) await org.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(options: SalesforceOrgOptions = { isEmpty: true }) {
  const org = await startTestOrg(options);
  orgs.push(org);
  return { org, connection: await org.connect() };
}

const xml = (root: string, inside: string): string =>
  `<${root} xmlns="${NAMESPACE}">${inside}</${root}>`;

const manifest = (types: Record<string, string[]>): string =>
  xml(
    'Package',
    Object.entries(types)
      .map(
        ([name, members]) =>
          `<types>${members.map((m) => `<members>${m}</members>`).join('')}<name>${name}</name></types>`,
      )
      .join('') + '<version>66.0</version>',
  );

const field = (name: string, facts: string): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label>${facts}</fields>`;

const BOX = xml(
  'CustomObject',
  `${field('Size__c', '<precision>4</precision><scale>0</scale><type>Number</type>')}<label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>`,
);

const SET = xml(
  'PermissionSet',
  '<fieldPermissions><editable>true</editable><field>Box__c.Size__c</field><readable>true</readable></fieldPermissions><hasActivationRequired>false</hasActivationRequired><label>Boxes</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Box__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>',
);

const GOOD = {
  'package.xml': manifest({ CustomObject: ['Box__c'], PermissionSet: ['Boxes'] }),
  'objects/Box__c.object': BOX,
  'permissionsets/Boxes.permissionset': SET,
};

const REPORT_FOLDER = xml('ReportFolder', '<name>Boxes</name>');
const REPORT_TYPE = xml(
  'ReportType',
  '<baseObject>Box__c</baseObject><category>other</category><deployed>true</deployed><label>Boxes</label><sections><columns><checkedByDefault>true</checkedByDefault><field>Size__c</field><table>Box__c</table></columns><masterLabel>Boxes</masterLabel></sections>',
);
const REPORT = xml(
  'Report',
  '<columns><field>Box__c$Size__c</field></columns><format>Tabular</format><name>Sizes</name><reportType>Boxes__c</reportType>',
);
const REPORTS = {
  ...GOOD,
  'package.xml': manifest({
    CustomObject: ['Box__c'],
    PermissionSet: ['Boxes'],
    Report: ['Boxes/', 'Boxes/Sizes'],
    ReportType: ['Boxes'],
  }),
  'reports/Boxes-meta.xml': REPORT_FOLDER,
  'reports/Boxes/Sizes.report': REPORT,
  'reportTypes/Boxes.reportType': REPORT_TYPE,
};

async function send(
  connection: jsforce.Connection,
  files: Record<string, string>,
  options: Record<string, unknown> = {},
) {
  connection.metadata.pollInterval = 20;
  const zip = writeZip(new Map(Object.entries(files)));
  const result = await connection.metadata.deploy(zip, options).complete(true);
  const failures = [result.details?.componentFailures ?? []].flat();
  return { success: result.success, problems: failures.map(({ problem }) => problem) };
}

describe('a deploy', () => {
  it('brings objects and permissions into an empty org', async () => {
    const { org, connection } = await open();
    expect(await send(connection, GOOD)).toEqual({ success: true, problems: [] });
    const query = 'SELECT Size__c FROM Box__c';
    await connection.sobject('Box__c').create({ Name: 'S', Size__c: 3 });
    expect((await connection.query(query)).records).toMatchObject([{ Size__c: 3 }]);
    expect(org.core.findObject('Box__c')?.keyPrefix).toMatch(/^a\w\w$/);
  });

  it('brings reports in their folders', async () => {
    const { connection } = await open();
    expect(await send(connection, REPORTS)).toEqual({ success: true, problems: [] });
    const listed = await connection.metadata.list([{ type: 'Report', folder: 'Boxes' }], '66.0');
    expect([listed].flat().map(({ fullName }) => fullName)).toEqual(['Boxes/Sizes']);
  });

  it.each([
    ['reports/Boxes/Sizes.report', 'Box__c$Size__c', 'Box__c$Gone__c', 'Invalid value specified'],
    ['reports/Boxes/Sizes.report', 'Boxes__c', 'Crates__c', 'invalid value: Crates__c'],
    ['reportTypes/Boxes.reportType', '>Size__c', '>Gone__c', 'Invalid field name: Box__c.Gone__c'],
    ['reports/Boxes-meta.xml', '<name>', '<nam>', 'knows no <nam>'],
  ] as const)('refuses %s with something that is not there', async (file, good, bad, problem) => {
    const { connection } = await open();
    const files = { ...REPORTS, [file]: REPORTS[file].replaceAll(good, bad) };
    const result = await send(connection, files);
    expect(result.success).toBe(false);
    expect(result.problems.join('\n')).toContain(problem);
  });

  it.each([
    [
      'an unknown element',
      { 'objects/Box__c.object': BOX.replace('<label>Box<', '<lable>B</lable><label>Box<') },
      'knows no <lable>',
    ],
    [
      'a permission on a field that is not there',
      { 'permissionsets/Boxes.permissionset': SET.replace('Box__c.Size__c', 'Box__c.Gone__c') },
      'Box__c.Gone__c, which does not exist',
    ],
    [
      'a file that the manifest does not name',
      { 'package.xml': manifest({ CustomObject: ['Box__c'] }) },
      'not named in package.xml',
    ],
    [
      'a component that is not in the archive',
      {
        'package.xml': manifest({
          CustomObject: ['Box__c'],
          PermissionSet: ['Boxes', 'Crates'],
        }),
      },
      "'Crates' of type PermissionSet was named in package.xml",
    ],
    ['a type that is not modelled', { 'sites/A.site': xml('CustomSite', '') }, 'not modelled'],
  ])('with %s changes nothing', async (_what, files, problem) => {
    const { org, connection } = await open();
    const result = await send(connection, { ...GOOD, ...files });
    expect(result.success).toBe(false);
    expect(result.problems.join('\n')).toContain(problem);
    expect(org.core.findObject('Box__c')).toBeNull();
  });

  it('refuses to go on after errors, which is not modelled', async () => {
    const { connection } = await open();
    const sent = send(connection, GOOD, { rollbackOnError: false });
    await expect(sent).rejects.toThrow('not modelled');
  });

  it('deletes what it is told to', async () => {
    const { org, connection } = await open();
    await send(connection, GOOD);
    const gone = { CustomField: ['Box__c.Size__c'] };
    const files = { 'package.xml': manifest({}), 'destructiveChanges.xml': manifest(gone) };
    expect((await send(connection, files)).problems.join()).toContain('Boxes grants');
    const both = {
      ...files,
      'destructiveChanges.xml': manifest({ ...gone, PermissionSet: ['Boxes'] }),
    };
    expect(await send(connection, both)).toEqual({ success: true, problems: [] });
    const box = org.core.findObject('Box__c');
    expect(box && org.core.findField(box, 'Size__c')).toBeNull();
    expect(org.core.query(org.control.admin(), 'SELECT Id FROM PermissionSet').totalSize).toBe(0);
  });
});

describe('a deployed org', () => {
  it('is the same after a restart', async () => {
    const databaseFile = path.join(folder, 'org.db');
    const first = await open({ isEmpty: true, databaseFile });
    await send(first.connection, GOOD);
    const { id } = await first.connection.sobject('Box__c').create({ Name: 'S', Size__c: 3 });
    await first.org.close();
    orgs.splice(0);
    const { connection } = await open({ isEmpty: true, databaseFile });
    expect(await connection.sobject('Box__c').retrieve(String(id))).toMatchObject({ Size__c: 3 });
  });

  it('takes what belongs beside an installed package', async () => {
    const { org, connection } = await open({ namespace: 'lwsync' });
    const object = xml('CustomObject', field('Gift__c', '<length>20</length><type>Text</type>'));
    const files = {
      'package.xml': manifest({ CustomField: ['Order.Gift__c'] }),
      'objects/Order.object': object,
    };
    expect(await send(connection, files)).toEqual({ success: true, problems: [] });
    const order = org.core.findObject('Order');
    expect(order && org.core.findField(order, 'Gift__c')?.name).toBe('Gift__c');
    expect(org.core.findObject('lwsync__Linnworks_Order__c')).not.toBeNull();
  });
});

describe('zip archives', () => {
  it('come back as they were', () => {
    const files = new Map([
      ['a/b c.txt', 'long '.repeat(1000)],
      ['é.xml', ''],
    ]);
    const read = readZip(writeZip(files));
    expect(new Map([...read].map(([name, bytes]) => [name, bytes.toString()]))).toEqual(files);
  });

  it('are told from other files', () => {
    expect(() => readZip(Buffer.from('PK, but no archive at all'))).toThrow('not a zip archive');
  });
});

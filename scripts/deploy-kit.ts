/**
 * `npm run deploy:kit -- --org ALIAS --email YOU@EXAMPLE.COM --integration-user NAME [--admin NAME] [--namespace NS]`
 *
 * Deploys what a package cannot contain (force-app/unpackaged) and assigns the permission sets. It checks the deploy
 * first, changes only what differs and may be repeated. `--check` stops after the check.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sf, type CliReply } from './install/salesforce-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const INTEGRATION = ['Linnworks_Integration', 'Linnworks_Integration_Standard_Objects'];
const ORDER_STATUS = 'Linnworks_Integration_Order_Status';
const CHANNEL_ORDERS = 'Linnworks_Integration_Channel_Orders';
const ADMIN = ['Linnworks_Admin', 'Linnworks_App_Access'];

const { values: options } = parseArgs({
  options: {
    org: { type: 'string' },
    email: { type: 'string' },
    'integration-user': { type: 'string' },
    admin: { type: 'string', multiple: true, default: [] },
    namespace: { type: 'string', default: '' },
    'order-status': { type: 'boolean', default: false },
    'channel-orders': { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

function need(name: 'org' | 'email' | 'integration-user'): string {
  const value = options[name];
  if (value === undefined || value === '') {
    console.error(`--${name} is missing. See the top of scripts/deploy-kit.ts.`);
    process.exit(2);
  }
  return value;
}

function orFail(what: string, reply: CliReply): CliReply {
  if (reply.ok) return reply;
  console.error(`fail  ${what}\n${reply.message}`);
  process.exit(1);
}

/** The kit with the address of this org's administrator and the namespace of the package in it. */
function writeProject(folder: string): void {
  const kit = path.join(folder, 'force-app/unpackaged');
  cpSync(path.join(ROOT, 'force-app/unpackaged'), kit, { recursive: true });
  cpSync(path.join(ROOT, '.forceignore'), path.join(folder, '.forceignore'));
  writeFileSync(
    path.join(folder, 'sfdx-project.json'),
    JSON.stringify({
      packageDirectories: [{ path: 'force-app/unpackaged', default: true }],
      sourceApiVersion: '66.0',
    }),
  );
  const app = path.join(kit, 'externalClientApps/Linnworks_Connector.eca-meta.xml');
  const email = `<contactEmail>${need('email')}</contactEmail>`;
  const text = readFileSync(app, 'utf8');
  writeFileSync(app, text.replace(/<contactEmail>.*?<\/contactEmail>/, email));
  if (options.namespace === '') return;
  const access = path.join(kit, 'permissionsets/Linnworks_App_Access.permissionset-meta.xml');
  const names = /<(application|tab)>(Linnworks)/g;
  const prefixed = readFileSync(access, 'utf8').replace(names, `<$1>${options.namespace}__$2`);
  writeFileSync(access, prefixed);
}

function deploy(folder: string, isCheck: boolean): void {
  const command = ['project', 'deploy', 'start', '-d', 'force-app/unpackaged', '-o', need('org')];
  const what = isCheck ? 'The kit fits this org' : 'The kit is deployed';
  const reply = sf(isCheck ? [...command, '--dry-run'] : command, folder);
  orFail(what, reply);
  const { numberComponentsTotal: count } = reply.result as { numberComponentsTotal: number };
  console.log(`ok    ${what} (${count} components).`);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

/** `USER SET`, of everybody who has a set of ours. */
function assignments(folder: string): Set<string> {
  const names = [...INTEGRATION, ORDER_STATUS, CHANNEL_ORDERS, ...ADMIN].map(quoted).join(', ');
  const fields = 'Assignee.Username, PermissionSet.Name';
  const soql = `SELECT ${fields} FROM PermissionSetAssignment WHERE PermissionSet.Name IN (${names})`;
  const found = sf(['data', 'query', '-q', soql, '-o', need('org')], folder);
  const { records } = orFail('Assignments can be read', found).result as {
    records: { Assignee: { Username: string }; PermissionSet: { Name: string } }[];
  };
  return new Set(records.map((row) => `${row.Assignee.Username} ${row.PermissionSet.Name}`));
}

function assign(user: string, sets: readonly string[], known: Set<string>, folder: string): void {
  const missing = sets.filter((set) => !known.has(`${user} ${set}`));
  if (missing.length > 0) {
    const names = missing.flatMap((set) => ['--name', set]);
    const args = ['org', 'assign', 'permset', ...names, '--on-behalf-of', user, '-o', need('org')];
    orFail(`${user} gets ${missing.join(', ')}`, sf(args, folder));
  }
  const already = missing.length === 0 ? ' already' : '';
  console.log(`ok    ${user} has ${sets.join(', ')}${already}.`);
}

need('org');
need('email');
const integrationUser = need('integration-user');
const folder = mkdtempSync(path.join(tmpdir(), 'linnworks-kit-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
writeProject(folder);
deploy(folder, true);
if (!options.check) {
  deploy(folder, false);
  const sets = [
    ...INTEGRATION,
    ...(options['order-status'] ? [ORDER_STATUS] : []),
    ...(options['channel-orders'] ? [CHANNEL_ORDERS] : []),
  ];
  const known = assignments(folder);
  assign(integrationUser, sets, known, folder);
  for (const admin of options.admin) assign(admin, ADMIN, known, folder);
  console.log(
    'Next: upload .keys/server.crt to the External Client App and copy its consumer key (.github/INSTALL.md).',
  );
}

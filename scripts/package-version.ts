/**
 * `npm run package:version -- --dev-hub ALIAS [--unlocked] [--namespace NS] [--promote]`
 *
 * Builds dist/deploy, checks what can be checked without an org, has the Salesforce CLI create a version of the package
 * (managed, second generation, unless `--unlocked`) and prints its install links. `--check` stops before the Dev Hub.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sf, type CliReply } from './install/salesforce-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const BUILT = path.join(ROOT, 'dist/deploy');
const PACKAGE = 'Linnworks Connector';

const { values: options } = parseArgs({
  options: {
    'dev-hub': { type: 'string', default: '' },
    namespace: { type: 'string', default: process.env.PACKAGE_NAMESPACE ?? '' },
    unlocked: { type: 'boolean', default: false },
    promote: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function need(what: string, reply: CliReply): Readonly<Record<string, unknown>> {
  if (!reply.ok) stop(`fail  ${what}\n${reply.message}`);
  console.log(`ok    ${what}`);
  return reply.result as Readonly<Record<string, unknown>>;
}

function build(): void {
  const script = path.join(ROOT, 'scripts/build-lwc.ts');
  const built = spawnSync(process.execPath, [script], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) stop('fail  The components do not compile.');
  const file = path.join(BUILT, 'sfdx-project.json');
  const project = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...project, namespace: options.namespace }, null, 2));
  const target = mkdtempSync(path.join(tmpdir(), 'package-'));
  const convert = ['project', 'convert', 'source', '--root-dir', 'force-app/main', '-d', target];
  need('The sources are a package', sf(convert, BUILT));
  rmSync(target, { recursive: true, force: true });
}

/** The id of the package in the Dev Hub; it is made when it is not there. */
function packageId(hub: string): string {
  const listed = need('The Dev Hub answers', sf(['package', 'list', '-v', hub], BUILT));
  const rows = listed as unknown as readonly { Id: string; Name: string }[];
  const known = rows.find(({ Name }) => Name === PACKAGE);
  if (known) return known.Id;
  const type = options.unlocked ? 'Unlocked' : 'Managed';
  const create = [
    'package',
    'create',
    '-n',
    PACKAGE,
    '-t',
    type,
    '-r',
    'force-app/main',
    '-v',
    hub,
  ];
  return String(need(`The ${type.toLowerCase()} package is made`, sf(create, BUILT))['Id']);
}

build();
if (!options.check) {
  const hub = options['dev-hub'];
  if (hub === '') stop('--dev-hub is missing: log in to the Dev Hub and name its alias.');
  if (!options.unlocked && options.namespace === '')
    stop('--namespace is missing: a managed package needs the one that the Dev Hub is linked to.');
  const id = packageId(hub);
  const create = ['package', 'version', 'create', '-p', id, '-v', hub, '--installation-key-bypass'];
  const made = need('The version is made', sf([...create, '--code-coverage', '-w', '60'], BUILT));
  const version = String(made['SubscriberPackageVersionId']);
  if (!version.startsWith('04t')) stop(`fail  The CLI answered with no version id: ${version}`);
  if (options.promote) {
    const promote = ['package', 'version', 'promote', '-p', version, '-v', hub, '--no-prompt'];
    need('The version is promoted', sf(promote, BUILT));
  } else
    console.log(
      'warn  It is a beta: only sandboxes and scratch orgs take it. --promote releases it.',
    );
  const link = `/packaging/installPackage.apexp?p0=${version}`;
  console.log(`\nProduction: https://login.salesforce.com${link}`);
  console.log(`Sandbox:    https://test.salesforce.com${link}`);
}

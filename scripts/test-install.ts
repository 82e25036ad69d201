/**
 * `npm run test:install`: follows .github/INSTALL.md. Its commands are run as they stand there, against an emulated org
 * without any package and an emulated account, until an order has come back from the warehouse: once on the embedded
 * store, once (`--database URL`) on a PostgreSQL, where the backup of .github/WORKER.md is restored and worked on as well.
 * Only what a person does in a browser is done by other means.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLinnworksAccount } from '../worker/sandbox/linnworks-account/start.ts';
import { startSalesforceOrg } from '../worker/sandbox/salesforce-org/start.ts';
import { controlAccount } from '../worker/sandbox/scenarios/account-client.ts';
import { PRODUCTS } from '../worker/sandbox/scenarios/merchant.ts';
import { followOneOrder } from '../worker/sandbox/scenarios/one-order.ts';
import { FAMILY_CAMPING } from '../worker/sandbox/scenarios/orders.ts';
import { connectToOrg } from '../worker/sandbox/scenarios/org-client.ts';
import { cliEnvironment } from '../worker/sandbox/scenarios/salesforce-cli.ts';
import { openShop, type Shop } from '../worker/sandbox/scenarios/shop.ts';
import { waitFor } from '../worker/sandbox/scenarios/wait-for.ts';
import { readBackup, readGuide } from './install/guide.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const ADMIN = 'admin@merchant.example';
const { values: options } = parseArgs({ options: { database: { type: 'string' } } });
const started = performance.now();
const say = (text: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);

const home = mkdtempSync(path.join(tmpdir(), 'install-'));
// Root starts the embedded PostgreSQL as an ordinary user, who has to find its folder.
chmodSync(home, 0o755);
const project = path.join(home, 'project');
const port = 18_000 + Math.floor(Math.random() * 1000);
const org = await startSalesforceOrg({ isEmpty: true });
const account = await startLinnworksAccount({});
let worker: ChildProcess | null = null;

/** A clone: the files of the repository as they are now, with the packages that are installed already. */
function cloneProject(): void {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.trim().split('\n')) {
    if (!existsSync(path.join(ROOT, file))) continue;
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(project, file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
}

const environment = {
  ...cliEnvironment(home),
  PATH: `${path.join(ROOT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
};

const named = (text: string): string =>
  text
    .replaceAll('integration@example.com', 'integration@merchant.example')
    .replaceAll('you@example.com', ADMIN)
    .replaceAll('https://test.salesforce.com', org.url);

/** The browser of `org login web` needs a person: the same login by the administrator's token. */
function asWithoutBrowser(command: string): string {
  if (/^npm install$/.test(command)) return 'true';
  return command.replace('org login web', 'org login access-token --no-prompt');
}

function run(command: string, extra: Record<string, string> = {}): Promise<number> {
  const text = asWithoutBrowser(named(command));
  say(command);
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', text], {
      cwd: project,
      env: { ...environment, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('close', (code) => {
      if (code !== 0) console.log(output);
      resolve(code ?? 1);
    });
  });
}

/** Step 6, in Setup: the certificate goes in, the consumer key comes out. */
function letWorkerIn(): string {
  const certificate = readFileSync(path.join(project, '.keys/server.crt'), 'utf8');
  const key = org.control.uploadCertificate(
    'Linnworks_Connector',
    certificate,
    'Linnworks_Integration',
  );
  if (key === null) throw new Error('The kit did not bring the External Client App');
  return key;
}

/** Writes `NAME=value` where the name stands, also as a comment, else behind the last line. */
function setLine(file: string, line: string): void {
  const text = readFileSync(file, 'utf8');
  const known = new RegExp(`^#? ?${line.split('=')[0] ?? ''}=.*$`, 'm');
  writeFileSync(file, known.test(text) ? text.replace(known, () => line) : `${text}${line}\n`);
}

/** Step 7, in an editor. The emulated systems are elsewhere than the real ones, and a free port is needed. */
function fillInSettings(block: string, consumerKey: string): void {
  const { applicationId, applicationSecret, installationToken } = account.credentials;
  const filled = named(block)
    .replace('<consumer key>', consumerKey)
    .replace('<application id>', applicationId)
    .replace('<application secret>', applicationSecret)
    .replace('<installation token>', installationToken);
  const more = [
    `LINNWORKS_AUTH_URL=${account.url}`,
    `LINNWORKS_V2_URL=${account.url}/v2`,
    `HTTP_PORT=${port}`,
    'HEARTBEAT_SECONDS=5',
    ...(options.database === undefined ? [] : [`DATABASE_URL=${options.database}`]),
  ];
  const file = path.join(project, '.env');
  for (const line of [...filled.trim().split('\n'), ...more]) setLine(file, line);
}

/** Step 9 does not end by itself. */
async function startWorker(command: string): Promise<void> {
  say(command);
  worker = spawn('/bin/sh', ['-c', `exec ${command}`], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  await waitFor(
    'the worker to be ready',
    async () => (await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null))?.ok === true,
    120_000,
  );
}

/** The merchant's records, and the settings with the mode Active. */
async function goLive(): Promise<Shop> {
  return openShop(await connectToOrg(org.url, ADMIN, ''));
}

async function stopWorker(): Promise<void> {
  const running = worker;
  worker = null;
  if (running?.pid === undefined) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  process.kill(-running.pid, 'SIGTERM');
  await ended;
}

async function oneOrder(shop: Shop): Promise<void> {
  const control = controlAccount(account.url);
  await control.setPace('fast');
  const story = await followOneOrder({ org: shop.org, shop }, FAMILY_CAMPING);
  say(
    `Order ${story.orderNumber} is Linnworks order ${story.linnworksNumber}, ${story.trackingNumber}`,
  );
}

async function mustRun(command: string, extra: Record<string, string>): Promise<void> {
  if ((await run(command, extra)) !== 0) throw new Error(`This command failed: ${command}`);
}

/** The database is dumped, and the worker goes on with a restored one: what it sent is known, and not sent again. */
async function restoreBackup(database: string, shop: Shop): Promise<void> {
  const { dump, restore } = readBackup(readFileSync(path.join(ROOT, '.github/WORKER.md'), 'utf8'));
  const restored = new URL(database);
  restored.pathname += '_restored';
  await stopWorker();
  await mustRun(dump, { DATABASE_URL: database });
  const name = restored.pathname.slice(1);
  await mustRun(`psql "$DATABASE_URL" --quiet -c 'CREATE DATABASE "${name}"'`, {
    DATABASE_URL: database,
  });
  await mustRun(restore, { DATABASE_URL: restored.href });
  setLine(path.join(project, '.env'), `DATABASE_URL=${restored.href}`);
  await startWorker('npm start');
  await oneOrder(shop);
  const references = (await controlAccount(account.url).orders()).map((one) => one.ReferenceNum);
  if (references.length !== 2 || new Set(references).size !== 2)
    throw new Error(`Linnworks should have two orders, and has: ${references.join(', ')}`);
  say('Restored: the worker went on with the backup.');
}

async function followGuide(): Promise<void> {
  const guide = readGuide(readFileSync(path.join(ROOT, '.github/INSTALL.md'), 'utf8'));
  const items = PRODUCTS.map(({ sku, name: title, price, weightKg, stock: levels }) => ({
    ...{ sku, title, price, weightKg, levels },
  }));
  await controlAccount(account.url).catalogue(items);
  const token = { SF_ACCESS_TOKEN: org.control.issue(ADMIN) ?? '' };
  let shop: Shop | undefined;
  for (const { kind, text } of guide) {
    if (kind === 'settings') fillInSettings(text, letWorkerIn());
    else if (text === 'npm start') {
      // Before the start, so that nobody waits for the next look at the settings.
      shop = await goLive();
      await startWorker(text);
    } else await mustRun(text, token);
  }
  if (shop === undefined) throw new Error('The guide starts no worker.');
  await oneOrder(shop);
  say('Installed: the guide works as it is written.');
  if (options.database !== undefined) await restoreBackup(options.database, shop);
}

try {
  cloneProject();
  await followGuide();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stopWorker();
  await org.close();
  await account.close();
  rmSync(home, { recursive: true, force: true });
}

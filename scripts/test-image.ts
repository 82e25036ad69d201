/**
 * `npm run test:image`: builds what the Dockerfile builds (with Docker where it runs, else its steps in a folder), runs the
 * worker from it against the emulated systems with PostgreSQL, and says size, start-up time and memory at rest.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { followOneOrder } from '../worker/sandbox/scenarios/one-order.ts';
import { FAMILY_CAMPING } from '../worker/sandbox/scenarios/orders.ts';
import { startWorld } from '../worker/sandbox/scenarios/world.ts';
import { startEmbeddedPostgres } from '../worker/src/queue/embedded-postgres.ts';
import { runDockerfile, variable } from './image/run-steps.ts';

const TAG = 'salesforce-linnworks-connector:test';
const AT_REST_MB = 150;
const REST_MS = 20_000;

const hasEngine = (): boolean => spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;

/** The folder that a container would run, taken out of the image. */
function buildWithDocker(base: string): ReturnType<typeof runDockerfile> {
  execFileSync('docker', ['build', '--tag', TAG, '.'], { stdio: 'inherit' });
  const refused = spawnSync('docker', ['run', '--rm', '--read-only', TAG], { encoding: 'utf8' });
  if (refused.status === 0 || !refused.stderr.includes('SF_CLIENT_ID is missing'))
    throw new Error(`The container without settings should name them; it said: ${refused.stderr}`);
  const id = execFileSync('docker', ['create', TAG], { encoding: 'utf8' }).trim();
  execFileSync('docker', ['cp', `${id}:/app`, path.join(base, 'last')]);
  execFileSync('docker', ['rm', id]);
  const env = JSON.parse(
    execFileSync('docker', ['inspect', '--format', '{{json .Config.Env}}', TAG], {
      encoding: 'utf8',
    }),
  ) as string[];
  const folder = path.join(base, 'last');
  const own = env.filter((pair) => !pair.startsWith('PATH=')).map((pair) => variable(pair, folder));
  return { folder, env: Object.assign({}, ...own) as Record<string, string> };
}

const filesOf = (folder: string): string[] =>
  globSync('**/*', { cwd: folder })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile());

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** The test chooses the address itself. */
function withoutAddress({ HTTP_HOST: _host, HTTP_PORT: _port, ...rest }: Record<string, string>) {
  return rest;
}

/** Node keeps compiled code where it may; the worker itself writes nothing. */
function writtenSince(folder: string, time: number): string[] {
  return filesOf(folder).filter(
    (file) => statSync(file).mtimeMs > time && !file.includes('.compile-cache'),
  );
}

async function run(
  { folder, env }: ReturnType<typeof runDockerfile>,
  databaseUrl: string,
): Promise<void> {
  const before = Date.now();
  const world = await startWorld({
    pace: 'fast',
    workerMain: path.join(folder, 'worker/src/main.ts'),
    workerEnv: { ...withoutAddress(env), DATABASE_URL: databaseUrl },
  });
  try {
    const story = await followOneOrder(world, FAMILY_CAMPING);
    await world.worker.stop();
    const started = performance.now();
    await world.worker.start();
    const startUp = (performance.now() - started) / 1000;
    await sleep(REST_MS);
    const memory = megabytes(await world.worker.memory());
    const size = megabytes(filesOf(folder).reduce((sum, file) => sum + statSync(file).size, 0));
    console.log(`Order ${story.orderNumber} is Linnworks order ${story.linnworksNumber}.`);
    console.log(`Size ${size} MB, start-up ${startUp.toFixed(1)} s, memory at rest ${memory} MB.`);
    const written = writtenSince(folder, before);
    if (written.length > 0) throw new Error(`The worker wrote into its folder: ${written.join()}`);
    if (!(memory <= AT_REST_MB)) throw new Error(`More than ${AT_REST_MB} MB at rest`);
  } finally {
    await world.close();
  }
}

const base = mkdtempSync(path.join(tmpdir(), 'connector-image-'));
// The database is run by another account when this is root.
chmodSync(base, 0o755);
const postgres = await startEmbeddedPostgres(path.join(base, 'database'));
try {
  const withDocker = hasEngine();
  console.log(withDocker ? 'Building with Docker' : 'No container engine: running the steps here');
  const built = withDocker ? buildWithDocker(base) : runDockerfile(base);
  const { user, host, database } = postgres.connection;
  await run(built, `postgres:///${database}?host=${host}&user=${user}`);
} finally {
  await postgres.stop();
  rmSync(base, { recursive: true, force: true });
}

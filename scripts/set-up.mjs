// Runs before everything else, on whatever Node the user typed `npm` with: installs what package-lock.json names if it
// is not there yet, then runs the given script with the Node 24 that came with it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
);
const stamp = path.join(root, 'node_modules', '.installed');
const wanted = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function install() {
  process.stdout.write('Installing packages, once (about a minute) …\n');
  // Not `npm ci`: it refuses a lock file without the optional packages of platforms that the registry does not carry.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(
    npm,
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (done.status !== 0)
    fail('npm install failed: see its messages above. Is the npm registry reachable?');
  writeFileSync(stamp, wanted);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) install();

const node = path.join(
  root,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.cmd' : 'node',
);
if (!existsSync(node))
  fail('The npm package "node" brought no Node: run `npm install` and look at its messages.');
const version = execFileSync(node, ['--version'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
}).trim();
if (!version.startsWith('v24.'))
  fail(`Node 24 is needed, but node_modules/.bin/node is ${version}.`);

// A shell remembers where it found `node` before the install; so the script is started from here, not by `&&`.
const [script, ...args] = process.argv.slice(2);
if (script !== undefined) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  // Ctrl-C reaches the child by itself; this process waits for its tidy end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

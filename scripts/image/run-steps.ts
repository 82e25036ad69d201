import { execSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isSent, readDockerfile, type Stage } from './dockerfile.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NODE_24 = path.join(ROOT, 'node_modules/node/bin');

function copyFromContext(source: string, target: string): void {
  const patterns = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');
  const from = path.join(ROOT, source);
  const files = statSync(from).isDirectory()
    ? globSync('**/*', { cwd: from }).filter(
        (file) => !statSync(path.join(from, file)).isDirectory(),
      )
    : [''];
  for (const file of files)
    if (isSent(patterns, path.posix.join(source, file)))
      cpSync(path.join(from, file), path.join(target, file), { recursive: true });
}

function copy(rest: string, folder: string, stageFolder: (name: string) => string): void {
  const parts = rest.split(/\s+/);
  const stage = parts[0]?.startsWith('--from=')
    ? parts.shift()?.slice('--from='.length)
    : undefined;
  const target = path.join(folder, parts.pop() ?? '.');
  for (const source of parts) {
    const isSameName = path.basename(source) === path.basename(target);
    const to = isSameName ? target : path.join(target, path.basename(source));
    mkdirSync(path.dirname(to), { recursive: true });
    if (stage === undefined) copyFromContext(source, to);
    else
      cpSync(path.join(stageFolder(stage), path.relative('/app', source)), to, { recursive: true });
  }
}

/** The working folder of the image is a folder of this machine here. */
export function variable(pair: string, folder: string): Record<string, string> {
  const at = pair.indexOf('=');
  return { [pair.slice(0, at)]: pair.slice(at + 1).replace(/^\/app/, folder) };
}

/** What an ENV line says, values in quotes or without. */
export function variables(line: string, folder: string): Record<string, string> {
  const pairs = [...line.matchAll(/[^\s=]+=(?:"[^"]*"|\S*)/g)].map(([pair]) =>
    variable(pair.replaceAll('"', ''), folder),
  );
  return Object.assign({}, ...pairs) as Record<string, string>;
}

/**
 * Does what the Dockerfile says in folders below `base`, without a container engine.
 * @returns the folder of the last stage and its environment.
 */
export function runDockerfile(base: string): { folder: string; env: Record<string, string> } {
  const stageFolder = (name: string): string => path.join(base, name);
  let env: Record<string, string> = {};
  const run = ({ name, instructions }: Stage): void => {
    const folder = stageFolder(name);
    mkdirSync(folder, { recursive: true });
    env = {};
    for (const { word, rest } of instructions)
      if (word === 'COPY') copy(rest, folder, stageFolder);
      else if (word === 'RUN')
        execSync(rest, {
          cwd: folder,
          stdio: 'inherit',
          env: { ...process.env, ...env, PATH: `${NODE_24}:${process.env.PATH ?? ''}` },
        });
      else if (word === 'ENV') env = { ...env, ...variables(rest, folder) };
      else if (!['WORKDIR', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'].includes(word))
        throw new Error(`Dockerfile: ${word} is not known to scripts/image`);
  };
  const stages = readDockerfile(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));
  for (const stage of stages) run(stage);
  return { folder: stageFolder(stages.at(-1)?.name ?? ''), env };
}

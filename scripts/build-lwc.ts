/**
 * `npm run build:lwc`: writes `dist/deploy`, an SFDX project whose components are JavaScript, as an org takes them, and
 * puts every file through the LWC compiler at the bundle's own API version: what the org would refuse fails here.
 */
import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

interface Compiler {
  transformSync(
    source: string,
    file: string,
    options: { name: string; namespace: string; apiVersion: number },
  ): { warnings?: readonly { message: string }[] };
}

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'dist/deploy');
const compiler = createRequire(import.meta.url)('@lwc/compiler') as Compiler;

const isSource = (file: string): boolean => !/\.ts$|__tests__|tsconfig[^/]*\.json$/.test(file);

function copyProject(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const folder of ['force-app/main', 'force-app/unpackaged'])
    cpSync(path.join(ROOT, folder), path.join(OUT, folder), { recursive: true, filter: isSource });
  for (const file of ['sfdx-project.json', '.forceignore'])
    cpSync(path.join(ROOT, file), path.join(OUT, file));
  cpSync(path.join(ROOT, 'config'), path.join(OUT, 'config'), { recursive: true });
}

/** Types are erased in place: every line stays where it was, so that an error in the org points to the source. */
function writeScripts(): void {
  const files = globSync('force-app/main/default/lwc/*/*.ts', { cwd: ROOT });
  for (const file of files) {
    const source = readFileSync(path.join(ROOT, file), 'utf8');
    const script = stripTypeScriptTypes(source, { mode: 'strip' }).replace(/[ \t]+$/gm, '');
    writeFileSync(path.join(OUT, file.replace(/\.ts$/, '.js')), script);
  }
}

function checkBundle(folder: string): string[] {
  const name = path.basename(folder);
  const meta = readFileSync(path.join(folder, `${name}.js-meta.xml`), 'utf8');
  const apiVersion = Number(/<apiVersion>(\d+)/.exec(meta)?.[1]);
  const files = readdirSync(folder).filter((file) => /\.(js|html|css)$/.test(file));
  if (!files.includes(`${name}.js`) && !files.includes(`${name}.css`))
    return [`${name}: there is neither ${name}.js nor ${name}.css`];
  return files.flatMap((file) => {
    const where = path.join(folder, file);
    try {
      const source = readFileSync(where, 'utf8');
      const { warnings = [] } = compiler.transformSync(source, where, {
        name,
        namespace: 'c',
        apiVersion,
      });
      return warnings.map(({ message }) => `${name}/${file}: ${message}`);
    } catch (error) {
      return [`${name}/${file}: ${(error as Error).message}`];
    }
  });
}

copyProject();
writeScripts();
const lwc = path.join(OUT, 'force-app/main/default/lwc');
const bundles = readdirSync(lwc, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const problems = bundles.flatMap(({ name }) => checkBundle(path.join(lwc, name)));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${bundles.length} components compile; deploy from ${path.relative(ROOT, OUT)}.`);

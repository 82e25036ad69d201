import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import lwcPlugin from '@lwc/rollup-plugin';
import { rollup, type Plugin, type RollupLog } from 'rollup';
import {
  EMPTY_ICONS,
  projectModules,
  ROOT,
  salesforceModules,
  type ModuleRecord,
} from './salesforce-modules.ts';

const SHELL_DIR = path.join(import.meta.dirname, 'browser');
const BASE_COMPONENTS = path.join(ROOT, 'node_modules/lightning-base-components/src/lightning');
const CACHE = path.join(ROOT, 'node_modules/.cache/preview');

const camelCase = (tag: string): string =>
  tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Base components that templates and scripts name and the project does not bring itself. */
function baseComponentsInUse(): string[] {
  const own = new Set(projectModules().map(({ name }) => name));
  const used = new Set<string>();
  const files = [
    ...globSync('force-app/main/default/lwc/**/*.{html,ts}', { cwd: ROOT }),
    ...globSync('force-app/test/preview/browser/shell/**/*.{html,ts}', { cwd: ROOT }),
  ];
  for (const file of files.filter((name) => !name.includes('__tests__'))) {
    const source = readFileSync(path.join(ROOT, file), 'utf8');
    for (const [, tag = ''] of source.matchAll(/<lightning-([a-z-]+)/g))
      used.add(`lightning/${camelCase(tag)}`);
    for (const [, name = ''] of source.matchAll(/from '(lightning\/\w+)'/g)) used.add(name);
  }
  return [...used].filter((name) => !own.has(name)).sort();
}

function onwarn(warning: RollupLog): void {
  // Rollup turns what it cannot resolve into an external import, which no browser can load.
  if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
}

function compiler(modules: readonly (ModuleRecord | { npm: string } | { dir: string })[]): Plugin {
  // The package's types describe a CommonJS module; Node hands out the plugin itself.
  const lwc = lwcPlugin as unknown as (options: object) => Plugin;
  return lwc({
    rootDir: SHELL_DIR,
    modules: [...modules],
    apiVersion: 66,
    enableDynamicComponents: true,
    enableLwcOn: true,
    enableSyntheticElementInternals: true,
    exclude: ['**/node_modules/@lwc/**'],
  });
}

function versionOf(name: string): string {
  const text = readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

const sourceOf = (name: string): string =>
  path.join(
    BASE_COMPONENTS,
    name.slice('lightning/'.length),
    `${name.slice('lightning/'.length)}.js`,
  );

/** LWC and the base components: built once for each set of them, about twenty seconds. */
async function buildVendor(): Promise<{ dir: string; imports: Record<string, string> }> {
  const names = baseComponentsInUse();
  const versions = ['@lwc/engine-dom', '@lwc/compiler', 'lightning-base-components', 'rollup'].map(
    versionOf,
  );
  const code = readFileSync(path.join(import.meta.dirname, 'salesforce-modules.ts'));
  const key = createHash('sha256')
    .update(JSON.stringify([names, versions]))
    .update(code)
    .digest('hex')
    .slice(0, 16);
  const dir = path.join(CACHE, key);
  const imports = Object.fromEntries([
    ['lwc', `/vendor/${key}/lwc.js`],
    ['@lwc/synthetic-shadow', `/vendor/${key}/synthetic-shadow.js`],
    ...names.map((name) => [name, `/vendor/${key}/${name}.js`]),
  ]) as Record<string, string>;
  if (existsSync(path.join(dir, 'complete'))) return { dir, imports };
  rmSync(dir, { recursive: true, force: true });
  const navigation = path.join(import.meta.dirname, 'browser/platform/navigation.ts');
  const bundle = await rollup({
    input: {
      lwc: path.join(ROOT, 'node_modules/@lwc/engine-dom/dist/index.js'),
      'synthetic-shadow': path.join(ROOT, 'node_modules/@lwc/synthetic-shadow/dist/index.js'),
      ...Object.fromEntries(names.map((name) => [name, sourceOf(name)])),
    },
    onwarn,
    plugins: [
      salesforceModules(),
      compiler([
        { name: 'force/navigation', path: navigation },
        ...EMPTY_ICONS,
        { npm: 'lightning-base-components' },
      ]),
    ],
  });
  await bundle.write({
    dir,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name]-[hash].js',
  });
  await bundle.close();
  writeFileSync(path.join(dir, 'complete'), '');
  return { dir, imports };
}

/** Every module is named, so that the browser asks for all of them at once instead of one import after the other. */
function headOf({ dir, imports }: { dir: string; imports: Record<string, string> }): string {
  const modules = globSync('**/*.js', { cwd: dir }).map(
    (file) => `/vendor/${path.basename(dir)}/${file}`,
  );
  return [
    `<script type="importmap">${JSON.stringify({ imports })}</script>`,
    ...['/main.js', ...modules].map((file) => `<link rel="modulepreload" href="${file}" />`),
  ].join('\n    ');
}

/** What the bundle of the components is made of. */
function sourcesKey(vendor: string): string {
  const hash = createHash('sha256').update(vendor);
  const files = globSync(
    ['force-app/main/default/{lwc,labels}/**/*.*', 'force-app/test/preview/**/*.*'],
    { cwd: ROOT },
  );
  for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Bundles the package's components with the shell around them; what did not change since is not built again.
 * @returns the folder to serve.
 */
export async function buildPreview(): Promise<string> {
  const vendor = await buildVendor();
  const out = path.join(CACHE, `app-${sourcesKey(vendor.dir)}`);
  if (existsSync(out)) return out;
  const bundle = await rollup({
    input: path.join(SHELL_DIR, 'main.ts'),
    external: Object.keys(vendor.imports),
    onwarn,
    plugins: [salesforceModules(), compiler([...projectModules(), { dir: SHELL_DIR }])],
  });
  const draft = mkdtempSync(path.join(CACHE, 'draft-'));
  await bundle.write({ dir: draft, format: 'es', entryFileNames: 'main.js' });
  await bundle.close();
  const key = path.basename(vendor.dir);
  cpSync(vendor.dir, path.join(draft, 'vendor', key), { recursive: true });
  const page = readFileSync(path.join(SHELL_DIR, 'index.html'), 'utf8');
  writeFileSync(path.join(draft, 'index.html'), page.replace('<!-- importmap -->', headOf(vendor)));
  for (const old of globSync('app-*', { cwd: CACHE }))
    rmSync(path.join(CACHE, old), { recursive: true, force: true });
  // Whole or not at all; of two that build at the same time the first is as good as the second.
  if (existsSync(out)) rmSync(draft, { recursive: true, force: true });
  else renameSync(draft, out);
  return out;
}

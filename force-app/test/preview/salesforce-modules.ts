import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Plugin } from 'rollup';
import { pagesModule } from './pages.ts';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const LWC_DIR = path.join(ROOT, 'force-app/main/default/lwc');
const LABELS = path.join(ROOT, 'force-app/main/default/labels/CustomLabels.labels-meta.xml');
const PLATFORM_DIR = path.join(import.meta.dirname, 'browser/platform');
const VIRTUAL = '\0salesforce:';
/** Parts of the stand-ins that no component imports. */
const INTERNAL = ['http.ts', 'wire-adapter.ts'];

export interface ModuleRecord {
  readonly name: string;
  readonly path: string;
}

/** The package's own components as `c/*` and our stand-ins for platform modules as `lightning/*`. */
export function projectModules(): ModuleRecord[] {
  const components = readdirSync(LWC_DIR)
    .flatMap((name) =>
      ['ts', 'css'].map((type) => ({
        name: `c/${name}`,
        path: path.join(LWC_DIR, name, `${name}.${type}`),
      })),
    )
    .filter(({ path: file }) => existsSync(file))
    // A style sheet beside a script belongs to its component; alone it is a module that others import.
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);
  const platform = readdirSync(PLATFORM_DIR)
    .filter((file) => !INTERNAL.includes(file))
    .map((file) => ({
      name: `lightning/${path.basename(file, '.ts')}`,
      path: path.join(PLATFORM_DIR, file),
    }));
  return [...components, ...platform];
}

function readLabels(): Map<string, string> {
  const parser = new XMLParser({ isArray: (name) => name === 'labels', trimValues: false });
  const xml = parser.parse(readFileSync(LABELS, 'utf8')) as {
    CustomLabels: { labels: { fullName: string; value: string }[] };
  };
  return new Map(
    xml.CustomLabels.labels.map(({ fullName, value }) => [fullName.trim(), String(value).trim()]),
  );
}

/**
 * lightning-base-components compiles 1,700 icons into templates (2 MB, 15 s of build). With those modules empty and this
 * patch, icons are drawn from the design system's sprite, as its own fallback does.
 */
const ICON_SOURCE = "return this.src ? sanitizeURL(this.src) : '';";
export const EMPTY_ICONS: readonly ModuleRecord[] = [
  'Action',
  'Custom',
  'Doctype',
  'Standard',
  'Utility',
]
  .flatMap((set) => [set, `${set}Rtl`])
  .map((set) => ({
    name: `lightning/iconSvgTemplates${set}`,
    path: path.join(import.meta.dirname, 'browser/no-icons.js'),
  }));

function patchIcon(code: string): string {
  if (!code.includes(ICON_SOURCE))
    throw new Error('lightning-primitive-icon has changed: renew the patch');
  return code
    .replace(
      ICON_SOURCE,
      "return this.src ? sanitizeURL(this.src) : getIconPath(this.iconName ?? '');",
    )
    .replace('import { getName, isValidName }', 'import { getIconPath, getName, isValidName }');
}

/** `@salesforce/label/*` and `@salesforce/schema/*` as modules, TypeScript without its types, icons from the sprite. */
export function salesforceModules(): Plugin {
  const labels = readLabels();
  return {
    name: 'salesforce-modules',
    resolveId(source, importer) {
      if (/^@salesforce\/(?:schema\/|label\/c\.|user\/Id$|customPermission\/)/.test(source))
        return VIRTUAL + source;
      if (source === '@preview/pages') return VIRTUAL + '@preview/pages';
      if (importer !== undefined && /^\.{1,2}\/.*\.ts$/.test(source))
        return path.resolve(path.dirname(importer), source);
      return null;
    },
    load(id) {
      if (!id.startsWith(VIRTUAL)) return null;
      const [, kind, name = ''] = id.slice(VIRTUAL.length).split('/');
      if (kind === 'pages') return pagesModule();
      if (kind === 'user') return 'export default window.previewUserId;';
      if (kind === 'customPermission')
        return `export default window.previewPermissions.includes('${name}') || undefined;`;
      if (kind === 'schema') {
        const [objectApiName, fieldApiName] = name.split('.');
        return `export default ${JSON.stringify({ objectApiName, fieldApiName })};`;
      }
      const label = labels.get(name.replace(/^c\./, ''));
      if (label === undefined) this.error(`The custom label ${name} does not exist`);
      return `export default ${JSON.stringify(label)};`;
    },
    transform(code, id) {
      const file = id.split('?')[0] ?? '';
      const isOurs = file.endsWith('.ts') && !file.includes('/node_modules/');
      const plain = isOurs ? stripTypeScriptTypes(code, { mode: 'strip' }) : code;
      const patched = file.endsWith('/lightning/primitiveIcon/primitiveIcon.js')
        ? patchIcon(plain)
        : plain;
      const done = patched
        .replaceAll('import.meta.env.SSR', 'false')
        .replaceAll('process.env.NODE_ENV', '"development"');
      return done === code ? null : { code: done, map: null };
    },
  };
}

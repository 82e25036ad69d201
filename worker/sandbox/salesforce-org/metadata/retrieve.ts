import { COMPONENT_TYPES, typeNamed, wholeOf } from './component-types.ts';
import type { StoredComponent } from './component-store.ts';
import { keyOf, type ComponentName } from './component.ts';
import { joinXml, NAMESPACE, splitXml } from './xml-parts.ts';

type Stored = ReadonlyMap<string, StoredComponent>;

const isPart = (type: string): boolean => wholeOf(type) !== null;

/** What a manifest asks for; an object brings its fields, views and layouts with it. */
function wanted(all: Stored, names: readonly ComponentName[]): StoredComponent[] {
  const keys = new Set(names.map(keyOf));
  return [...all.values()].filter((component) => {
    const { type, fullName } = component;
    if (keys.has(keyOf(component)) || keys.has(keyOf({ type, fullName: '*' }))) return true;
    const whole = wholeOf(type)?.whole.type;
    if (whole === undefined) return false;
    if (whole === 'CustomLabels') return names.some((name) => name.type === 'CustomLabels');
    const [object = ''] = fullName.split('.');
    return keys.has(keyOf({ type: whole, fullName: object }));
  });
}

/** A file of a whole and its parts, in the order in which Salesforce writes them: by element name. */
function wholeFile(path: string, components: readonly StoredComponent[]): string {
  const kind = COMPONENT_TYPES.find(({ folder }) => path.startsWith(`${folder}/`));
  const root = kind?.type ?? '';
  const parts = components.flatMap((component) => {
    const { type, text } = component;
    if (type === root) return splitXml(text, root);
    return [{ name: wholeOf(type)?.element ?? '', text, line: 1 }];
  });
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return joinXml(
    root,
    sorted.map(({ text }) => text),
  );
}

function manifestOf(components: readonly StoredComponent[], version: string): string {
  const types = Map.groupBy(components, ({ type }) => type);
  const text = [...types].map(([type, found]) => {
    const members = found.map(({ fullName }) => `        <members>${fullName}</members>\n`);
    return `    <types>\n${members.join('')}        <name>${type}</name>\n    </types>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="${NAMESPACE}">\n${text.join('')}    <version>${version}</version>\n</Package>\n`;
}

export interface Retrieved {
  readonly files: ReadonlyMap<string, string>;
  readonly components: readonly StoredComponent[];
  readonly missing: readonly ComponentName[];
}

/** The files of a retrieve, below `unpackaged/`. */
export function retrieve(all: Stored, names: readonly ComponentName[], version: string): Retrieved {
  const components = wanted(all, names);
  const files = new Map<string, string>();
  for (const [path, found] of Map.groupBy(components, (component) => component.path)) {
    const [first] = found;
    if (!first) continue;
    if (first.type === 'LightningComponentBundle') {
      const bundle = JSON.parse(first.text) as Record<string, string>;
      for (const [name, text] of Object.entries(bundle)) files.set(`${path}/${name}`, text);
    } else if (isPart(first.type) || typeNamed(first.type)?.parts)
      files.set(path, wholeFile(path, found));
    else files.set(path, first.text);
  }
  files.set('package.xml', manifestOf(components, version));
  const missing = names.filter(
    (name) =>
      name.fullName !== '*' &&
      name.type !== 'CustomLabels' &&
      !all.has(keyOf(name)) &&
      !components.some(({ fullName }) => fullName.startsWith(`${name.fullName}.`)),
  );
  return { files, components, missing };
}

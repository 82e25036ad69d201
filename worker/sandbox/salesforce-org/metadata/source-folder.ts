import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import {
  COMPONENT_TYPES,
  typeInFolders,
  typeNamed,
  wholeOf,
  type ComponentType,
} from './component-types.ts';
import type { Component } from './component.ts';
import { insideOf, NAMESPACE, splitXml } from './xml-parts.ts';

const META = '-meta.xml';

/** `ReportFolder` is written as `….reportFolder-meta.xml`. */
const suffixOf = (folderType: string): string =>
  `${folderType.charAt(0).toLowerCase()}${folderType.slice(1)}`;

/** Where a component lives in source format, and its text there; null for parts that stay in the file of the whole. */
function sourceOf(component: Component): { file: string; text: string } | null {
  const { type, fullName, text } = component;
  const kind = typeNamed(type);
  if (kind) {
    const folder = kind.type === 'CustomObject' ? `${kind.folder}/${fullName}` : kind.folder;
    return { file: `${folder}/${fullName}.${kind.suffix}${META}`, text };
  }
  const holds = typeInFolders(type);
  if (holds) return { file: `${holds.folder}/${fullName}.${suffixOf(type)}${META}`, text };
  const found = wholeOf(type);
  const part = found?.whole.parts?.[found.element];
  if (!found || !part?.source) return null;
  const [object = '', name = ''] = fullName.split('.');
  const { folder, suffix } = part.source;
  const file = `${found.whole.folder}/${object}/${folder}/${name}.${suffix}${META}`;
  const inside = `<${type} xmlns="${NAMESPACE}">${insideOf(text)}</${type}>\n`;
  return { file, text: inside };
}

/** Writes what the org's loaders read: a package in source format. Bundles and labels are not needed there. */
export function writeSourceFolder(target: string, components: Iterable<Component>): void {
  for (const component of components) {
    if (component.type === 'LightningComponentBundle') continue;
    const source = sourceOf(component);
    if (!source) continue;
    const file = path.join(target, source.file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source.text);
  }
}

const entriesOf = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).sort() : [];

function readObject(folder: string, kind: ComponentType): Component[] {
  const name = path.basename(folder);
  const file = path.join(folder, `${name}.${kind.suffix}${META}`);
  const place = { path: `${kind.folder}/${name}.${kind.suffix}`, line: 1 };
  const own = existsSync(file)
    ? [{ type: kind.type, fullName: name, ...place, text: readFileSync(file, 'utf8') }]
    : [];
  const parts = Object.entries(kind.parts ?? {}).flatMap(([element, { type, source }]) =>
    entriesOf(path.join(folder, source?.folder ?? '')).flatMap((entry): Component[] => {
      const end = `.${source?.suffix}${META}`;
      if (!entry.endsWith(end)) return [];
      const xml = readFileSync(path.join(folder, source?.folder ?? '', entry), 'utf8');
      const children = splitXml(xml, type).map((part) => `        ${part.text}\n`);
      const text = `<${element}>\n${children.join('')}    </${element}>`;
      return [{ type, fullName: `${name}.${entry.slice(0, -end.length)}`, ...place, text }];
    }),
  );
  return [...own, ...parts];
}

function readBundle(folder: string): Component {
  const names = entriesOf(folder).filter(
    (entry) => statSync(path.join(folder, entry)).isFile() && !entry.includes('tsconfig'),
  );
  const files = names.map((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    if (!name.endsWith('.ts')) return [name, text];
    return [name.replace(/\.ts$/, '.js'), stripTypeScriptTypes(text)];
  });
  return {
    type: 'LightningComponentBundle',
    fullName: path.basename(folder),
    path: `lwc/${path.basename(folder)}`,
    text: JSON.stringify(Object.fromEntries(files)),
    line: 1,
  };
}

function readKind(root: string, kind: ComponentType): Component[] {
  const folder = path.join(root, kind.folder);
  const isFolder = (name: string): boolean => statSync(path.join(folder, name)).isDirectory();
  const entries = entriesOf(folder);
  if (kind.type === 'CustomObject')
    return entries.filter(isFolder).flatMap((name) => readObject(path.join(folder, name), kind));
  if (kind.suffix === null)
    return entries.filter(isFolder).map((name) => readBundle(path.join(folder, name)));
  const end = `.${kind.suffix}${META}`;
  if (kind.folderType !== undefined) return readFolders(folder, kind, kind.folderType);
  return entries
    .filter((name) => name.endsWith(end))
    .flatMap((name) => readWhole(kind, folder, name.slice(0, -end.length)));
}

/** Each folder is a component of its own, and so is each file in it. */
function readFolders(root: string, kind: ComponentType, folderType: string): Component[] {
  const end = `.${suffixOf(folderType)}${META}`;
  const names = entriesOf(root).filter((name) => name.endsWith(end));
  return names.flatMap((entry) => {
    const name = entry.slice(0, -end.length);
    const text = readFileSync(path.join(root, entry), 'utf8');
    const place = { path: `${kind.folder}/${name}${META}`, line: 1 };
    const files = entriesOf(path.join(root, name)).map((file) =>
      readWhole(kind, root, `${name}/${file.slice(0, file.indexOf('.'))}`),
    );
    return [{ type: folderType, fullName: name, ...place, text }, ...files.flat()];
  });
}

function readWhole(kind: ComponentType, folder: string, fullName: string): Component[] {
  const text = readFileSync(path.join(folder, `${fullName}.${kind.suffix}${META}`), 'utf8');
  const place = { path: `${kind.folder}/${fullName}.${kind.suffix}`, line: 1 };
  const [[element, part] = []] = Object.entries(kind.parts ?? {});
  if (element === undefined || part === undefined)
    return [{ type: kind.type, fullName, ...place, text }];
  return splitXml(text, kind.type).map((label) => ({
    type: part.type,
    fullName: /<fullName>([^<]+)</.exec(label.text)?.[1] ?? '',
    ...place,
    text: label.text,
  }));
}

/** The components of a package in source format, as if it had been deployed. */
export function readSourceFolder(root: string): Component[] {
  return COMPONENT_TYPES.flatMap((kind) => readKind(root, kind));
}

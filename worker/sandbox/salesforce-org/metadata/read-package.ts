import { parseXml } from '../automation/xml-node.ts';
import { typeInFolders, typeOfFolder, wholeOf, type ComponentType } from './component-types.ts';
import { keyOf, messageOf, type Component, type ComponentName, type Problem } from './component.ts';
import { joinXml, splitXml } from './xml-parts.ts';

/** A package in Metadata API format: what it holds, what it deletes, what is wrong with it. */
export interface ReadPackage {
  readonly components: readonly Component[];
  readonly deletions: readonly ComponentName[];
  readonly problems: readonly Problem[];
}

/** Parts of an object that are components of their own in Salesforce and unknown here. */
const NOT_MODELLED = [
  'businessProcesses',
  'fieldSets',
  'indexes',
  'recordTypes',
  'sharingReasons',
  'webLinks',
];

const refuse = (path: string, message: string): Problem => ({
  type: '',
  fullName: path,
  path,
  message,
  line: 1,
});

function splitWhole(kind: ComponentType, fullName: string, path: string, xml: string): Component[] {
  const parts = splitXml(xml, kind.type);
  const strange = parts.find(({ name }) => NOT_MODELLED.includes(name));
  if (strange) throw new Error(`<${strange.name}> is not modelled by this org`);
  const own = parts.filter(({ name }) => kind.parts?.[name] === undefined);
  const children = parts.flatMap(({ name, text, line }): Component[] => {
    const part = kind.parts?.[name];
    if (!part) return [];
    const partName = parseXml(text, name).need('fullName');
    const isOfObject = part.source !== undefined;
    return [
      {
        type: part.type,
        fullName: isOfObject ? `${fullName}.${partName}` : partName,
        path,
        text,
        line,
      },
    ];
  });
  if (own.length === 0) return children;
  const text = joinXml(
    kind.type,
    own.map((part) => part.text),
  );
  return [{ type: kind.type, fullName, path, text, line: 1 }, ...children];
}

function readFile(path: string, text: string): Component[] {
  const [folder = '', ...rest] = path.split('/');
  const kind = typeOfFolder(folder);
  const end = kind?.suffix === null ? '' : `.${kind?.suffix}`;
  const file = rest.join('/');
  const [, inside] = /^([^/]+)-meta\.xml$/.exec(file) ?? [];
  if (kind?.folderType !== undefined && inside !== undefined)
    return [{ type: kind.folderType, fullName: inside, path, text, line: 1 }];
  if (!kind || !file.endsWith(end)) throw new Error('This file is not modelled by this org');
  const fullName = decodeURIComponent(file.slice(0, file.length - end.length));
  if (kind.parts) return splitWhole(kind, fullName, path, text);
  return [{ type: kind.type, fullName, path, text, line: 1 }];
}

/** Files of `lwc/name/…` are one component. */
function readBundles(files: ReadonlyMap<string, string>): Component[] {
  const bundles = new Map<string, Record<string, string>>();
  for (const [path, text] of files) {
    const [, name, file] = /^lwc\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (name === undefined || file === undefined) continue;
    bundles.set(name, { ...bundles.get(name), [file]: text });
  }
  return [...bundles].map(([name, bundle]) => ({
    type: 'LightningComponentBundle',
    fullName: name,
    path: `lwc/${name}`,
    text: JSON.stringify(bundle),
    line: 1,
  }));
}

/** Names in a manifest; `*` stays as it is. The command line ends the names of folders with a slash. */
export function readManifest(xml: string): ComponentName[] {
  return parseXml(xml, 'Package')
    .children('types')
    .flatMap((types) =>
      types
        .texts('members')
        .map((name) => ({ type: types.need('name'), fullName: name.replace(/\/$/, '') })),
    );
}

function unmatched(manifest: readonly ComponentName[], components: readonly Component[]) {
  const named = new Set(manifest.map(keyOf));
  const isNamed = (component: Component): boolean => {
    const { type, fullName } = component;
    if (named.has(keyOf(component)) || named.has(keyOf({ type, fullName: '*' }))) return true;
    const inside = typeInFolders(type);
    if (inside) return named.has(keyOf({ type: inside.type, fullName }));
    const whole = wholeOf(type)?.whole.type;
    if (whole === undefined) return false;
    const owner = fullName.split('.')[0] ?? '';
    return named.has(keyOf({ type: whole, fullName: owner })) || whole === 'CustomLabels';
  };
  const present = new Set(components.map(keyOf));
  const missing = manifest.filter(
    (name) =>
      name.fullName !== '*' &&
      name.type !== 'CustomLabels' &&
      !present.has(keyOf(name)) &&
      !components.some(
        (part) =>
          (typeInFolders(part.type)?.type === name.type && part.fullName === name.fullName) ||
          (wholeOf(part.type)?.whole.type === name.type &&
            part.fullName.startsWith(`${name.fullName}.`)),
      ),
  );
  return { missing, strange: components.filter((component) => !isNamed(component)) };
}

/**
 * Reads the files of a package; what cannot be read becomes a problem, so that all of them are reported together.
 * @param files text by path, `package.xml` at the top
 */
export function readPackage(files: ReadonlyMap<string, string>): ReadPackage {
  const manifest = files.get('package.xml');
  if (manifest === undefined)
    return {
      components: [],
      deletions: [],
      problems: [refuse('package.xml', 'No package.xml found')],
    };
  const problems: Problem[] = [];
  const components = readBundles(files);
  const deletions: ComponentName[] = [];
  for (const [path, text] of files) {
    if (path === 'package.xml' || path.startsWith('lwc/')) continue;
    try {
      if (/^destructiveChanges(Pre|Post)?\.xml$/.test(path)) deletions.push(...readManifest(text));
      else components.push(...readFile(path, text));
    } catch (error) {
      problems.push(refuse(path, messageOf(error)));
    }
  }
  const { missing, strange } = unmatched(readManifest(manifest), components);
  for (const { type, fullName } of missing) {
    const message = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
    problems.push({ ...refuse('package.xml', message), type, fullName });
  }
  for (const component of strange)
    problems.push({ ...component, message: 'This component is not named in package.xml' });
  return { components, deletions, problems };
}

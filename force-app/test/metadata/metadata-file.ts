import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** One XML element; `text` is trimmed, with runs of white space as one blank. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** One file of the package in source format; `name` is the part of the file name before its suffixes. */
export interface MetadataFile {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly root: Element;
}

type RawNode = Record<string, RawNode[] | string>;

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
export const PACKAGE = path.join(REPOSITORY, 'force-app/main/default');
export const UNPACKAGED = path.join(REPOSITORY, 'force-app/unpackaged');

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
});

function elementOf(raw: RawNode): Element | null {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined || name === '#text') return null;
  const inside = raw[name];
  const nodes = Array.isArray(inside) ? inside : [];
  const text = nodes.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : ''));
  return {
    name,
    text: text.join(' ').replaceAll(/\s+/g, ' ').trim(),
    children: nodes.map(elementOf).filter((child) => child !== null),
  };
}

/** @throws Error when the file is not one XML element. */
export function parseMetadata(file: string, xml: string): MetadataFile {
  const [root] = (parser.parse(xml) as RawNode[]).map(elementOf).filter((node) => node !== null);
  if (!root) throw new Error(`${file} holds no XML element. Restore the file or delete it.`);
  const [, folder = ''] = /(?:main\/default|unpackaged)\/([^/]+)\//.exec(file) ?? [];
  const name = path.basename(file).replace(/\.[^.]+-meta\.xml$/, '');
  return { path: file, folder, name, root };
}

/** Every `-meta.xml` file below the directory, in the order of the paths. */
export function readMetadata(directory: string): MetadataFile[] {
  return globSync('**/*-meta.xml', { cwd: directory })
    .sort()
    .map((file) => path.join(directory, file))
    .map((file) => parseMetadata(path.relative(REPOSITORY, file), readFileSync(file, 'utf8')));
}

/** Direct children with this name, in the order of the file. */
export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

/** First direct child with this name; null when there is none. */
export function childOf(element: Element, name: string): Element | null {
  return childrenOf(element, name)[0] ?? null;
}

/** Text of the first child with this name; empty when there is none. */
export function textOf(element: Element, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** Texts of all direct children with this name. */
export function textsOf(element: Element, name: string): string[] {
  return childrenOf(element, name).map((child) => child.text);
}

/** The element itself and everything inside it. */
export function withDescendants(element: Element): Element[] {
  return [element, ...element.children.flatMap(withDescendants)];
}

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  parseElement,
  type Element,
} from '../../../worker/sandbox/salesforce-org/metadata/xml-element.ts';

export type { Element };

/** One file of the package in source format; `name` is the part of the file name before its suffixes. */
export interface MetadataFile {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly root: Element;
}

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
export const PACKAGE = path.join(REPOSITORY, 'force-app/main/default');
export const UNPACKAGED = path.join(REPOSITORY, 'force-app/unpackaged');

/** @throws Error when the file is not one XML element. */
export function parseMetadata(file: string, xml: string): MetadataFile {
  const root = parseElement(xml);
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

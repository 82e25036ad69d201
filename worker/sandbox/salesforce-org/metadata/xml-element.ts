import { XMLParser } from 'fast-xml-parser';

/** One XML element; `text` is trimmed, with runs of white space as one blank. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

type RawNode = Record<string, RawNode[] | string>;

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

/** The root element; null when there is none. */
export function parseElement(xml: string): Element | null {
  return (parser.parse(xml) as RawNode[]).map(elementOf).find((node) => node !== null) ?? null;
}

import { XMLParser } from 'fast-xml-parser';

/** An element of a metadata file, read strictly: whoever reads it says which children it understands. */
export interface XmlNode {
  /** The text of the only child with this name, or null. */
  text(name: string): string | null;
  /** The texts of all children with this name. */
  texts(name: string): string[];
  /** @throws Error when the child is missing. */
  need(name: string): string;
  child(name: string): XmlNode | null;
  children(name: string): XmlNode[];
  /** @throws Error naming a child that is not in the list: what is not modelled must not be skipped. */
  allow(names: readonly string[]): void;
}

const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

function nodeOf(value: unknown, label: string): XmlNode {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown[]
  >;
  const children = (name: string): XmlNode[] =>
    (fields[name] ?? []).map((child) => nodeOf(child, `${label}/${name}`));
  const text = (name: string): string | null => {
    const found = fields[name]?.[0];
    if (found === undefined) return null;
    if (typeof found !== 'string') throw new Error(`${label}/${name} is not a text`);
    return found;
  };
  return {
    text,
    texts: (name) => (fields[name] ?? []).map(String),
    children,
    child: (name) => children(name)[0] ?? null,
    need(name) {
      const found = text(name);
      if (found === null || found === '') throw new Error(`${label} has no <${name}>`);
      return found;
    },
    allow(names) {
      const unknown = Object.keys(fields).find((name) => !names.includes(name));
      if (unknown !== undefined)
        throw new Error(`${label} has <${unknown}>, which is not modelled`);
    },
  };
}

/** @throws Error when the document's root is not the named element. */
export function parseXml(xml: string, root: string): XmlNode {
  const document = parser.parse(xml) as Record<string, unknown[]>;
  if (!document[root]) throw new Error(`The file has no <${root}>`);
  return nodeOf(document[root][0], root);
}

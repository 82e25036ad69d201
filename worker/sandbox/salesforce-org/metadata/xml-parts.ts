/** A direct child of a file's root element. */
export interface XmlPart {
  readonly name: string;
  /** The child as it is written, its own tags included. */
  readonly text: string;
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
}

const TAG = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)[^>]*?(\/?)>/g;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/**
 * The direct children of the root element, in their order.
 * @throws Error when a tag is not closed or the root has another name.
 */
export function splitXml(xml: string, root: string): XmlPart[] {
  const parts: XmlPart[] = [];
  const open: string[] = [];
  let start = 0;
  const add = (name: string, end: number): void => {
    parts.push({
      name,
      text: xml.slice(start, end),
      line: xml.slice(0, start).split('\n').length,
    });
  };
  for (const match of xml.matchAll(TAG)) {
    const [whole, slash, name, selfClosed] = match;
    if (name === undefined) continue;
    if (open.length === 0 && name !== root) throw new Error(`Expected <${root}>, found <${name}>`);
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (open.length === 1) add(name, match.index + whole.length);
      continue;
    }
    if (open.length === 1) start = match.index;
    if (selfClosed !== '/') open.push(name);
    else if (open.length === 1) add(name, match.index + whole.length);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  return parts;
}

/** A metadata file of the given children. */
export function joinXml(root: string, parts: readonly string[]): string {
  const lines = parts.map((part) => `    ${part}\n`).join('');
  return `${HEAD}<${root} xmlns="${NAMESPACE}">\n${lines}</${root}>\n`;
}

/** What is between the tags of an element. */
export function insideOf(element: string): string {
  return element.slice(element.indexOf('>') + 1, element.lastIndexOf('</'));
}

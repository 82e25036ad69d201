import { asText } from '../as-text.ts';

const DELIMITERS = {
  COMMA: ',',
  TAB: '\t',
  PIPE: '|',
  SEMICOLON: ';',
  CARET: '^',
  BACKQUOTE: '`',
} as const;
export type Delimiter = keyof typeof DELIMITERS;

export const isDelimiter = (name: string): name is Delimiter => name in DELIMITERS;

/** Rows of RFC 4180 text: quoted cells may hold delimiters, quotes (doubled) and line breaks. Empty lines are left out. */
export function* parseCsv(text: string, delimiter: Delimiter): Generator<string[]> {
  const separator = DELIMITERS[delimiter];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    let ended = false;
    while (!ended) {
      const cell = readCell(text, at, separator);
      row.push(cell.value);
      at = cell.next;
      ended = cell.endsRow;
    }
    if (row.length > 1 || row[0] !== '') yield row;
  }
}

interface Cell {
  readonly value: string;
  readonly next: number;
  readonly endsRow: boolean;
}

function readCell(text: string, start: number, separator: string): Cell {
  const isQuoted = text[start] === '"';
  let at = isQuoted ? closingQuote(text, start + 1) : start;
  const value = isQuoted ? text.slice(start + 1, at).replaceAll('""', '"') : '';
  if (isQuoted) at += 1;
  const rest = at;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  const plain = isQuoted ? value : text.slice(rest, at).replace(/\r$/, '');
  return { value: plain, next: at + 1, endsRow: text[at] !== separator };
}

/** Position of the quote that ends the cell; the end of the text when it is missing. */
function closingQuote(text: string, from: number): number {
  let at = from;
  for (;;) {
    const found = text.indexOf('"', at);
    if (found === -1) return text.length;
    if (text[found + 1] !== '"') return found;
    at = found + 2;
  }
}

const cellOf = (value: unknown): string =>
  `"${(value === null || value === undefined ? '' : asText(value)).replaceAll('"', '""')}"`;

/** One line as Salesforce writes results: every cell in quotes, ended by LF. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cellOf).join(',')}\n`;
}

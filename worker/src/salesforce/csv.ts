type Value = string | number | boolean | null | undefined;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$|^#N\/A$/;

function cell(value: Value): string {
  // Bulk API 2.0: an empty cell leaves the field alone, #N/A empties it.
  if (value === undefined) return '';
  if (value === null || value === '') return '#N/A';
  const text = String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV for an upload, ended by LF. */
export function toCsvLine(values: readonly Value[]): string {
  return `${values.map(cell).join(',')}\n`;
}

/** Reads CSV that arrives in pieces; quoted cells may hold commas, quotes and line breaks. */
export class CsvReader {
  #row: string[] = [];
  #cell = '';
  #inQuotes = false;
  #afterQuote = false;

  /** The rows that this piece completes. */
  read(piece: string): string[][] {
    const rows: string[][] = [];
    for (const sign of piece) this.#take(sign, rows);
    return rows;
  }

  /** The last row, where the text did not end with a line break. */
  end(): string[][] {
    const rows: string[][] = [];
    if (this.#cell !== '' || this.#row.length > 0) this.#endRow(rows);
    return rows;
  }

  #take(sign: string, rows: string[][]): void {
    if (this.#inQuotes) {
      if (sign !== '"') this.#cell += sign;
      else {
        this.#inQuotes = false;
        this.#afterQuote = true;
      }
      return;
    }
    if (sign === '"') {
      // A doubled quote is a quote; the first one opens the cell.
      if (this.#afterQuote) this.#cell += '"';
      this.#inQuotes = true;
    } else if (sign === ',') this.#endCell();
    else if (sign === '\n') this.#endRow(rows);
    else if (sign !== '\r') this.#cell += sign;
    this.#afterQuote = false;
  }

  #endCell(): void {
    this.#row.push(this.#cell);
    this.#cell = '';
  }

  #endRow(rows: string[][]): void {
    this.#endCell();
    if (this.#row.length > 1 || this.#row[0] !== '') rows.push(this.#row);
    this.#row = [];
  }
}

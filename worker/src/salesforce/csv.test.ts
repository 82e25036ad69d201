import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, toCsvLine } from './csv.ts';

const readAll = (pieces: readonly string[]): string[][] => {
  const reader = new CsvReader();
  return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
};

describe('CSV of the Bulk API', () => {
  it('empties a field for null, leaves it alone for undefined', () => {
    expect(toCsvLine(['a', null, undefined, 0, false])).toBe('a,#N/A,,0,false\n');
  });

  it('is read back as it was written, wherever the pieces are cut', () => {
    const cellText = fc.string({ minLength: 1 }).filter((text) => !/\r/.test(text));
    const rows = fc.array(fc.array(cellText, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.nat(), (written, cut) => {
        const text = written.map(toCsvLine).join('');
        const at = text.length === 0 ? 0 : cut % text.length;
        expect(readAll([text.slice(0, at), text.slice(at)])).toEqual(written);
      }),
    );
  });
});

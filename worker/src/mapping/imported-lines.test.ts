import { describe, expect, it } from 'vitest';
import { productKeys } from './imported-lines.ts';

const line = (rowId: string, itemNumber: string | null, quantity: number) => ({
  ...{ rowId, itemNumber, quantity },
});
const sold = (linnworksId: string, ...lines: readonly [string, number][]) => ({
  linnworksId,
  lines: lines.map(([number, quantity]) => ({ number, itemNumber: number, quantity })),
});

describe('the order products of lines', () => {
  it('follow the number on the channel, whatever the quantity has become', () => {
    expect([...productKeys([line('r', 'X', 1)], [sold('a', ['X', 3])])]).toEqual([['r', 'a:X']]);
  });

  it('are those of the same quantity where two orders are of one listing', () => {
    const lines = [line('r1', 'X', 2), line('r2', 'X', 5)];
    const keys = productKeys(lines, [sold('a', ['X', 5]), sold('b', ['X', 2])]);
    expect([...keys].sort()).toEqual([
      ['r1', 'b:X'],
      ['r2', 'a:X'],
    ]);
  });

  it('are one each where the quantities are the same, and where they have changed', () => {
    const lines = [line('r1', 'X', 1), line('r2', 'X', 1)];
    for (const quantity of [1, 4]) {
      const keys = productKeys(lines, [sold('a', ['X', quantity]), sold('b', ['X', quantity])]);
      expect([...keys.values()].sort()).toEqual(['a:X', 'b:X']);
    }
  });

  it('are shared by the pieces of a line that was split', () => {
    const keys = productKeys([line('r1', 'X', 1), line('r2', 'X', 2)], [sold('a', ['X', 3])]);
    expect([...keys.values()]).toEqual(['a:X', 'a:X']);
  });

  it('lead by row where a line has no number of its own; lines that were added have none', () => {
    const imported = [
      {
        linnworksId: 'a',
        lines: [{ number: 'r1', itemNumber: null, quantity: 1 }],
      },
    ];
    const keys = productKeys(
      [line('r1', null, 1), line('r2', null, 1), line('r3', 'Y', 1)],
      imported,
    );
    expect([...keys]).toEqual([['r1', 'a:r1']]);
  });
});

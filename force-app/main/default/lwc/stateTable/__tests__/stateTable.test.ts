import { mayFollow, STATES } from 'c/stateTable';

describe('c-state-table', () => {
  it('names only states that it has, each once', () => {
    const names = STATES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { next } of STATES) expect(names).toEqual(expect.arrayContaining([...next]));
  });

  it('knows what may follow', () => {
    expect(mayFollow('Packed', 'Shipped')).toBe(true);
    expect(mayFollow('Shipped', 'Packed')).toBe(false);
    expect(mayFollow('Merged', 'Merged')).toBe(true);
    expect(mayFollow('Nowhere', 'Packed')).toBe(false);
  });
});

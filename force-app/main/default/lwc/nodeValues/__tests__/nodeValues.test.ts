import { count, flag, listOf, maybe, nodesOf, parentText, text, type Node } from 'c/nodeValues';

describe('c-node-values', () => {
  it('reads fields, and empty ones as nothing', () => {
    expect(text({ value: 'a' })).toBe('a');
    expect(text({ value: null })).toBe('');
    expect(maybe(undefined)).toBeNull();
    expect(count({ value: 3 })).toBe(3);
    expect(count(null)).toBe(0);
    expect(flag({ value: true })).toBe(true);
  });

  it('reads records, their parents, and a part that is missing', () => {
    expect(nodesOf(undefined)).toEqual([]);
    expect(nodesOf({ edges: [{ node: { Id: 'a' } as Node }] })).toEqual([{ Id: 'a' }]);
    const node = { Id: 'a', order: { number: { value: '101' } } } as unknown as Node;
    expect(parentText(node, 'order', 'number')).toBe('101');
    expect(parentText(node, 'product', 'Name')).toBe('');
  });

  it.each(['', null, '{', '{"a":1}'])('has an empty list for %s', (json) => {
    expect(listOf(json)).toEqual([]);
  });
});

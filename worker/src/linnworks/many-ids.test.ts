import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../domain/connector-error.ts';
import { ManyIds } from './many-ids.ts';

const refused = new ConnectorError({ code: 'LW_REFUSED', kind: 'data', message: 'Too many.' });
const ids = Array.from({ length: 450 }, (_, n) => `id-${n}`);

/** An account that takes at most so many ids in a call and does not know some of them. */
function account(most: number, unknown: readonly string[] = []) {
  const calls: number[] = [];
  const read = async (some: string[]): Promise<string[]> => {
    calls.push(some.length);
    if (some.length > most || some.some((id) => unknown.includes(id))) throw refused;
    return some;
  };
  return { calls, read };
}

describe('reading many ids', () => {
  it('asks in chunks of 200, each id once', async () => {
    const { calls, read } = account(200);
    expect(await new ManyIds().read([...ids, ...ids], read)).toEqual(ids);
    expect(calls).toEqual([200, 200, 50]);
  });

  it('learns how many the account takes', async () => {
    const { calls, read } = account(60);
    const many = new ManyIds();
    expect(await many.read(ids, read)).toEqual(ids);
    calls.length = 0;
    expect(await many.read(ids, read)).toEqual(ids);
    expect(Math.max(...calls)).toBe(50);
  });

  it('does not take a bad id for a chunk that is too large', async () => {
    const { calls, read } = account(200, ['id-7']);
    const many = new ManyIds();
    await expect(many.read(ids, read)).rejects.toThrow(refused);
    calls.length = 0;
    await many.read(ids.slice(200, 400), read);
    expect(calls).toEqual([200]);
  });
});

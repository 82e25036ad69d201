import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError, type ErrorKind } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import { silentLog } from '../domain/silent-log.ts';
import { DeltaRoute } from './delta-route.ts';

const MINUTE = 60_000;
const pageOf = (id: string): ObservedOrder[] => [{ linnworksId: id } as ObservedOrder];
const failure = (kind: ErrorKind) =>
  new ConnectorError({ code: 'LW_REFUSED', kind, message: 'No.' });

let now: number;
let route: DeltaRoute;
/** How v2 fails: at the first page, behind it, or not. */
let first: Error | null;
let second: Error | null;
let v1Fails: Error | null;
let probes: number;

beforeEach(() => {
  now = 0;
  [first, second, v1Fails, probes] = [null, null, null, 0];
  route = new DeltaRoute({ now: () => new Date(now), sleep: async () => undefined }, silentLog);
});

async function ask(): Promise<string[]> {
  const ids: string[] = [];
  const pages = route.pages({
    probe: async () => {
      probes += 1;
      if (first === null) return true;
      if (first instanceof ConnectorError && first.kind === 'transient') throw first;
      return false;
    },
    async *v2() {
      if (first !== null) throw first;
      yield pageOf('v2');
      if (second !== null) throw second;
      yield pageOf('v2');
    },
    async *v1() {
      if (v1Fails !== null) throw v1Fails;
      yield pageOf('v1');
    },
  });
  for await (const page of pages) ids.push(...page.map(({ linnworksId }) => linnworksId));
  return ids;
}

describe('the route of the order delta', () => {
  it('is v2 when the probe at the start is answered, and probes no more', async () => {
    expect(await ask()).toEqual(['v2', 'v2']);
    expect(await ask()).toEqual(['v2', 'v2']);
    expect(probes).toBe(1);
  });

  it('is v1 when it is not, and v2 when it is later', async () => {
    first = failure('data');
    expect(await ask()).toEqual(['v1']);
    first = null;
    now += 14 * MINUTE;
    expect(await ask()).toEqual(['v1']);
    now += MINUTE;
    expect(await ask()).toEqual(['v2', 'v2']);
  });

  it('changes to v1 in the same poll when v2 stops to work, and back', async () => {
    await ask();
    first = failure('config');
    expect(await ask()).toEqual(['v1']);
    now += 15 * MINUTE;
    expect(await ask()).toEqual(['v1']);
    first = null;
    now += 15 * MINUTE;
    expect(await ask()).toEqual(['v2', 'v2']);
  });

  it('waits five minutes for what may pass', async () => {
    await ask();
    first = failure('transient');
    await expect(ask()).rejects.toBe(first);
    now += 4 * MINUTE;
    await expect(ask()).rejects.toBe(first);
    now += MINUTE;
    expect(await ask()).toEqual(['v1']);
  });

  it('stays with v2 through an outage of all of Linnworks', async () => {
    await ask();
    first = failure('transient');
    v1Fails = first;
    await expect(ask()).rejects.toBe(first);
    now += 60 * MINUTE;
    await expect(ask()).rejects.toBe(first);
    first = null;
    expect(await ask()).toEqual(['v2', 'v2']);
    expect(probes).toBe(1);
  });

  it('counts the five minutes anew after a success', async () => {
    await ask();
    first = failure('transient');
    await expect(ask()).rejects.toBe(first);
    first = null;
    await ask();
    first = failure('transient');
    now += 6 * MINUTE;
    await expect(ask()).rejects.toBe(first);
  });

  it('leaves a chain that breaks off to the next poll', async () => {
    second = failure('data');
    await expect(ask()).rejects.toBe(second);
    second = null;
    expect(await ask()).toEqual(['v2', 'v2']);
  });

  it('goes on by v1 when the chain breaks off at every poll', async () => {
    second = failure('data');
    await expect(ask()).rejects.toBe(second);
    now += 5 * MINUTE;
    await expect(ask()).rejects.toBe(second);
    now += MINUTE;
    expect(await ask()).toEqual(['v1']);
  });

  it('never leaves v2 for a quota that is used up', async () => {
    await ask();
    first = failure('throttled');
    now += 60 * MINUTE;
    await expect(ask()).rejects.toBe(first);
  });
});

import { expect, it } from 'vitest';
import type { ReturnRow } from '../../../src/domain/returns-port.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { pollReturns } from '../../../src/pipelines/poll-returns.ts';
import { returnRows } from '../../../src/linnworks/returns.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryStore } from './memory-store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A history of rows, each with its day; pages of two. Rows may be taken out between two pages. */
function history(rows: { key: string; at: number }[]) {
  const asked: [number, number][] = [];
  const between: (() => void)[] = [];
  const linnworks = {
    async *returnRows(_history: string, date: string, from: Date, to: Date) {
      asked.push([from.getTime(), to.getTime()]);
      const found = () =>
        date === 'BOOKED' && _history === 'RETURNS'
          ? rows.filter(({ at }) => at >= from.getTime() && at <= to.getTime())
          : [];
      for (let start = 0; start === 0 || start < found().length; start += 2) {
        const now = found();
        const page = now.slice(start, start + 2);
        yield {
          total: now.length,
          rows: page.map(({ key }): ReturnRow => ({
            ...{ key, linnworksId: `order-${key}`, source: 'SALESFORCE', fingerprint: key },
          })),
        };
        between.shift()?.();
      }
    },
  };
  return { asked, between, linnworks };
}

function start(rows: { key: string; at: number }[], now = '2026-11-24T10:00:00Z') {
  const store = new MemoryStore();
  const clock = new HandClock(now);
  const one = history(rows);
  const { queue, tables } = store;
  const deps = { ...{ store, queue, tables, clock, log: silentLog }, linnworks: one.linnworks };
  const poll = () => pollReturns(deps as unknown as Parameters<typeof pollReturns>[0], () => true);
  const keys = () => store.take('returns-in').map(({ key }) => key);
  return { ...one, store, clock, poll, keys };
}

it('asks for no more than three months at once, however long it was away, and leaves no gap', async () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const world = start([{ key: 'old', at: now - 200 * DAY_MS }]);
  world.store.cursors.set('returns', new Date(now - 300 * DAY_MS).toISOString());
  await world.poll();
  expect(world.keys()).toEqual(['order-old']);
  const ranges = [...new Set(world.asked.map((range) => range.join(' ')))].map((range) =>
    range.split(' ').map(Number),
  );
  expect(ranges.length).toBeGreaterThan(3);
  for (const [from = 0, to = 0] of ranges) expect(to - from).toBeLessThanOrEqual(90 * DAY_MS);
  for (const [n, [from]] of ranges.entries()) if (n > 0) expect(from).toBe(ranges[n - 1]?.[1]);
  expect(ranges[0]?.[0]).toBeLessThanOrEqual(now - 300 * DAY_MS);
  expect(ranges.at(-1)?.[1]).toBeGreaterThan(now);
});

it('reads a range again when rows left it between two pages, and moves no cursor before', async () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const rows = Array.from({ length: 6 }, (_, n) => ({ key: `r${n}`, at: now - n * 60_000 }));
  const world = start(rows);
  world.between.push(() => void rows.splice(0, 1));
  await world.poll();
  const first = world.keys();
  expect(first).not.toContain('order-r2');
  expect(world.store.cursors.get('returns')).toBeUndefined();
  await world.poll();
  expect(world.keys()).toEqual(['order-r2']);
  expect(world.store.cursors.get('returns')).toBe(new Date(now).toISOString());
});

it('passes over a row that cannot be read and keeps the others of its page', async () => {
  const reply = {
    ...{ TotalEntries: 2, TotalPages: 1 },
    Data: [{ pkReturnId: 'not a number' }, { pkReturnId: 7, pkOrderID: 'A', Source: 'SALESFORCE' }],
  };
  const client = { call: async () => reply, usage: () => [] } as never;
  const [from, to] = [new Date(0), new Date(1)];
  const pages = [];
  for await (const page of returnRows(client, 'RETURNS', 'BOOKED', from, to)) pages.push(page);
  expect(pages[0]?.rows).toMatchObject([{ key: 'return:7', linnworksId: 'a' }]);
});

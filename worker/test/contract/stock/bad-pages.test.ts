import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
});
afterAll(() => world?.close());

const PATH = 'Stock/GetStockItemsFull$';
const CUT = '[{"StockItemId":"0d5e';
/** The request for one page of one size. */
const asks = (page: number, size: number): string =>
  `(?=.*"pageNumber":${page}\\b)(?=.*"entriesPerPage":${size}\\b)`;
const unreadable = (body: string, more: object = {}) => ({
  match: { path: PATH, body },
  status: 200,
  body: CUT,
  ...more,
});

const skuOf = (n: number): string => `SKU-${String(n).padStart(3, '0')}`;
/** Linnworks gives its items in the order of their creation. */
async function stocked(items: number): Promise<void> {
  const numbers = Array.from({ length: items }, (_, n) => n + 1);
  await world.items(...numbers.map((n) => ({ sku: skuOf(n), levels: { Default: n } })));
  for (const n of numbers) world.product(skuOf(n));
}
const openErrors = () =>
  world.rows(
    "SELECT Code__c, Message__c, What_To_Do__c, Trace_Id__c FROM Linnworks_Sync_Error__c WHERE Status__c = 'Open'",
  );
const shown = (n: number): unknown => world.levels()[`${skuOf(n)}@Default`];
const missing = (): unknown[] =>
  world
    .rows(
      "SELECT Sku__c FROM Linnworks_Stock_Level__c WHERE Is_Missing__c = true AND Location_Name__c = 'Default'",
    )
    .map((row) => row['Sku__c']);

describe('a page that cannot be read', () => {
  it('once is read again in pieces at once, and nobody is told', async () => {
    await stocked(3);
    await world.faults(unreadable(asks(1, 200), { times: 3 }));
    await world.sweep();
    expect([shown(1), shown(2), shown(3)]).toEqual([1, 2, 3]);
    expect(world.errors()).toEqual([]);
  });

  it('for one bad item hides no other item and no other page', async () => {
    await stocked(450);
    // The 223rd item spoils every answer that it is in.
    await world.faults(
      unreadable(asks(2, 200)),
      unreadable(asks(12, 20)),
      unreadable(asks(223, 1)),
    );
    await world.sweep();
    expect(shown(223)).toBeUndefined();
    expect(Object.keys(world.levels())).toHaveLength(3 * 449);
    expect([shown(222), shown(224), shown(450)]).toEqual([222, 224, 450]);
    const [error, ...others] = openErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ Code__c: 'LW_REPLY_UNREADABLE' });
    expect(error?.['Message__c']).toMatch(/item 223 of its stock list/);
    expect(error?.['What_To_Do__c']).toMatch(/read again with every sweep/);
    expect(error?.['Trace_Id__c']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is tried again with every sweep, and its error is solved when it is read', async () => {
    await stocked(3);
    await world.faults(unreadable('.'));
    await world.sweep(2);
    expect(openErrors()[0]?.['Message__c']).toMatch(/items 1 to 3 /);
    expect(world.levels()).toEqual({});
    await world.control('DELETE', 'faults');
    await world.sweep();
    expect(world.errors()).toEqual([]);
    expect([shown(1), shown(3)]).toEqual([1, 3]);
  });

  it('never makes its items missing, and what vanished is found once it is read', async () => {
    await stocked(250);
    await world.sweep();
    await world.items({ sku: skuOf(240), archived: true });
    await world.faults(unreadable(asks(2, 200)), unreadable('"entriesPerPage":(20|1)\\b'));
    await world.sweep(4);
    expect(missing()).toEqual([]);
    await world.control('DELETE', 'faults');
    await world.sweep(2);
    expect(missing()).toEqual([skuOf(240)]);
  });

  it('because Linnworks breaks on it is set aside after three runs', async () => {
    await stocked(250);
    const broken = { status: 500, body: { Message: 'Object reference not set' } };
    await world.faults({ match: { path: PATH, body: asks(1, 200) }, ...broken });
    for (let n = 0; n < 2; n++)
      await expect(world.sweep()).rejects.toMatchObject({ code: 'LW_UNAVAILABLE' });
    await world.sweep();
    expect([shown(1), shown(250)]).toEqual([1, 250]);
  });

  it('in the middle that is refused like one past the end does not end the sweep', async () => {
    await stocked(450);
    const refused = { status: 400, body: { Message: 'No items found with given filter' } };
    await world.faults({ match: { path: PATH, body: asks(2, 200) }, ...refused });
    await world.sweep();
    expect([shown(1), shown(300), shown(450)]).toEqual([1, 300, 450]);
  });

  it('is no longer one page when too many are: the sweep waits, and goes on by itself', async () => {
    await stocked(1_401);
    await world.faults(unreadable('"pageNumber":([2-9]|\\d\\d+)\\b'));
    await expect(world.sweep()).rejects.toMatchObject({ code: 'LW_REPLY_UNREADABLE' });
    expect(openErrors().some((row) => /The sweep waits/.test(String(row['Message__c'])))).toBe(
      true,
    );
    await world.control('DELETE', 'faults');
    await world.sweep(2);
    expect([shown(300), shown(1_401)]).toEqual([300, 1_401]);
    expect(world.errors()).toEqual([]);
  });
});

describe('a row that cannot be read', () => {
  const row = (sku: string | undefined, level: unknown) => ({
    StockItemId: '0d5e0000-0000-4000-8000-000000000001',
    ...(sku === undefined ? {} : { ItemNumber: sku }),
    StockLevels: [
      {
        Location: { StockLocationId: '00000000-0000-0000-0000-000000000000' },
        StockLevel: level,
      },
    ],
  });
  const good = { ...row('TENT', 5), StockItemId: '0d5e0000-0000-4000-8000-000000000002' };

  it.each([
    ['wrong types', row('MUG', 'seven'), /"MUG".*StockLevels\.0\.StockLevel/],
    ['a level of a million millions', row('MUG', 1e12), /"MUG".*StockLevels\.0\.StockLevel/],
    ['no SKU', row(undefined, 1), /0d5e0000-0000-4000-8000-000000000001.*ItemNumber/],
    ['no row at all', 'nonsense', /page 1, row 1/],
  ])('for %s is listed with a trace ID and loses no neighbour', async (_, bad, message) => {
    world.product('TENT');
    world.product('MUG');
    await world.items({ sku: 'TENT' }, { sku: 'MUG' });
    await world.faults({ match: { path: PATH }, status: 200, body: [bad, good], times: 1 });
    await world.sweep();
    const [error, ...others] = openErrors();
    expect(others).toEqual([]);
    expect(error?.['Code__c']).toBe('LW_STOCK_UNREADABLE');
    expect(error?.['Message__c']).toMatch(message);
    expect(error?.['Trace_Id__c']).toMatch(/^[0-9a-f-]{36}$/);
    expect(world.levels()).toMatchObject({ 'TENT@Default': 5 });
  });
});

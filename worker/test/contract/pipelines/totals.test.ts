import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, type LineSpec } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
});
afterAll(() => bench.account.close());

const pence = (most: number) => fc.integer({ min: 0, max: most }).map((minor) => minor / 100);
const line: fc.Arbitrary<LineSpec> = fc.record({
  sku: fc.constant('MUG'),
  quantity: fc.integer({ min: 1, max: 60 }),
  price: pence(20_000),
  listPrice: pence(25_000),
  taxRate: fc.constantFrom(0, 5, 19, 20, 21, 25.5),
});
const order = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  postage: pence(5_000),
  discount: fc.option(pence(50)),
  isTaxIncluded: fc.boolean(),
});

describe('the total of an order', () => {
  it('is the same to the penny in Linnworks, whatever prices, rates and discounts', async () => {
    const orders = fc.sample(order, { numRuns: 120, seed: 20_261_124 });
    for (const isTaxIncluded of [false, true]) {
      bench = await restarted(isTaxIncluded);
      const ids = orders
        .filter((one) => one.isTaxIncluded === isTaxIncluded)
        .map(({ lines, postage, discount }) =>
          bench.order(lines, {
            Linnworks_Shipping_Cost__c: postage,
            Linnworks_Discount__c: discount,
          }),
        );
      await bench.send(...ids);
      const differences = bench.org
        .of('Linnworks_Order__c')
        .map((row) => row['Total_Difference__c']);
      expect(differences).toHaveLength(ids.length);
      expect(differences.filter((difference) => difference !== 0)).toEqual([]);
      expect(bench.openCodes()).toEqual([]);
    }
  });
});

async function restarted(isTaxIncluded: boolean): Promise<Bench> {
  await bench.account.close();
  const fresh = await Bench.start();
  await fresh.stock('MUG');
  fresh.org.settings = { Prices_Include_Tax__c: isTaxIncluded };
  return fresh;
}

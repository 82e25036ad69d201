import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelOrder } from '../../../sandbox/linnworks-account/orders/leave-order-book.ts';
import { line } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { amazon, ImportBench } from './import-bench.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.open();
  bench.org.product('MUG');
  bench.org.product('TENT');
});
afterEach(() => bench.account.close());

const warehouse = (command: string, body: object) =>
  bench.control('POST', `warehouse/${command}`, body);
const merge = (...references: string[]) => warehouse('merge', { references });
const sellTwo = async (first: object[], second: object[]): Promise<void> => {
  await bench.sell(amazon('203-1', { OrderItems: first }), amazon('203-2', { OrderItems: second }));
};

/** Pieces of lines that are not zero, by the order and number of the order product that they lead to. */
function pieces(): string[] {
  const items = bench.org.all('OrderItem');
  const names = new Map(bench.orders.map((order) => [order['Id'], String(order['Name'])]));
  return bench.org
    .of('Linnworks_Order_Line__c')
    .filter((row) => Number(row['Ordered__c']) > 0)
    .map((row) => {
      const tie = row['Order_Product__r'] as { Linnworks_Import_Key__c?: string } | undefined;
      const item = items.find(
        (one) => one['Linnworks_Import_Key__c'] === tie?.Linnworks_Import_Key__c,
      );
      return `${names.get(item?.['OrderId']) ?? 'nobody'}: ${String(row['Ordered__c'])} ${String(row['Sku__c'])}`;
    })
    .sort();
}

describe('orders of other channels that are merged', () => {
  it('keep the products of both Salesforce orders, also when they ship', async () => {
    await sellTwo([line('1', 'MUG', 2)], [line('2', 'TENT', 1)]);
    await bench.follow();
    await merge('203-1', '203-2');
    await bench.follow();
    const both = ['AMAZON 203-1: 2 MUG', 'AMAZON 203-2: 1 TENT'];
    expect(pieces()).toEqual(both);
    await warehouse('step', { reference: 'MERGED', to: 'shipped' });
    await bench.follow();
    expect(pieces()).toEqual(both);
    expect(bench.orders).toHaveLength(2);
    const shipped = bench.org
      .of('Linnworks_Order__c')
      .filter((row) => row['State__c'] === 'Shipped');
    expect(shipped).toMatchObject([{ Relation__c: 'Merge', Order__c: bench.orders[0]?.['Id'] }]);
  });

  it('are told apart by their quantities where both are of one listing', async () => {
    await sellTwo([line('listing', 'MUG', 2)], [line('listing', 'MUG', 5)]);
    await bench.follow();
    await merge('203-2', '203-1');
    await bench.follow();
    expect(pieces()).toEqual(['AMAZON 203-1: 2 MUG', 'AMAZON 203-2: 5 MUG']);
  });

  it('keep them when they are split, merged, merged again and split once more', async () => {
    await sellTwo([line('1', 'MUG', 4)], [line('2', 'TENT', 2)]);
    await bench.sell(amazon('203-3', { OrderItems: [line('3', 'MUG', 1)] }));
    await bench.follow();
    await warehouse('split', { reference: '203-1', lines: [{ sku: 'MUG', quantity: 3 }] });
    await bench.follow();
    await merge('203-1', '203-2');
    await bench.follow();
    await merge('MERGED', '203-3');
    await bench.follow();
    await warehouse('split', { reference: 'MERGED', lines: [{ sku: 'TENT', quantity: 1 }] });
    await bench.follow();
    expect(pieces()).toEqual([
      'AMAZON 203-1: 1 MUG',
      'AMAZON 203-1: 3 MUG',
      'AMAZON 203-2: 1 TENT',
      'AMAZON 203-2: 1 TENT',
      'AMAZON 203-3: 1 MUG',
    ]);
  });

  it('become one Salesforce order when they were merged before anybody saw them', async () => {
    await sellTwo([line('1', 'MUG', 2)], [line('2', 'TENT', 1)]);
    await merge('203-1', '203-2');
    await bench.sell(
      amazon('203-3', { OrderItems: [line('3', 'MUG', 3)] }),
      amazon('203-4', { OrderItems: [line('4', 'MUG', 4)] }),
    );
    await merge('203-3', '203-4');
    await bench.follow();
    await warehouse('split', {
      reference: 'MERGED',
      lines: [{ sku: 'MUG', quantity: 1 }],
    });
    await bench.follow();
    expect(bench.orders).toHaveLength(2);
    const names = bench.org
      .of('Linnworks_Order__c')
      .map((row) => [row['Relation__c'], row['Order__c'] !== undefined]);
    expect(names.sort()).toEqual([
      ['Merge', true],
      ['Merge', true],
      ['Split', true],
    ]);
    expect(pieces().filter((one) => one.startsWith('nobody'))).toEqual([]);
  });
});

describe('orders of other channels that rules split at once', () => {
  const split = (reference: string, sku: string, quantity: number) =>
    warehouse('split', { reference, lines: [{ sku, quantity }] });

  it('become one Salesforce order with everything that was sold', async () => {
    await sellTwo([line('1', 'MUG', 4), line('2', 'TENT', 2)], [line('3', 'MUG', 1)]);
    await split('203-1', 'MUG', 3);
    await split('203-1', 'TENT', 2);
    await bench.follow();
    expect(bench.orders).toHaveLength(2);
    const first = bench.orders.find((order) => order['Name'] === 'AMAZON 203-1')?.['Id'];
    const soldWith = (isFirst: boolean) =>
      bench.org
        .all('OrderItem')
        .filter((one) => (one['OrderId'] === first) === isFirst)
        .map((one) => one['Quantity']);
    expect([soldWith(true), soldWith(false)]).toEqual([[4, 2], [1]]);
    expect(pieces()).toEqual([
      'AMAZON 203-1: 1 MUG',
      'AMAZON 203-1: 2 TENT',
      'AMAZON 203-1: 3 MUG',
      'AMAZON 203-2: 1 MUG',
    ]);
    const shown = bench.org.of('Linnworks_Order__c');
    expect(shown.filter((row) => row['Order__c'] === first)).toHaveLength(3);
    expect(shown.filter((row) => Number(row['Total_Difference__c'] ?? 0) !== 0)).toEqual([]);
  });

  it('leave out the part that was cancelled before', async () => {
    await sellTwo([line('1', 'MUG', 4)], [line('3', 'MUG', 1)]);
    await split('203-1', 'MUG', 3);
    const [, part] = bench.account.store.orders.byReference('203-1');
    cancelOrder(bench.account.store, part ?? expect.fail(), 'Out of stock', 'someone');
    await bench.follow();
    const sold = bench.org.all('OrderItem').map((one) => one['Quantity']);
    expect(sold).toEqual([1, 1]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ComparedWorld } from './compared-world.ts';
import { KINDS, type PlantedKind } from './planted.ts';

let world: ComparedWorld;
beforeEach(async () => {
  world = await ComparedWorld.open();
});
afterEach(() => world.bench.account.close());

const each = (count: number): Record<PlantedKind, number> =>
  Object.fromEntries(KINDS.map((kind) => [kind, count])) as Record<PlantedKind, number>;

describe('a comparison of both systems', () => {
  it('raises no alarm when they agree, and says what it cost', async () => {
    await world.plantAll({ ...each(0), 'order never sent': 0 });
    const id = world.bench.order([{ sku: 'SKU-A', quantity: 1, price: 5 }]);
    await world.bench.stock('SKU-A');
    await world.bench.send(id);
    await world.settle();
    const { sentences, labels } = await world.compare();
    expect(labels).toEqual([]);
    expect(sentences[0]).toMatch(/^1 of 1 orders agree, checked \d\d:\d\d UTC\.$/);
    const [orders] = world.org.of('Linnworks_Reconciliation__c');
    expect(orders).toMatchObject({ Checked__c: 1, Agree__c: 1, Status__c: 'Complete' });
    expect(orders?.['Linnworks_Calls__c']).toBeLessThanOrEqual(2);
  });

  it('finds every planted difference of twelve kinds, and repairs all that can be', async () => {
    const planted = await world.plantAll(each(4));
    await world.compare();
    expect(world.damaged()).toBe(planted);
    await world.settle();
    await world.compare();
    const left = world.open();
    expect(left.map((row) => row['Kind__c'])).toEqual(Array(4).fill('Missing In Linnworks'));
    for (const row of left) expect(row['What_To_Do__c']).toMatch(/merge or a deletion/);
    const repaired = world.org
      .of('Linnworks_Difference__c')
      .filter(({ Status__c }) => Status__c === 'Repaired');
    expect(new Set(repaired.map((row) => row['Record_Label__c'])).size).toBe(planted - 4);
  });

  it('leaves alone what a person accepted, and what is still on its way', async () => {
    await world.plantAll({ ...each(0), 'order deleted in Linnworks': 1, 'order never sent': 1 });
    const onItsWay = [...world.org.orders.values()].find(
      ({ Id }) => !world.bench.store.links.has(String(Id)),
    );
    const key = String(onItsWay?.['Id']);
    await world.bench.store.queue.enqueue({}, 'orders-out', [
      { key, kind: 'push', data: {}, traceId: 'trace' },
    ]);
    await world.compare();
    expect(world.damaged()).toBe(1);
    const [row] = world.open();
    world.org.change('Linnworks_Difference__c', String(row?.['Key__c']), { Status__c: 'Accepted' });
    await world.compare();
    expect(world.open()).toEqual([]);
  });
});

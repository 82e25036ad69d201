import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { createChannel } from '../../../src/pipelines/stock/channel.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
});
afterAll(() => world?.close());

const ITEMS = 900;
async function many(): Promise<void> {
  const skus = Array.from({ length: ITEMS }, (_, n) => `SKU-${n}`);
  await world.items(...skus.map((sku, n) => ({ sku, levels: { Default: n, Leeds: 2 * n } })));
  for (const sku of skus) world.product(sku);
}
const jobsOpened = (): number =>
  world.requests.filter((one) => one.startsWith('POST') && one.endsWith('/jobs/ingest')).length;

describe('a first load', () => {
  it('goes by one bulk job, and the next sweep writes nothing', async () => {
    await many();
    await world.sweep();
    expect(jobsOpened()).toBe(1);
    expect(Object.keys(world.levels())).toHaveLength(3 * ITEMS);
    expect(world.levels()).toMatchObject({ 'SKU-7@Default': 7, 'SKU-7@Leeds': 14 });
    world.takeWrites();
    await world.sweep();
    expect(world.takeWrites()).toEqual([]);
  });

  it('goes on after a restart, wherever it was cut', async () => {
    await many();
    for (const path of ['/jobs/ingest$', '/batches$', '/jobs/ingest/\\w+$', 'failedResults$']) {
      world.org.control.faults.set([{ match: { path }, cut: 'after', times: 1 }]);
      await world.sweep().catch(() => undefined);
      world.restart();
    }
    world.org.control.faults.clear();
    await world.sweep(2);
    expect(Object.keys(world.levels())).toHaveLength(3 * ITEMS);
    expect(await world.deps.stock.jobs.open()).toEqual([]);
    world.takeWrites();
    await world.sweep();
    expect(world.takeWrites()).toEqual([]);
  });
});

describe('a push of a channel integration', () => {
  const token = 'a-token-of-the-channel';
  const push = (path: string, body: object) =>
    createChannel({ ...world.deps, clock: systemClock }, token, () => undefined)(path, body);

  it('is refused without the token', async () => {
    const body = { AuthorizationToken: 'wrong', Products: [{ SKU: 'TENT', Quantity: 1 }] };
    expect(await push('/channel/inventory-update', body)).toEqual({
      Error: 'The authorization token is wrong.',
      Products: [],
    });
    expect(await world.deps.stock.looks.count()).toBe(0);
  });

  it('echoes every SKU, and their true levels are read', async () => {
    await world.items({ sku: 'TENT', levels: { Default: 10 } });
    world.product('TENT');
    await world.sweep();
    await world.move('TENT', -4);
    const body = {
      AuthorizationToken: token,
      Products: [
        { SKU: 'TENT', Quantity: 99 },
        { SKU: 'UNKNOWN', Quantity: 1 },
      ],
    };
    expect(await push('/channel/inventory-update', body)).toEqual({
      Error: null,
      Products: [
        { SKU: 'TENT', Error: null },
        { SKU: 'UNKNOWN', Error: null },
      ],
    });
    await world.pull.look();
    expect(world.levels()).toMatchObject({ 'TENT@Default': 6 });
    expect(await world.deps.stock.looks.count()).toBe(0);
  });

  it('of a despatch names the SKUs that left', async () => {
    const Orders = [{ ReferenceNumber: '100', Items: [{ SKU: 'TENT', DespatchedQuantity: 1 }] }];
    expect(await push('/channel/despatch', { AuthorizationToken: token, Orders })).toEqual({
      Error: null,
      Orders: [{ ReferenceNumber: '100', Error: null }],
    });
    expect(await world.deps.stock.looks.count()).toBe(1);
  });
});

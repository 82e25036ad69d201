import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../../src/domain/clock.ts';
import { createChannel } from '../../../src/pipelines/stock/channel.ts';
import { createMetrics } from '../../../src/telemetry/metrics.ts';
import { startHealthServer } from '../../../src/telemetry/health-server.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
});
afterAll(() => world?.close());

const TOKEN = 'a-token-of-the-channel';
let woken: string[] = [];
const channel = (clock: Clock = systemClock) =>
  createChannel({ ...world.deps, clock }, TOKEN, (task) => woken.push(task));
const push = (path: string, body: object) =>
  channel()(path, { AuthorizationToken: TOKEN, ...body });
beforeEach(() => {
  woken = [];
});

/** Shapes of the answers, as the vendor's documentation gives them. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  '/channel/user-config': [
    'AccountName',
    'ConfigItems',
    'Error',
    'StepName',
    'WizardStepDescription',
    'WizardStepTitle',
  ],
  '/channel/save-config': [
    'AccountName',
    'ConfigItems',
    'Error',
    'StepName',
    'WizardStepDescription',
    'WizardStepTitle',
  ],
  '/channel/config-test': ['Error'],
  '/channel/config-deleted': ['Error'],
  '/channel/shipping-tags': ['Error', 'ShippingTags'],
  '/channel/payment-tags': ['Error', 'PaymentTags'],
  '/channel/orders': ['Error', 'HasMorePages', 'Orders'],
  '/channel/products': ['Error', 'HasMorePages', 'Products'],
  '/channel/price-update': ['Error', 'Products'],
  '/channel/inventory-update': ['Error', 'Products'],
  '/channel/despatch': ['Error', 'Orders'],
};

describe('connecting a channel integration', () => {
  it('gives the token to whom has the address of the merchant, and to nobody else', async () => {
    const user = { Email: 'a@example.com', LinnworksUniqueIdentifier: 'x', AccountName: 'Shop' };
    const ask = channel();
    expect(await ask(`/channel/add-new-user/${TOKEN}`, user)).toEqual({
      Error: null,
      AuthorizationToken: TOKEN,
    });
    for (const path of ['/channel/add-new-user', '/channel/add-new-user/wrong'])
      expect(await ask(path, { ...user, AuthorizationToken: TOKEN })).toEqual({
        Error: 'The authorization token is wrong.',
      });
  });

  it('ends the wizard of Linnworks at once', async () => {
    expect(await push('/channel/user-config', {})).toMatchObject({ StepName: 'UserConfig' });
    expect(
      await push('/channel/save-config', { StepName: 'UserConfig', ConfigItems: [] }),
    ).toMatchObject({ Error: null, StepName: 'UserConfig' });
  });

  it.each(Object.keys(SHAPES))(
    '%s answers in the shape of the vendor, with the token',
    async (path) => {
      const reply = await push(path, {});
      expect(Object.keys(reply ?? {}).sort()).toEqual(SHAPES[path]);
      expect(reply).toMatchObject({ Error: null });
    },
  );

  it.each(Object.keys(SHAPES))('%s does nothing without the token', async (path) => {
    const body = { AuthorizationToken: 'wrong', Products: [{ SKU: 'TENT', Quantity: 1 }] };
    const reply = await channel()(path, body);
    expect(reply).toMatchObject({ Error: 'The authorization token is wrong.' });
    expect(await world.deps.stock.looks.count()).toBe(0);
    expect(woken).toEqual([]);
  });

  it('lists every SKU once, so that Linnworks can map them', async () => {
    const skus = Array.from({ length: 501 }, (_, n) => `SKU-${String(n).padStart(3, '0')}`);
    await world.items(...skus.map((sku) => ({ sku, levels: { Default: 2, Leeds: 3 } })));
    await world.sweep();
    const pages = [
      await push('/channel/products', { PageNumber: 1 }),
      await push('/channel/products', { PageNumber: 2 }),
    ] as { HasMorePages: boolean; Products: { SKU: string; Quantity: number }[] }[];
    expect(pages.map(({ HasMorePages }) => HasMorePages)).toEqual([true, false]);
    const listed = pages.flatMap(({ Products }) => Products);
    expect(listed.map(({ SKU }) => SKU)).toEqual(skus);
    expect(listed[0]).toEqual({
      ...{ SKU: 'SKU-000', Title: 'SKU-000', Quantity: 5, Price: 0, Reference: 'sku-000' },
    });
  });
});

describe('a push of a channel integration', () => {
  it('echoes every SKU, and their true levels are read, not the quantity of the channel', async () => {
    await world.items({ sku: 'TENT', levels: { Default: 10 } });
    world.product('TENT');
    await world.sweep();
    await world.move('TENT', -4);
    const Products = [
      { SKU: 'TENT', Reference: 'tent', Quantity: 99 },
      { SKU: 'UNKNOWN', Reference: 'unknown', Quantity: 1, MultiLocationLevels: [] },
    ];
    expect(await push('/channel/inventory-update', { Products })).toEqual({
      Error: null,
      Products: [
        { SKU: 'TENT', Error: null },
        { SKU: 'UNKNOWN', Error: null },
      ],
    });
    expect(woken).toEqual(['stock-look']);
    await world.pull.look();
    expect(world.levels()).toMatchObject({ 'TENT@Default': 6 });
    expect(await world.deps.stock.looks.count()).toBe(0);
  });

  it('takes the thousand SKUs of one call and echoes them all', async () => {
    const Products = Array.from({ length: 1_000 }, (_, n) => ({ SKU: `SKU-${n}`, Quantity: n }));
    const reply = (await push('/channel/inventory-update', { Products })) as {
      Products: unknown[];
    };
    expect(reply.Products).toHaveLength(1_000);
    expect(await world.deps.stock.looks.count()).toBe(1_000);
  });

  it('of a despatch names the SKUs that left', async () => {
    const Items = [{ SKU: 'TENT', OrderLineNumber: '1', DespatchedQuantity: 1 }];
    const Orders = [{ ReferenceNumber: '100', ShippingVendor: 'Royal Mail', Items }];
    expect(await push('/channel/despatch', { Orders })).toEqual({
      Error: null,
      Orders: [{ ReferenceNumber: '100', Error: null }],
    });
    expect(await world.deps.stock.looks.count()).toBe(1);
    expect(woken).toEqual(['stock-look', 'fulfilment']);
  });

  it('is answered in time, and asked for again, when it cannot be stored in time', async () => {
    const never: Clock = { ...systemClock, now: () => new Date(), sleep: () => Promise.resolve() };
    const stuck = {
      ...world.deps,
      clock: never,
      store: { ...world.deps.store, transaction: () => new Promise<never>(() => undefined) },
    };
    const body = { AuthorizationToken: TOKEN, Products: [{ SKU: 'TENT', Quantity: 1 }] };
    const reply = await createChannel(
      stuck,
      TOKEN,
      () => undefined,
    )('/channel/inventory-update', body);
    expect(reply).toEqual({
      Error: 'The connector is busy. Please send this again.',
      Products: [{ SKU: 'TENT', Error: 'The connector is busy. Please send this again.' }],
    });
  });

  it('is answered over HTTP in one piece with its length', async () => {
    const server = await startHealthServer(
      { host: '127.0.0.1', port: 0 },
      createMetrics().registry,
      () => ({ isReady: true, streaming: 'connected' }),
      () => channel(),
    );
    const response = await fetch(`http://127.0.0.1:${server.port}/channel/config-test`, {
      method: 'POST',
      body: JSON.stringify({ AuthorizationToken: TOKEN }),
    });
    const text = await response.text();
    expect([response.status, text]).toEqual([200, '{"Error":null}']);
    expect(response.headers.get('content-length')).toBe(String(text.length));
    await server.close();
  });
});

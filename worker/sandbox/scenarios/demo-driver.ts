import { BELFAST_RESTOCK, GOOD_ORDERS, HALF_A_PIECE, NO_COUNTRY, UNKNOWN_SKU } from './orders.ts';
import type { ScenarioOrder } from './orders.ts';
import { MISSPELT_PRODUCT } from './merchant.ts';
import type { PlacedOrder } from './shop.ts';
import type { World } from './world.ts';
import type { Pace } from './account-client.ts';

export type BadOrder = 'unknown-sku' | 'no-country' | 'fraction';
export interface DemoOrder extends PlacedOrder {
  readonly name: string;
  readonly kind: 'good' | BadOrder;
}
type Body = Readonly<Record<string, unknown>>;

/** What the panel beside the preview can do to the emulated world. */
export interface DemoDriver {
  readonly actions: Readonly<Record<string, (body: Body) => Promise<unknown>>>;
  status(): Promise<object>;
}

const BAD: Readonly<Record<BadOrder, ScenarioOrder>> = {
  'unknown-sku': UNKNOWN_SKU,
  'no-country': NO_COUNTRY,
  fraction: HALF_A_PIECE,
};

/** The orders placed so far, newest last, and how each kind of bad one is put right. */
export class DemoOrders {
  readonly placed: DemoOrder[] = [];
  readonly #world: World;
  #next = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async place(order: ScenarioOrder, kind: DemoOrder['kind'] = 'good'): Promise<DemoOrder> {
    const placed = { ...(await this.#world.shop.place(order)), name: order.name, kind };
    this.placed.push(placed);
    return placed;
  }

  placeNext(): Promise<DemoOrder> {
    const order = GOOD_ORDERS[this.#next++ % GOOD_ORDERS.length] ?? BELFAST_RESTOCK;
    return this.place(order);
  }

  async placeBad(kind: BadOrder): Promise<DemoOrder> {
    if (kind === 'unknown-sku') await this.#setSku(MISSPELT_PRODUCT.sku);
    return this.place(BAD[kind], kind);
  }

  find(orderId: unknown): DemoOrder {
    const found = this.placed.findLast((order) => orderId === undefined || order.id === orderId);
    if (!found) throw new Error('No such order was placed in this demo');
    return found;
  }

  /** What a sales person does about the error: nothing else is told to the worker. */
  async correct({ id, itemIds, kind }: DemoOrder): Promise<void> {
    const { org } = this.#world;
    if (kind === 'unknown-sku') await this.#setSku(MISSPELT_PRODUCT.rightSku);
    if (kind === 'no-country')
      await org.update('Order', id, {
        ShippingCountry: 'United Kingdom',
        BillingCountry: 'United Kingdom',
      });
    if (kind === 'fraction' && itemIds[0])
      await org.update('OrderItem', itemIds[0], { Quantity: 3 });
  }

  async #setSku(sku: string): Promise<void> {
    const id = this.#world.shop.productId(MISSPELT_PRODUCT.sku);
    await this.#world.org.update('Product2', id, { StockKeepingUnit: sku, ProductCode: sku });
  }
}

const BADS = Object.keys(BAD) as BadOrder[];
const PACES: readonly Pace[] = ['paused', 'slow', 'normal', 'fast'];

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new Error(`Expected one of ${allowed.join(', ')}`);
  return found;
}

/** The panel's buttons. Each answers when the emulated systems have taken the change, not when it is synced. */
export function createDemoDriver(world: World, orders = new DemoOrders(world)): DemoDriver {
  const { account } = world;
  let pace: Pace = 'normal';
  let outage = false;
  const reference = (body: Body): string => orders.find(body.orderId).orderNumber;
  return {
    actions: {
      activate: () => orders.placeNext(),
      break: (body) => orders.placeBad(oneOf(BADS, body.kind)),
      correct: (body) => orders.correct(orders.find(body.orderId)),
      ship: (body) => account.step(reference(body), 'shipped'),
      split: (body) => account.split(reference(body)),
      cancel: (body) => account.cancel(reference(body), 'Customer changed their mind'),
      pace: async (body) => {
        await account.setPace(oneOf(PACES, body.pace));
        pace = oneOf(PACES, body.pace);
      },
      outage: async (body) => {
        outage = body.on === true;
        if (outage)
          await account.faults([
            {
              match: { path: '^/(api|v2)/' },
              status: 503,
              body: { Message: 'Service unavailable' },
            },
          ]);
        else await account.clearFaults();
      },
    },
    status: async () => ({
      pace,
      outage,
      workerRunning: world.worker.running,
      orders: orders.placed.slice(-20).reverse(),
    }),
  };
}

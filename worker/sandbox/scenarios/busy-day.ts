import type { AccountClient } from './account-client.ts';
import type { BadOrder, DemoOrders } from './demo-driver.ts';

/** One thing that happens in the demo by itself, so many seconds after the start. */
type Event = readonly [
  atSeconds: number,
  what: 'order' | 'split' | 'cancel' | 'correct' | BadOrder,
];

const DAY: readonly Event[] = [
  [0, 'order'],
  [6, 'order'],
  [11, 'unknown-sku'],
  [16, 'order'],
  [20, 'split'],
  [26, 'order'],
  [30, 'no-country'],
  [36, 'order'],
  [42, 'cancel'],
  [50, 'order'],
  [75, 'correct'],
  [90, 'order'],
  [120, 'order'],
  [150, 'order'],
];
const LATER_EVERY_SECONDS = 45;

async function happen(what: Event[1], orders: DemoOrders, account: AccountClient): Promise<void> {
  const latestGood = () => orders.placed.findLast((order) => order.kind === 'good');
  switch (what) {
    case 'order':
      await orders.placeNext();
      return;
    case 'split':
    case 'cancel': {
      const order = latestGood();
      if (!order) return;
      if (what === 'split') await account.split(order.orderNumber);
      else await account.cancel(order.orderNumber, 'Customer changed their mind');
      return;
    }
    case 'correct': {
      const order = orders.placed.find(({ kind }) => kind === 'no-country');
      if (order) await orders.correct(order);
      return;
    }
    default:
      await orders.placeBad(what);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/**
 * Plays the day until `signal` is aborted, then an order every 45 seconds. What the account refuses (an order is
 * already shipped, say) is reported and the day goes on.
 */
export async function playBusyDay(
  orders: DemoOrders,
  account: AccountClient,
  signal: AbortSignal,
  onRefused: (what: string, error: unknown) => void,
): Promise<void> {
  const started = Date.now();
  const at = async (seconds: number, what: Event[1]): Promise<void> => {
    await pause(started + seconds * 1000 - Date.now(), signal);
    if (signal.aborted) return;
    await happen(what, orders, account).catch((error: unknown) => onRefused(what, error));
  };
  for (const [seconds, what] of DAY) await at(seconds, what);
  for (let n = 1; !signal.aborted; n++) await at(150 + n * LATER_EVERY_SECONDS, 'order');
}

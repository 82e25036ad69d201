import { expect, it } from 'vitest';
import type { AccountClient } from './account-client.ts';
import { playBusyDay } from './busy-day.ts';
import type { DemoOrders } from './demo-driver.ts';

it('ends as soon as it is told to', async () => {
  const stop = new AbortController();
  let placed = 0;
  const orders = {
    placed: [],
    placeNext: () => {
      placed += 1;
      stop.abort();
      return Promise.resolve({});
    },
  } as unknown as DemoOrders;
  await playBusyDay(orders, {} as AccountClient, stop.signal, () => undefined);
  expect(placed).toBe(1);
});

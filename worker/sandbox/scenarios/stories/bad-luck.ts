import { equal } from 'node:assert/strict';
import type { Story } from './story.ts';

/** Faults and crashes in the middle of something. */
export const BAD_LUCK: readonly Story[] = [
  {
    name: 'The worker is killed while an order is packed, and shows it shipped after its start',
    isAlone: true,
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'packed' });
      await scene.worker.kill();
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.worker.start();
      await scene.shows(placed, 'Shipped');
      equal((await scene.orders(placed)).length, 1);
    },
  },
  {
    name: 'Linnworks answers with errors for a while, and nothing is missed',
    isAlone: true,
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.account.faults([{ match: { path: 'v2/orders' }, status: 503, times: 4 }]);
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.shows(placed, 'Shipped');
      await scene.account.clearFaults();
    },
  },
  {
    name: 'Parcels cannot be asked for at first, and come with their numbers later',
    isAlone: true,
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.account.faults([
        { match: { path: 'Orders/GetOrderPackagingCalculation' }, status: 500, times: 3 },
      ]);
      await scene.warehouse(placed, 'step', { to: 'shipped', parcels: 2 });
      await scene.until('two parcels', async () => (await scene.parcels(placed)).length === 2);
      await scene.account.clearFaults();
    },
  },
];

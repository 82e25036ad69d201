import type { Settings } from '../config/settings-schema.ts';
import { createImportOrders } from '../pipelines/channel-orders/import-orders.ts';
import { lookAgainAtImports } from '../pipelines/channel-orders/look-again.ts';
import { withImports } from '../pipelines/channel-orders/want-imports.ts';
import { lookAgainAtOpenReturns, pollReturns } from '../pipelines/poll-returns.ts';
import { createPullFulfilment } from '../pipelines/pull-fulfilment.ts';
import type { Handle } from '../pipelines/push-order.ts';
import { createBookReturn } from '../pipelines/requests/book-return.ts';
import type { RequestHandlers } from '../pipelines/requests/request.ts';
import { checkStatusField, withStatus } from '../pipelines/write-status.ts';
import type { Task } from '../schedule/schedule.ts';
import type { Systems } from './connect-systems.ts';

const LOOK_AGAIN_SECONDS = 15 * 60;
const IMPORTS_AGAIN_SECONDS = 5 * 60;

/** What becomes of observed orders: their records, the status of the Salesforce order, or a Salesforce order. */
export function observedOrders({ deps, reference, channels }: Systems): Handle {
  const pull = createPullFulfilment(deps, reference);
  const shown = withStatus(deps, reference, channels, pull);
  return withImports(deps, reference, channels, shown);
}

/** What becomes of orders that other channels sold. */
export function importedOrders({ deps, reference, channels }: Systems): Handle {
  return createImportOrders(deps, reference, channels);
}

/** What people ask for about returns. */
export function returnHandlers({ deps, reference, channels }: Systems): RequestHandlers {
  return { Return: createBookReturn(deps, reference, channels) };
}

/** Returns and refunds: what is new, and what is still open; and whether the status of orders can be written. */
export function returnTasks(settings: Settings, { deps, reference, channels }: Systems): Task[] {
  const poll = async (): Promise<void> => {
    const { source: ours } = await reference.settings();
    const { otherChannels } = await channels();
    await pollReturns(deps, (source) => source === ours || otherChannels !== 'Off');
  };
  return [
    {
      name: 'status-field',
      everySeconds: LOOK_AGAIN_SECONDS,
      run: () => checkStatusField(deps, channels),
    },
    {
      name: 'channel-orders',
      everySeconds: IMPORTS_AGAIN_SECONDS,
      run: () => lookAgainAtImports(deps),
    },
    { name: 'returns', everySeconds: settings.RETURNS_POLL_SECONDS, run: poll },
    {
      name: 'returns-open',
      everySeconds: LOOK_AGAIN_SECONDS,
      run: () => lookAgainAtOpenReturns(deps),
    },
  ];
}

import type { Settings } from '../config/settings-schema.ts';
import { lookAgainAtOpenReturns, pollReturns } from '../pipelines/poll-returns.ts';
import { createPullFulfilment } from '../pipelines/pull-fulfilment.ts';
import type { Handle } from '../pipelines/push-order.ts';
import { createBookReturn } from '../pipelines/requests/book-return.ts';
import type { RequestHandlers } from '../pipelines/requests/request.ts';
import { checkStatusField, withStatus } from '../pipelines/write-status.ts';
import type { Task } from '../schedule/schedule.ts';
import type { Systems } from './connect-systems.ts';

const LOOK_AGAIN_SECONDS = 15 * 60;

/** What becomes of observed orders: their records, then the status of the Salesforce order. */
export function observedOrders({ deps, reference, channels }: Systems): Handle {
  return withStatus(deps, reference, channels, createPullFulfilment(deps, reference));
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
    { name: 'returns', everySeconds: settings.RETURNS_POLL_SECONDS, run: poll },
    {
      name: 'returns-open',
      everySeconds: LOOK_AGAIN_SECONDS,
      run: () => lookAgainAtOpenReturns(deps),
    },
  ];
}

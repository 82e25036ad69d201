import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { sampleOrders, whyNotSent } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock'>;

const ORDERS = 20;

/** The Check request `trigger`: which of the newest orders would go to Linnworks, and why the others stay. */
export async function checkTriggerOrders(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const orders = await sampleOrders(deps, reference, undefined, ORDERS);
  const rows: CheckRow[] = [];
  for (const order of orders) {
    const { id } = order;
    const title = `Order ${order.number}`;
    const stays = await whyNotSent(order, reference);
    const [problem] = stays?.problems ?? [];
    const row = problem
      ? fail(id, title, problem.message, problem.whatToDo)
      : ok(id, title, stays?.why ?? 'It would be sent.');
    rows.push({ ...row, recordId: id });
    // A setting that is wrong is wrong for every order: once is enough.
    if (problem) break;
  }
  const would = rows.filter(({ detail }) => detail === 'It would be sent.').length;
  if (orders.length === 0)
    rows.push(
      warn(
        'trigger',
        'Trigger',
        'There are no orders to look at yet.',
        'Create an order and check again, or continue.',
      ),
    );
  else if (would === 0 && rows.every(({ state }) => state === 'ok'))
    rows.unshift(
      warn(
        'trigger',
        'Trigger',
        `None of the ${orders.length} newest orders would be sent.`,
        'Look at the reasons below: the trigger or the filter may ask for something that no order has.',
      ),
    );
  return toAnswer('trigger', now, { rows, figures: { orders: orders.length, would } });
}

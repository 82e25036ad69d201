import { ERROR_CODES, type KnownCode } from '../domain/error-codes.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Problem } from '../domain/problem.ts';
import type { OrderSnapshot } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { recordErrors, type RecordProblems } from './record-error.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;

const problem = (code: KnownCode, message: string): Problem => ({
  path: 'Linnworks_Order__c.State__c',
  code,
  message,
  whatToDo: ERROR_CODES[code].whatToDo,
});

interface About {
  readonly linnworksId: string;
  readonly number: number;
  readonly salesforceOrderId: string | null;
}

const about = (
  { linnworksId, number, salesforceOrderId }: About,
  traceId: string,
  step: string,
  problems: readonly Problem[],
): RecordProblems => ({
  subject: {
    kind: 'linnworks-order',
    id: linnworksId,
    label: String(number),
    orderId: salesforceOrderId ?? undefined,
    linnworksId,
  },
  stream: 'fulfilment',
  step,
  traceId,
  problems,
  again: null,
});

export interface WriteOutcome {
  readonly order: ObservedOrder;
  readonly traceId: string;
  readonly salesforceOrderId: string | null;
  /** The move that was not shown, `Shipped → Packed`. */
  readonly conflict: string | undefined;
  readonly refusal: readonly string[] | undefined;
}

/** Conflicts and refusals become visible; an order that could be written closes its own. */
export async function recordOutcomes(deps: Deps, outcomes: readonly WriteOutcome[]): Promise<void> {
  await recordErrors(
    deps,
    outcomes.map(({ order, traceId, salesforceOrderId, conflict, refusal }) => {
      const problems = [];
      if (conflict !== undefined)
        problems.push(
          problem(
            'STATE_CONFLICT',
            `Linnworks shows a change that cannot be (${conflict}); the order was left as it is.`,
          ),
        );
      if (refusal !== undefined)
        problems.push(
          problem('SF_REFUSED', `Salesforce refused the record: ${refusal.join(', ')}.`),
        );
      return about({ ...order, salesforceOrderId }, traceId, 'write-fulfilment', problems);
    }),
  );
}

/** An order that was deleted needs a person: the customer still waits for the goods. A merged one is in good hands. */
export async function recordGone(deps: Deps, gone: readonly OrderSnapshot[]): Promise<void> {
  const deleted = gone.filter(({ state }) => state === 'Deleted');
  const links = await deps.tables.links.byOrder(
    deleted.flatMap(({ salesforceOrderId }) => salesforceOrderId ?? []),
  );
  await recordErrors(
    deps,
    deleted.map((one) =>
      about(one, links.get(one.salesforceOrderId ?? '')?.traceId ?? '', 'find-gone', [
        problem('LW_ORDER_GONE', `Order ${one.number} was deleted in Linnworks; nothing ships.`),
      ]),
    ),
  );
}

import { ERROR_CODES } from '../domain/error-codes.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { ObservedReturn } from '../domain/observed-return.ts';
import type { Problem } from '../domain/problem.ts';
import { newTraceId } from '../domain/trace-id.ts';
import type { RecordProblems } from './error-record.ts';
import type { SeenOrder } from './write-returns.ts';

function toProblem(one: ObservedReturn): Problem {
  const isRefund = one.kind === 'Refund';
  const code = isRefund ? 'REFUND_FAILED' : 'RETURN_FAILED';
  const what = isRefund ? 'Refund' : 'Return';
  return {
    path: one.key,
    code,
    message: `${what} ${one.number} failed in Linnworks: ${one.error ?? 'it gives no reason.'}`,
    whatToDo: ERROR_CODES[code].whatToDo,
    causeKey: `${code}|${one.key}`,
  };
}

/** What stands wrong about the returns of one order; none solves what stood wrong before. */
export function aboutReturns(
  order: ObservedOrder,
  returns: readonly ObservedReturn[],
  seen: SeenOrder | undefined,
): RecordProblems {
  return {
    subject: {
      kind: 'linnworks-order',
      id: order.linnworksId,
      label: String(order.number),
      linnworksId: order.linnworksId,
      ...(seen?.salesforceOrderId ? { orderId: seen.salesforceOrderId } : {}),
    },
    stream: 'returns',
    step: 'pull-returns',
    traceId: seen?.traceId ?? newTraceId(),
    problems: returns.filter(({ status }) => status === 'Failed').map(toProblem),
    again: { queue: 'returns-in', key: order.linnworksId, kind: 'look', data: {} },
  };
}

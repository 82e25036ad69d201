import { ConnectorError } from '../../domain/connector-error.ts';
import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { ObservedReturn } from '../../domain/observed-return.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Booked } from '../../domain/returns-port.ts';
import { problem } from '../../mapping/field-row.ts';
import { planReturn, type PlannedReturn } from '../../mapping/plan-return.ts';
import { readReturnWish, type ReturnWish } from '../../wire/return-wish.ts';
import type { ChannelSettings } from '../channel-settings.ts';
import type { PipelineDeps } from '../deps.ts';
import { lookJobs } from '../poll-returns.ts';
import type { Reference } from '../read-settings.ts';
import { recordErrors } from '../record-error.ts';
import type { AskedRequest, RequestAnswer, RequestHandler } from './request.ts';

/** How long a booking whose reply was lost may take to be seen before it is believed to be lost itself. */
const SEEN_WITHIN_MS = 60_000;

type Facts = { readonly order: ObservedOrder; readonly returns: readonly ObservedReturn[] }[];
type Channels = () => Promise<ChannelSettings>;

/** The key by which the booking of a request is found again in Linnworks. */
export const referenceOf = (requestId: string): string => `SF-${requestId}`;

const failed = (code: Parameters<typeof problem>[1], message: string): Problem =>
  problem('Linnworks_Sync_Request__c', code, message);

/** Every Linnworks order of the Salesforce order with its returns, as they are now. */
async function loadFacts(deps: PipelineDeps, orderId: string): Promise<Facts> {
  const rows = await deps.salesforce.query(
    `SELECT Linnworks_Id__c FROM Linnworks_Order__c WHERE Order__c = '${orderId}'`,
  );
  const ids = rows.flatMap(({ Linnworks_Id__c: id }) => (typeof id === 'string' ? id : []));
  const link = (await deps.tables.links.byOrder([orderId])).get(orderId);
  if (link?.linnworksId) ids.push(link.linnworksId);
  const orders = ids.length === 0 ? [] : await deps.linnworks.ordersById([...new Set(ids)]);
  return Promise.all(
    orders.map(async (order) => ({
      order,
      returns: order.isProcessed ? await deps.linnworks.returnsOf(order.linnworksId) : [],
    })),
  );
}

const isOurs = (one: ObservedReturn, reference: string): boolean =>
  one.externalReference?.toLowerCase() === reference.toLowerCase();

async function callLinnworks(
  { linnworks }: PipelineDeps,
  wish: ReturnWish,
  plan: PlannedReturn,
  reference: string,
): Promise<Booked> {
  const { linnworksId, locationId } = plan.order;
  if (wish.kind === 'Refund') {
    const options = await linnworks.refundOptions(linnworksId);
    if (!options.canRefund) return { refusals: [options.refusal ?? 'It cannot be refunded.'] };
    const note = plan.reason.slice(0, options.longestNote);
    const { category } = plan;
    const lines = plan.lines.map(({ line, quantity, amount }) => ({
      ...{ unit: 'Item' as const, orderRowId: line.rowId, quantity, amount, category, note },
    }));
    const whole = { unit: 'Additional' as const, orderRowId: null, quantity: 0 };
    return linnworks.bookRefund({
      linnworksId,
      reference,
      lines: lines.length > 0 ? lines : [{ ...whole, amount: plan.amount, category, note }],
    });
  }
  const options = await linnworks.returnOptions(linnworksId);
  if (!options.canReturn) return { refusals: [options.refusal ?? 'It cannot be returned.'] };
  return linnworks.bookReturn({
    linnworksId,
    kind: wish.kind,
    reference,
    lines: plan.lines.map(({ line, quantity, amount, category, reason }) => ({
      orderRowId: line.rowId,
      quantity,
      locationId,
      refundAmount: amount,
      category,
      reason,
      stockItemId: options.stockItems[line.rowId] ?? null,
    })),
  });
}

/** Intention first, then the call, then a look whether it is there: a reply alone is no proof. */
async function book(
  deps: PipelineDeps,
  wish: ReturnWish,
  plan: PlannedReturn,
  reference: string,
): Promise<ObservedReturn | Problem> {
  const { linnworksId } = plan.order;
  const key = `${reference}|${linnworksId}`;
  const askedAt = await deps.tables.returnWishes.askedAt(key);
  const now = deps.clock.now();
  if (askedAt !== null && now.getTime() - askedAt.getTime() < SEEN_WITHIN_MS)
    throw new ConnectorError({
      code: 'LW_NO_REPLY',
      kind: 'transient',
      message: 'A booking was sent and is not seen yet.',
    });
  await deps.store.transaction((tx) => deps.tables.returnWishes.put(tx, key, linnworksId, now));
  const booked = await callLinnworks(deps, wish, plan, reference);
  if (booked.refusals !== undefined)
    return failed('RETURN_REFUSED', `Linnworks refused it: ${booked.refusals.join(' ')}`);
  const there = (await deps.linnworks.returnsOf(linnworksId)).find((one) => isOurs(one, reference));
  return there ?? failed('RETURN_REFUSED', 'Linnworks took it, but does not show it.');
}

const WORD = {
  Return: 'Return',
  Exchange: 'Exchange',
  Resend: 'Resend',
  Refund: 'Refund',
} as const;

function sentence({ kind }: ReturnWish, booked: readonly ObservedReturn[]): string {
  const numbers = booked.map(({ number }) => number).join(', ');
  const next =
    kind === 'Refund' ? 'no money has moved yet' : 'it is done when the warehouse says so';
  return `${WORD[kind]} ${numbers} is booked in Linnworks; ${next}.`;
}

async function finish(
  deps: PipelineDeps,
  request: AskedRequest,
  problems: readonly Problem[],
): Promise<void> {
  const id = request.orderId ?? request.id;
  await recordErrors(deps, [
    {
      subject: { kind: 'order', id, label: id, ...(request.orderId ? { orderId: id } : {}) },
      stream: 'returns',
      step: 'book-return',
      traceId: request.traceId,
      problems,
      again: null,
    },
  ]);
  await deps.store.transaction((tx) =>
    deps.tables.audit.append(tx, [
      {
        traceId: request.traceId,
        record: id,
        step: 'book-return',
        outcome: problems.length === 0 ? 'booked' : 'failed',
        attempt: 1,
        durationMs: 0,
        bodyHash: null,
      },
    ]),
  );
}

async function attempt(
  deps: PipelineDeps,
  reference: Reference,
  request: AskedRequest,
  wish: ReturnWish,
): Promise<{ booked: ObservedReturn[]; problems: readonly Problem[] }> {
  const key = referenceOf(request.id);
  const facts = await loadFacts(deps, request.orderId ?? '');
  const there = facts.flatMap(({ returns }) => returns.filter((one) => isOurs(one, key)));
  const already = new Set(there.map(({ linnworksId }) => linnworksId));
  const open = facts.filter(({ order }) => !already.has(order.linnworksId));
  const lines = wish.lines.filter(
    ({ lineKey }) => ![...already].some((id) => lineKey.toLowerCase().startsWith(`${id}:`)),
  );
  // Everything was booked by an earlier run whose answer got lost.
  if (there.length > 0 && lines.length === 0) return { booked: there, problems: [] };
  const [categories, model] = await Promise.all([
    deps.linnworks.returnCategories(),
    reference.fieldModel(),
  ]);
  const plan = planReturn({ ...wish, lines }, { orders: open, categories, model });
  if (!plan.ok) return { booked: there, problems: plan.problems };
  const booked = [...there];
  for (const one of plan.value) {
    const result = await book(deps, wish, one, key);
    if ('code' in result) return { booked, problems: [result] };
    booked.push(result);
  }
  return { booked, problems: [] };
}

async function answer(
  deps: PipelineDeps,
  reference: Reference,
  channels: Channels,
  request: AskedRequest,
): Promise<{ booked: ObservedReturn[]; problems: readonly Problem[]; wish: ReturnWish | null }> {
  const wish = readReturnWish(request.detail);
  const no = (one: Problem) => ({ booked: [], problems: [one], wish });
  const { mode } = await reference.settings();
  if (!(await channels()).allowReturns)
    return no(failed('RETURN_NOT_ALLOWED', 'Returns from Salesforce are switched off.'));
  if (mode === 'Observe')
    return no(failed('RETURN_NOT_ALLOWED', 'In Observe mode nothing is written to Linnworks.'));
  if (wish === null || request.orderId === null)
    return no(failed('RETURN_UNREADABLE', 'The request cannot be read: it is not complete.'));
  return { ...(await attempt(deps, reference, request, wish)), wish };
}

/**
 * Books what was asked for in Salesforce: a return, an exchange, a resend or a refund, once, however often the request
 * is repeated. May throw ConnectorError: then the request waits and asks first when it is repeated.
 */
export function createBookReturn(
  deps: PipelineDeps,
  reference: Reference,
  channels: Channels,
): RequestHandler {
  return async (request): Promise<RequestAnswer> => {
    const { booked, problems, wish } = await answer(deps, reference, channels, request);
    await finish(deps, request, problems);
    const looks = lookJobs(booked.map(({ linnworksId }) => linnworksId));
    await deps.store.transaction((tx) => deps.queue.enqueue(tx, 'returns-in', looks));
    if (problems.length === 0 && wish !== null)
      return { status: 'Done', result: sentence(wish, booked) };
    const said = problems.map(({ message }) => message).join(' ');
    const rest = booked.length === 0 || wish === null ? '' : ` ${sentence(wish, booked)}`;
    return { status: 'Failed', result: `${said}${rest}` };
  };
}

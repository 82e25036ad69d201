import type { ObservedLine, ObservedOrder } from '../domain/observed-order.ts';
import type { ObservedReturn } from '../domain/observed-return.ts';
import type { Problem } from '../domain/problem.ts';
import type { Result } from '../domain/result.ts';
import { shareMoney } from '../domain/share-money.ts';
import type { ReturnWish } from '../wire/return-wish.ts';
import { problem } from './field-row.ts';
import { toLinnworksWord, type FieldModel } from './field-model.ts';
import { lineKey } from './to-salesforce-fulfilment.ts';

/** What the planner looks at: the shipped orders with what was returned of them, and the reasons Linnworks knows. */
export interface ReturnFacts {
  readonly orders: readonly {
    readonly order: ObservedOrder;
    readonly returns: readonly ObservedReturn[];
  }[];
  readonly categories: readonly string[];
  readonly model: FieldModel;
}

export interface PlannedLine {
  readonly line: ObservedLine;
  readonly quantity: number;
  readonly amount: number;
  readonly category: string;
  readonly reason: string;
}

/** One booking for each Linnworks order; without lines only money goes back. */
export interface PlannedReturn {
  readonly order: ObservedOrder;
  readonly lines: readonly PlannedLine[];
  readonly amount: number;
  readonly category: string;
  readonly reason: string;
}

/** Pieces of a line that are announced or came back; what is cancelled or failed leaves them free again. */
export function takenPieces(returns: readonly ObservedReturn[], rowId: string): number {
  return returns
    .filter(
      ({ kind, status }) => kind !== 'Refund' && status !== 'Cancelled' && status !== 'Failed',
    )
    .flatMap(({ lines }) => lines)
    .filter((line) => line.orderRowId === rowId && !line.isDeleted)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Paid back or announced to be. */
const refundedSoFar = (returns: readonly ObservedReturn[]): number =>
  returns
    .filter(
      ({ kind, status }) => kind === 'Refund' && status !== 'Cancelled' && status !== 'Failed',
    )
    .reduce((sum, { amount }) => sum + amount, 0);

/** The category of a reason: its mapping row, else a category of that name; null when Linnworks has neither. */
export function categoryOf({ categories, model }: ReturnFacts, reason: string): string | null {
  const word = toLinnworksWord(model, 'Return Reason', reason) ?? reason;
  // An account without a list of categories takes every reason as free text.
  if (categories.length === 0) return word;
  return categories.find((name) => name.toLowerCase() === word.toLowerCase()) ?? null;
}

class Planner {
  readonly problems: Problem[] = [];
  readonly #wish: ReturnWish;
  readonly #facts: ReturnFacts;

  constructor(wish: ReturnWish, facts: ReturnFacts) {
    this.#wish = wish;
    this.#facts = facts;
  }

  plan(): PlannedReturn[] {
    const { kind, lines, reason, amount = 0 } = this.#wish;
    if (lines.length === 0 && kind !== 'Refund')
      this.#fail('RETURN_UNREADABLE', 'The request names no line that comes back.');
    if (kind === 'Refund' && amount <= 0)
      this.#fail('RETURN_UNREADABLE', 'The request names no amount to pay back.');
    const category = this.#category(reason);
    const wanted = this.#wanted();
    if (this.problems.length > 0) return [];
    if (lines.length === 0) return this.#moneyOnly(amount, category, reason);
    const shared = this.#withAmounts(wanted, amount);
    return [...Map.groupBy(shared, ({ order }) => order)].map(([order, some]) => {
      const own = some.map(({ planned }) => planned);
      const sum = own.reduce((all, one) => all + one.amount, 0);
      const planned = { order, lines: own, amount: sum, category, reason };
      this.#checkMoney(planned);
      return planned;
    });
  }

  #fail(code: Parameters<typeof problem>[1], message: string): void {
    this.problems.push(problem('Linnworks_Sync_Request__c.Detail__c', code, message));
  }

  #category(reason: string): string {
    if (reason === '') {
      this.#fail('RETURN_REASON_UNKNOWN', 'The request gives no reason.');
      return '';
    }
    const found = categoryOf(this.#facts, reason);
    if (found === null) {
      const known = this.#facts.categories.join(', ');
      this.#fail('RETURN_REASON_UNKNOWN', `Linnworks has no reason "${reason}". It has: ${known}.`);
    }
    return found ?? '';
  }

  /** Asked lines with their orders; a line that is asked for twice counts once, with all of its pieces. */
  #wanted(): { order: ObservedOrder; planned: PlannedLine }[] {
    const byKey = Map.groupBy(this.#wish.lines, ({ lineKey: key }) => key.toLowerCase());
    return [...byKey].flatMap(([key, asked]) => {
      const found = this.#find(key);
      if (found === null) return [];
      const { order, returns, line } = found;
      const quantity = asked.reduce((sum, one) => sum + one.quantity, 0);
      const left = line.quantity - takenPieces(returns, line.rowId);
      if (this.#wish.kind !== 'Refund' && quantity > left) {
        const what = `${quantity} of ${line.sku ?? 'this line'}`;
        this.#fail(
          'RETURN_TOO_MANY',
          `${what} were asked for; ${Math.max(0, left)} can come back.`,
        );
      }
      const reason = asked.find((one) => one.reason)?.reason ?? this.#wish.reason;
      const category = this.#category(reason);
      return [{ order, planned: { line, quantity, amount: 0, category, reason } }];
    });
  }

  #find(key: string) {
    for (const { order, returns } of this.#facts.orders) {
      const line = order.lines.find((one) => lineKey(order, one).toLowerCase() === key);
      if (line === undefined) continue;
      if (order.isProcessed && !order.isCancelled) return { order, returns, line };
      const why = order.isCancelled ? 'is cancelled' : 'is not shipped yet';
      this.#fail('RETURN_NOT_SHIPPED', `Linnworks order ${order.number} ${why}.`);
      return null;
    }
    this.#fail('RETURN_UNREADABLE', 'A line of the request does not belong to the order.');
    return null;
  }

  /** The amount over the lines, by what they cost; it adds up to the penny. */
  #withAmounts(wanted: readonly { order: ObservedOrder; planned: PlannedLine }[], amount: number) {
    const weights = wanted.map(
      ({ planned: { line, quantity } }) =>
        (line.totalIncludingTax / Math.max(1, line.quantity)) * quantity,
    );
    const shares = shareMoney(amount, weights, wanted[0]?.order.totals.currency ?? 'GBP');
    return wanted.map(({ order, planned }, index) => ({
      order,
      planned: { ...planned, amount: shares[index] ?? 0 },
    }));
  }

  /** Money without lines belongs to the one order that has left. */
  #moneyOnly(amount: number, category: string, reason: string): PlannedReturn[] {
    const shipped = this.#facts.orders.filter(
      ({ order }) => order.isProcessed && !order.isCancelled,
    );
    const [first] = shipped;
    if (first === undefined) {
      this.#fail('RETURN_NOT_SHIPPED', 'No Linnworks order of this order is shipped yet.');
      return [];
    }
    if (shipped.length > 1) {
      this.#fail('RETURN_UNREADABLE', 'The order has several parts: name the lines of the refund.');
      return [];
    }
    const planned = { order: first.order, lines: [], amount, category, reason };
    this.#checkMoney(planned);
    return [planned];
  }

  #checkMoney({ order, amount }: PlannedReturn): void {
    if (amount === 0) return;
    const own = this.#facts.orders.find((one) => one.order === order);
    const left = order.totals.total - refundedSoFar(own?.returns ?? []);
    if (amount > left + 0.0005) {
      const text = `${amount} ${order.totals.currency ?? ''} were asked for`;
      this.#fail('RETURN_TOO_MANY', `${text}; at most ${left.toFixed(2)} can still be paid back.`);
    }
  }
}

/** What is to be booked for a wish, or everything that stands in its way. Orders are those of the Salesforce order. */
export function planReturn(wish: ReturnWish, facts: ReturnFacts): Result<PlannedReturn[]> {
  const planner = new Planner(wish, facts);
  const plan = planner.plan();
  const seen = new Map(planner.problems.map((one) => [`${one.code}|${one.message}`, one]));
  return seen.size > 0 ? { ok: false, problems: [...seen.values()] } : { ok: true, value: plan };
}

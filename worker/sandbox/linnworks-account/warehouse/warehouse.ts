import type { Account } from '../state/account.ts';
import type { Order, Stage } from '../state/order.ts';
import { STAGES, takeStep, whyNot } from './steps.ts';

export type Pace = 'paused' | 'slow' | 'normal' | 'fast' | { readonly secondsPerStep: number };

const SECONDS_PER_STEP = { paused: Infinity, slow: 20, normal: 4, fast: 0.3 } as const;
/** People are not machines: a step takes between 75 and 125 % of its time. */
const SPREAD = 0.5;

/** Works off paid orders by the account's clock, one step after the other. */
export class Warehouse {
  readonly #account: Account;
  readonly #dueAt = new Map<string, number>();
  #secondsPerStep: number = SECONDS_PER_STEP.paused;

  constructor(account: Account) {
    this.#account = account;
  }

  setPace(pace: Pace): void {
    this.#secondsPerStep =
      typeof pace === 'string' ? SECONDS_PER_STEP[pace] : Math.max(pace.secondsPerStep, 0.001);
    this.#dueAt.clear();
  }

  /** Does what is due by now. Cheap when nothing is. */
  tick(): void {
    if (this.#secondsPerStep === Infinity) return;
    const now = this.#account.clock().getTime();
    for (const order of this.#account.orders.open()) {
      if (whyNot(order) !== null) this.#dueAt.delete(order.id);
      else this.#work(order, now);
    }
  }

  #work(order: Order, now: number): void {
    let due = this.#dueAt.get(order.id) ?? now + this.#stepMs();
    while (due <= now && order.processedAt === null) {
      const taken = takeStep({ account: this.#account }, order);
      due = taken ? due + this.#stepMs() : now + this.#stepMs();
    }
    if (order.processedAt === null) this.#dueAt.set(order.id, due);
    else this.#dueAt.delete(order.id);
  }

  #stepMs(): number {
    const share = 1 - SPREAD / 2 + this.#account.ids.random() * SPREAD;
    return this.#secondsPerStep * 1000 * share;
  }

  /**
   * Takes the order one step on, or as many as it needs to reach `to`.
   * @throws Error saying why it cannot be worked on.
   */
  advance(order: Order, to?: Stage, parcels?: number): void {
    const reason = whyNot(order);
    const name = `Order ${order.number} (${order.reference})`;
    if (reason !== null) throw new Error(`${name} cannot be worked on: ${reason}`);
    const context = { account: this.#account, parcels };
    const goal = to === undefined ? STAGES.indexOf(order.stage) + 1 : STAGES.indexOf(to);
    while (STAGES.indexOf(order.stage) < goal)
      if (!takeStep(context, order))
        throw new Error(`${name} cannot be allocated: ${order.allocation}`);
    this.#dueAt.delete(order.id);
  }
}

import { api, LightningElement } from 'lwc';
import { ago, badgeOf, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface RecentOrder {
  readonly id: string;
  readonly number: string;
  readonly reference: string;
  readonly state: string;
  readonly synced: string | null;
  readonly detail: string;
  readonly orderId: string | null;
}

/** How many orders are in which state, and the ones that changed last. */
export default class RecentOrders extends LightningElement {
  label = label;
  @api orders: readonly RecentOrder[] = [];
  @api states: readonly { readonly state: string; readonly count: number }[] = [];
  @api now = 0;

  get isEmpty(): boolean {
    return this.orders.length === 0;
  }
  get stateRows() {
    return this.states.map(({ state, count }) => ({
      state,
      text: `${state} ${count}`,
      badge: badgeOf(state),
    }));
  }
  get rows() {
    return this.orders.map((order) => ({
      ...order,
      title: fill(label.orderAndNumber, order.reference, order.number),
      url: order.orderId ? `/lightning/r/Order/${order.orderId}/view` : undefined,
      badge: badgeOf(order.state),
      age: ago(order.synced, this.now),
    }));
  }
}

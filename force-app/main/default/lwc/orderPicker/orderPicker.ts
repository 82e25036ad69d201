import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { nodesOf, text, type Connection } from 'c/nodeValues';
import { LABELS as label } from './labels';
import { ORDERS } from './query';

interface OrdersData {
  readonly uiapi: { readonly query: { readonly orders: Connection } };
}

const NEWEST = 'newest';

/** Chooses an order among those that the user may see. Fires `pick` with its id; empty for the newest one. */
export default class OrderPicker extends LightningElement {
  label = label;
  @api disabled = false;
  typed = '';
  chosen = NEWEST;
  hasFailed = false;
  private orders: { label: string; value: string }[] = [];

  get variables() {
    return { search: `%${this.typed.trim()}%` };
  }
  @wire(graphql, { query: ORDERS, variables: '$variables' })
  wiredOrders({ data, errors }: GraphQLResult<OrdersData>): void {
    if (data)
      this.orders = nodesOf(data.uiapi.query.orders).map((node) => ({
        label: `${text(node.number)} · ${node.status?.displayValue ?? text(node.status)}`,
        value: node.Id,
      }));
    if (data || errors) this.hasFailed = errors !== undefined;
  }

  get options() {
    return [{ label: label.newest, value: NEWEST }, ...this.orders];
  }

  handleTyped(event: CustomEvent<{ value?: string }>): void {
    this.typed = event.detail.value ?? '';
  }
  handleChoice({ detail: { value } }: CustomEvent<{ value: string }>): void {
    this.chosen = value;
    const orderId = value === NEWEST ? '' : value;
    this.dispatchEvent(new CustomEvent('pick', { detail: { orderId } }));
  }
}

import type { Problem } from '../domain/problem.ts';
import { customerOf } from './customer.ts';
import { valueAt } from './field-row.ts';
import type { OrderInput, Values } from './order-input.ts';

/** What the rows of the order read from, by the first word of their paths, and what is doubtful about the buyer. */
export function sourceOf(input: OrderInput): { source: Values; problems: readonly Problem[] } {
  const { order, settings } = input;
  const { customer, problems } = customerOf(
    { Order: order },
    settings.customerIdField,
    input.customers,
  );
  const source = {
    Order: order,
    Settings: settings,
    Org: { DefaultCurrency: input.defaultCurrency },
    Customer: customer,
    Request: { TraceId: input.traceId },
  };
  return { source, problems };
}

/** What the rows of one line read from. */
export function lineSourceOf({ order, settings }: OrderInput, item: Values): Values {
  return {
    Order: order,
    OrderItem: item,
    Product: { Sku: valueAt(item, `Product2.${settings.skuField}`) },
  };
}

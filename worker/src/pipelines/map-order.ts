import type { Result } from '../domain/result.ts';
import { checkSettings } from '../mapping/check-settings.ts';
import {
  toLinnworksOrder,
  type MappedOrder,
  type OrderInput,
} from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';
import type { LoadedOrder } from './load-orders.ts';
import type { Reference } from './read-settings.ts';

type Deps = Pick<PipelineDeps, 'orgCurrency'>;

/** Everything that the pure mapping must know of an order and beside it. */
export async function orderInput(
  { orgCurrency }: Deps,
  reference: Reference,
  loaded: LoadedOrder,
  traceId: string,
): Promise<OrderInput> {
  const locations = await reference.locations();
  return {
    order: loaded.record,
    items: loaded.items,
    settings: await reference.settings(),
    model: await reference.fieldModel(),
    customers: loaded.customers,
    defaultCurrency: orgCurrency,
    rates: await reference.conversionRates(),
    traceId,
    locations: new Set([...locations.values()].map((name) => name.toLowerCase())),
    services: await reference.services(),
    paymentMethods: await reference.paymentMethods(),
  };
}

/** The order for Linnworks, or what is wrong with the settings or with the order. */
export async function mapOrder(
  deps: Deps,
  reference: Reference,
  loaded: LoadedOrder,
  traceId: string,
): Promise<Result<MappedOrder>> {
  const settings = await reference.settings();
  const wrong = checkSettings(settings, await reference.knownFields());
  if (wrong.length > 0) return { ok: false, problems: wrong };
  return toLinnworksOrder(await orderInput(deps, reference, loaded, traceId));
}

import type { Result } from '../domain/result.ts';
import { checkSettings } from '../mapping/check-settings.ts';
import { toLinnworksOrder, type MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';
import type { LoadedOrder } from './load-orders.ts';
import type { Reference } from './read-settings.ts';

/** Gives the pure mapping everything it must know beside the order. */
export async function mapOrder(
  { orgCurrency }: Pick<PipelineDeps, 'orgCurrency'>,
  reference: Reference,
  loaded: LoadedOrder,
  traceId: string,
): Promise<Result<MappedOrder>> {
  const settings = await reference.settings();
  const wrong = checkSettings(settings, await reference.knownFields());
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const locations = await reference.locations();
  return toLinnworksOrder({
    order: loaded.record,
    items: loaded.items,
    settings,
    model: await reference.fieldModel(),
    customers: loaded.customers,
    defaultCurrency: orgCurrency,
    traceId,
    locations: new Set([...locations.values()].map((name) => name.toLowerCase())),
    services: await reference.services(),
  });
}

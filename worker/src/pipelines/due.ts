import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { checkTrigger } from '../mapping/check-settings.ts';
import type { KnownFields } from '../mapping/source-paths.ts';
import { whyNotDue } from '../mapping/trigger.ts';
import type { LoadedOrder } from './load-orders.ts';

export type Due =
  { readonly isDue: true } | { readonly why: string } | { readonly problems: readonly Problem[] };

/** Whether an order is to go to Linnworks by the settings; a setting that cannot tell is a problem that names it. */
export function dueOf(
  { record, items, fitsFilter }: LoadedOrder,
  settings: MerchantSettings,
  known: KnownFields,
): Due {
  const problems = checkTrigger(settings, known);
  if (problems.length > 0) return { problems };
  const why = whyNotDue(record, settings);
  if (why !== null) return { why };
  // An order has its record type from its first save, its lines come after.
  if (settings.trigger === 'Record Type' && items.length === 0)
    return { why: 'The order has no lines yet; it is sent with the first.' };
  if (typeof fitsFilter === 'object') return { problems: [fitsFilter] };
  return fitsFilter
    ? { isDue: true }
    : { why: 'The order does not fit the order filter; nothing was sent.' };
}

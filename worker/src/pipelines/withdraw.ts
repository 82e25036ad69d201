import type { Job } from '../domain/ports.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import type { Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import { sourceKeyOf } from './order-link.ts';
import { resolveErrors } from './record-error.ts';

/** Marks the intention of an order that was cancelled before it was sent. */
const WITHDRAWN = 'withdrawn';

/** Edits of such an order are no wish to send it; a new activation, Retry or Resync is. */
export const isWithdrawn = (link: Link | undefined): boolean =>
  link !== undefined && link.linnworksId === null && WITHDRAWN in link.sentParts;

interface Unsent {
  readonly job: Job;
  readonly link: Link | undefined;
}

/**
 * Orders that never reached Linnworks: they waited with an error, or the wish to cancel came first. They are not sent any
 * more by a correction, an edit or the search for forgotten orders.
 */
export async function withdraw(
  deps: PipelineDeps,
  unsent: readonly Unsent[],
  settings: MerchantSettings,
): Promise<Answer[]> {
  if (unsent.length === 0) return [];
  const gone = unsent.filter(({ link }) => link?.linnworksId);
  const never = unsent.filter((one) => !gone.includes(one));
  const links = never.map(({ job, link }): Link => ({
    salesforceOrderId: job.key,
    sourceKey: link?.sourceKey ?? sourceKeyOf(settings, `${WITHDRAWN}:${job.key}`),
    traceId: link?.traceId ?? job.traceId,
    linnworksId: null,
    linnworksNumber: null,
    expectedTotal: null,
    currency: null,
    sentParts: { [WITHDRAWN]: 'yes' },
  }));
  await deps.store.transaction((tx) => deps.tables.links.put(tx, links));
  const open = await deps.tables.errors.openFor(never.map(({ job }) => job.key));
  await resolveErrors(deps, open, 'The order was cancelled before it was sent.');
  return [
    ...gone.map(({ job }): Answer => {
      const result = 'Linnworks does not have the order any more.';
      return { job, status: 'Failed', result };
    }),
    ...never.map(({ job }): Answer => {
      const result = 'The order was not in Linnworks yet; it is not sent any more.';
      return { job, status: 'Done', result };
    }),
  ];
}

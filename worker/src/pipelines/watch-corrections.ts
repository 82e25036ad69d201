import type { OpenError } from '../domain/tables.ts';
import { configChange, correctedInConfig } from './corrected-config.ts';
import type { PipelineDeps } from './deps.ts';
import { loadStamps } from './load-orders.ts';
import type { Reference } from './read-settings.ts';
import { markRetrying } from './record-error.ts';
import { enqueueAgain, retryJobs } from './try-again.ts';

/** Stamps have whole seconds: a correction in the second of the failed read, or the next, leaves the same stamp. */
const BLIND_MS = 2_000;

/** Failed so soon after the last change that another change may have gone unseen. Later failures are not. */
function mayHaveMissed({ stamp, lastSeenAt }: OpenError): boolean {
  const newest = Date.parse(stamp.split('|').at(-1) ?? '');
  return lastSeenAt.getTime() - newest < BLIND_MS;
}

/** Orders whose records, as far as the mapping reads them, are not what they were when the order failed. */
async function correctedInSalesforce(
  deps: PipelineDeps,
  reference: Reference,
  waiting: readonly OpenError[],
): Promise<OpenError[]> {
  const orders = waiting.filter(({ subject }) => subject === 'order');
  const ids = [...new Set(orders.map(({ recordId }) => recordId))];
  const stamps = await loadStamps(deps, reference, ids);
  return orders.filter((error) => {
    const now = stamps.get(error.recordId);
    return now !== undefined && (now !== error.stamp || mayHaveMissed(error));
  });
}

/** What each of these codes waits for on the other side, by the name that its cause key carries. */
async function correctedInLinnworks(
  deps: PipelineDeps,
  reference: Reference,
  waiting: readonly OpenError[],
): Promise<OpenError[]> {
  const nameOf = ({ causeKey }: OpenError): string =>
    causeKey.slice(causeKey.indexOf('|') + 1).toLowerCase();
  const of = (code: OpenError['code']) => waiting.filter((error) => error.code === code);
  const skus = of('LW_SKU_UNKNOWN');
  const found =
    skus.length === 0 ? new Set<string>() : await deps.linnworks.knownSkus(skus.map(nameOf));
  const locations = new Set(
    [...(await reference.locations()).values()].map((name) => name.toLowerCase()),
  );
  const services = await reference.services();
  const methods = await reference.paymentMethods();
  return [
    ...skus.filter((error) => found.has(nameOf(error))),
    ...of('LOCATION_UNKNOWN').filter((error) => locations.has(nameOf(error))),
    ...of('PAYMENT_METHOD_UNKNOWN').filter((error) => methods?.has(nameOf(error)) !== false),
    ...of('SERVICE_UNKNOWN').filter((error) => services.has(nameOf(error))),
  ];
}

async function findCorrected(
  deps: PipelineDeps,
  reference: Reference,
  waiting: readonly OpenError[],
): Promise<OpenError[]> {
  if (waiting.length === 0) return [];
  return [
    ...(await correctedInSalesforce(deps, reference, waiting)),
    ...(await correctedInLinnworks(deps, reference, waiting)),
    ...(await correctedInConfig(deps, reference, waiting)),
  ];
}

export interface CorrectionWatch {
  /** @returns how many records are tried again. */
  look(): Promise<number>;
}

/**
 * Looks at the records that wait for a person: when somebody changed the order, its lines, products, contacts or account,
 * when an admin changed a setting or a mapping row, or when Linnworks has what was missing, the record is tried again
 * without anybody pressing a button. Four small queries for up to 200 orders. Each correction is acted on once, a change of
 * the configuration also when no worker ran meanwhile; a repeated try does no harm.
 */
export function createCorrectionWatch(deps: PipelineDeps, reference: Reference): CorrectionWatch {
  const acted = new Set<string>();
  const occasion = ({ fingerprint, attempts }: OpenError): string => `${fingerprint}:${attempts}`;
  return {
    async look() {
      const all = await deps.tables.errors.waiting();
      const change = await configChange(deps, reference);
      const waiting = all.filter((one) => !acted.has(occasion(one)));
      const corrected = await findCorrected(deps, reference, waiting);
      // What an order may go without, and where it gets a value from, is up to settings and mapping rows.
      if (change.isNew) corrected.push(...all.filter(({ subject }) => subject === 'order'));
      const again = retryJobs(corrected);
      if (again.length > 0) {
        await enqueueAgain(deps, again);
        const keys = new Set(again.map(({ queue, job }) => `${queue}|${job.key}`));
        const tried = all.filter(({ again: a }) => a !== null && keys.has(`${a.queue}|${a.key}`));
        for (const error of tried) acted.add(occasion(error));
        deps.log.info('Records are tried again after a correction', { records: again.length });
        await markRetrying(deps, tried);
      }
      await change.keep();
      return again.length;
    },
  };
}

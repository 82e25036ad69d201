import { z } from 'zod';
import { ConnectorError } from '../domain/connector-error.ts';
import type { RestClient } from './rest-client.ts';

/** Most collections or queries of one composite call. Source: REST API guide, "Composite". */
const MOST_TOGETHER = 5;
/** Larger bodies go in several calls; the guide names no limit, and one record may hold 131,072 characters. */
const MOST_BYTES = 3_000_000;

/** A call that may be done twice: a read, an upsert, an update or a removal. */
export interface Repeatable {
  readonly method: 'GET' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

export interface Reply {
  readonly body: unknown;
  /** Answered by a call of its own, not beside others. */
  readonly isAlone: boolean;
}

const repliesSchema = z.looseObject({
  compositeResponse: z.array(
    z.looseObject({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() }),
  ),
});

/** A fault of the whole system hits a call alone as well; a read alone is asked again over a new connection, though. */
const isToBeThrown = (error: unknown, isOnlyReading: boolean): boolean =>
  !(error instanceof ConnectorError) ||
  ['throttled', 'auth'].includes(error.kind) ||
  (error.kind === 'transient' && !isOnlyReading);

function bundled(requests: readonly Repeatable[]): Repeatable[][] {
  if (requests.length === 1) return [[...requests]];
  const bundles: Repeatable[][] = [];
  let bytes = 0;
  for (const request of requests) {
    const size = request.body === undefined ? 0 : JSON.stringify(request.body).length;
    const last = bundles.at(-1);
    if (last !== undefined && last.length < MOST_TOGETHER && bytes + size <= MOST_BYTES) {
      last.push(request);
      bytes += size;
    } else {
      bundles.push([request]);
      bytes = size;
    }
  }
  return bundles;
}

/** Bodies of the subrequests that were done, by their place. */
async function composite(
  rest: RestClient,
  bundle: readonly Repeatable[],
): Promise<Map<string, unknown>> {
  const compositeRequest = bundle.map(({ method, path, body }, index) => ({
    method,
    url: `${rest.root}${path}`,
    referenceId: `r${index}`,
    ...(body === undefined ? {} : { body }),
  }));
  try {
    const reply = await rest.call('POST', '/composite', { allOrNone: false, compositeRequest });
    const done = repliesSchema
      .parse(reply)
      .compositeResponse.filter(({ httpStatusCode }) => httpStatusCode < 300);
    return new Map(done.map(({ referenceId, body }) => [referenceId, body]));
  } catch (error) {
    const isOnlyReading = bundle.every(({ method }) => method === 'GET');
    if (isToBeThrown(error, isOnlyReading)) throw error;
    return new Map();
  }
}

/**
 * Does these calls in their order, up to five in one composite call, which counts once against the daily limit. Each is
 * kept or refused by itself; one that is refused as a whole is done again as a call of its own, whose error is thrown.
 */
export async function* callTogether(
  rest: RestClient,
  requests: readonly Repeatable[],
): AsyncGenerator<Reply, void> {
  for (const bundle of bundled(requests)) {
    const done = bundle.length > 1 ? await composite(rest, bundle) : new Map<string, unknown>();
    for (const [index, { method, path, body }] of bundle.entries()) {
      const isAlone = !done.has(`r${index}`);
      yield {
        body: isAlone ? await rest.call(method, path, body) : done.get(`r${index}`),
        isAlone,
      };
    }
  }
}

import { z } from 'zod';
import type { Journal } from '../domain/effects.ts';
import type { BulkTransport } from './bulk-transport.ts';
import { callEffect, recordEffects, type Written, type WrittenEffect } from './effects.ts';
import type { Namespace } from './namespace.ts';
import type { RestClient } from './rest-client.ts';

type Raw = Readonly<Record<string, unknown>> & { readonly attributes: { readonly type: string } };
/** Looked at, not copied: these are our own bodies, many hundred records of them in a second. */
const raw = z.custom<Raw>((value) => typeof (value as Raw | null)?.attributes?.type === 'string');
const collectionSchema = z.looseObject({ records: z.array(raw) });
const subrequest = z.looseObject({
  method: z.string(),
  url: z.string(),
  body: z.unknown().optional(),
});
const compositeSchema = z.looseObject({ compositeRequest: z.array(subrequest) });
const resultSchema = z.looseObject({
  success: z.boolean(),
  errors: z.array(z.looseObject({ statusCode: z.string() })).default([]),
});
const compositeReplySchema = z.looseObject({
  compositeResponse: z.array(z.looseObject({ body: z.unknown().optional() })),
});

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The requests inside a composite call, or the call itself. */
function requestsOf(method: string, path: string, body: unknown): Request[] {
  if (method !== 'POST' || path !== '/composite') return [{ method, path, body }];
  return compositeSchema.parse(body).compositeRequest.map(({ method: own, url, body: inner }) => ({
    ...{ method: own, path: url, body: inner },
  }));
}

function effectsOf(requests: readonly Request[], namespace: Namespace): WrittenEffect[] {
  const written: Written[] = [];
  const others: WrittenEffect[] = [];
  for (const [request, { method, path, body }] of requests.entries()) {
    if (method === 'GET') continue;
    const collection = collectionSchema.safeParse(body).data?.records;
    if (collection !== undefined)
      for (const [position, one] of collection.entries())
        written.push({
          object: namespace.stripName(one.attributes.type),
          values: namespace.strip(one) as Record<string, unknown>,
          raw: one,
          at: [request, position],
        });
    else if (method === 'DELETE') others.push(callEffect('salesforce:remove', 'records', path));
    else others.push(callEffect('salesforce:call', path.split('?')[0] ?? '', body));
  }
  return [...recordEffects(written), ...others];
}

/** What Salesforce says of each record is proof: one word for all of them, or how many were written. */
function outcomeOf({ places }: WrittenEffect, replies: readonly unknown[]): string {
  if (places.length === 0) return 'taken';
  const results = places.map(([request, position]) => {
    const rows = replies[request];
    return resultSchema.safeParse(Array.isArray(rows) ? rows[position] : undefined).data;
  });
  const refused = results.filter((result) => result?.success !== true);
  if (refused.length === 0) return 'written';
  const codes = refused.flatMap((result) => result?.errors.map((one) => one.statusCode) ?? []);
  const why = [...new Set(codes)].join(', ') || 'the whole request';
  if (refused.length === places.length) return `failed: ${why}`;
  return `partly: ${places.length - refused.length} of ${places.length} records (${why})`;
}

/** The REST API, whose changes have a row in the journal before they are sent. */
export function auditedRest(
  rest: RestClient,
  journal: Journal,
  namespace: Namespace,
): Pick<RestClient, 'call'> {
  return {
    call(method, path, body) {
      if (method === 'GET') return rest.call(method, path, body);
      const requests = requestsOf(method, path, body);
      const effects = effectsOf(requests, namespace);
      if (effects.length === 0) return rest.call(method, path, body);
      return journal.around(
        effects,
        () => rest.call(method, path, body),
        (reply) => {
          const composite = compositeReplySchema.safeParse(reply).data?.compositeResponse;
          const replies = composite?.map(({ body: inner }) => inner) ?? [reply];
          return effects.map((effect) => outcomeOf(effect, replies));
        },
      );
    },
  };
}

/** Bulk jobs begin to work when they are closed: that call is the effect, its row names the job. */
export function auditedBulk(transport: BulkTransport, journal: Journal): BulkTransport {
  return {
    upload: (path, csv) => transport.upload(path, csv),
    csv: (path) => transport.csv(path),
    json(method, path, body) {
      const isClosing = method === 'PATCH' && JSON.stringify(body).includes('UploadComplete');
      if (!isClosing) return transport.json(method, path, body);
      const effect = callEffect('salesforce:bulk-load', path.split('/').at(-1) ?? '', body);
      return journal.around(
        [effect],
        () => transport.json(method, path, body),
        () => ['taken'],
      );
    },
  };
}

import { z } from 'zod';
import { inChunks } from '../domain/chunks.ts';
import type { Clock } from '../domain/clock.ts';
import type { SalesforceRecord, WriteResult } from '../domain/ports.ts';
import { AUTOMATION_CODES, TRANSIENT_ITEM_CODES } from './classify-error.ts';
import type { Namespace } from './namespace.ts';
import type { RestClient } from './rest-client.ts';
import { callTogether, type Reply } from './together.ts';

/** Most records of one collections call. Source: REST API guide, "sObject Collections". */
const CHUNK = 200;
const TRIES_FOR_ITEMS = 4;

/** Records of one object, written by one collections address; names without namespace. */
export interface Write {
  readonly method: 'PATCH' | 'POST';
  readonly path: string;
  readonly object: string;
  readonly records: readonly SalesforceRecord[];
}

/** Up to 200 records of a write, and what became of each. */
interface Chunk {
  readonly write: Write;
  readonly records: readonly SalesforceRecord[];
  readonly results: WriteResult[];
}

const resultsSchema = z.array(
  z.looseObject({
    id: z.string().nullish(),
    success: z.boolean(),
    created: z.boolean().optional(),
    errors: z
      .array(
        z.looseObject({
          statusCode: z.string(),
          message: z.string().default(''),
          fields: z.array(z.string()).default([]),
        }),
      )
      .default([]),
  }),
);

function toResults(body: unknown): WriteResult[] {
  return resultsSchema.parse(body).map((row) => ({
    success: row.success,
    ...(row.id ? { id: row.id } : {}),
    ...(row.created === undefined ? {} : { created: row.created }),
    errors: row.errors,
  }));
}

const hasCode = (result: WriteResult | undefined, codes: ReadonlySet<string>): boolean =>
  result?.success === false && result.errors.some(({ statusCode }) => codes.has(statusCode));

interface Deps {
  readonly rest: RestClient;
  readonly namespace: Namespace;
  readonly clock: Clock;
}

function bodyOf({ namespace }: Deps, { write, records }: Chunk): object {
  const attributes = { type: namespace.object(write.object) };
  return {
    allOrNone: false,
    records: records.map((record) => ({
      attributes,
      ...namespace.record(write.object, record),
    })),
  };
}

/** New records have no key of ours: they are sent by calls of their own, each once. */
async function* sendChunks(deps: Deps, chunks: readonly Chunk[]): AsyncGenerator<Reply, void> {
  const repeatable = chunks.flatMap((chunk) => {
    const { method, path } = chunk.write;
    return method === 'PATCH' ? [{ method, path, body: bodyOf(deps, chunk) }] : [];
  });
  if (repeatable.length === chunks.length) return yield* callTogether(deps.rest, repeatable);
  for (const chunk of chunks) {
    const { method, path } = chunk.write;
    yield { body: await deps.rest.call(method, path, bodyOf(deps, chunk)), isAlone: true };
  }
}

interface Again {
  readonly chunk: Chunk;
  readonly places: readonly number[];
}

/** Writes these places of their chunks again, without their neighbours. */
async function writeAgain(
  send: (chunks: readonly Chunk[]) => AsyncGenerator<Reply, void>,
  again: readonly Again[],
): Promise<void> {
  const parts = again.map(({ chunk: { write, records }, places }) => ({
    write,
    records: records.filter((_, index) => places.includes(index)),
    results: [],
  }));
  let next = 0;
  for await (const { body } of send(parts)) {
    const { chunk, places } = again[next++] as Again;
    const repeated = toResults(body);
    for (const [position, index] of places.entries())
      chunk.results[index] = repeated[position] ?? (chunk.results[index] as WriteResult);
  }
}

const placesWith = (chunks: readonly Chunk[], codes: ReadonlySet<string>): Again[] =>
  chunks
    .map((chunk) => ({
      chunk,
      places: [...chunk.records.keys()].filter((index) => hasCode(chunk.results[index], codes)),
    }))
    .filter(({ places }) => places.length > 0);

/**
 * The results of each write, in the order of its records. Records that were refused for a passing reason (a locked row)
 * are written again without their neighbours; those that the org's own automation refused while several collections
 * were written together get a call of their own, because its limits may be shared by all of them.
 */
export async function writeRecords(deps: Deps, writes: readonly Write[]): Promise<WriteResult[][]> {
  const chunks = writes.flatMap((write) =>
    inChunks(write.records, CHUNK).map((records): Chunk => ({ write, records, results: [] })),
  );
  const together: Chunk[] = [];
  let next = 0;
  for await (const { body, isAlone } of sendChunks(deps, chunks)) {
    const chunk = chunks[next++] as Chunk;
    chunk.results.push(...toResults(body));
    if (!isAlone) together.push(chunk);
  }
  for (const one of placesWith(together, AUTOMATION_CODES))
    await writeAgain((some) => sendChunks(deps, some), [one]);
  for (let attempt = 1; attempt < TRIES_FOR_ITEMS; attempt++) {
    const again = placesWith(chunks, TRANSIENT_ITEM_CODES);
    if (again.length === 0) break;
    await deps.clock.sleep(200 * 2 ** attempt);
    await writeAgain((some) => sendChunks(deps, some), again);
  }
  return writes.map((write) =>
    chunks.filter((chunk) => chunk.write === write).flatMap(({ results }) => results),
  );
}

/** Removes records by their ids, many in a call. */
export async function removeAll(rest: RestClient, ids: readonly string[]): Promise<WriteResult[]> {
  const requests = inChunks(ids, CHUNK).map((some) => ({
    method: 'DELETE' as const,
    path: `/composite/sobjects?ids=${some.join(',')}&allOrNone=false`,
  }));
  const results: WriteResult[] = [];
  for await (const { body } of callTogether(rest, requests)) results.push(...toResults(body));
  return results;
}

import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type { Salesforce, SalesforceRecord, WriteResult } from '../domain/ports.ts';
import { TRANSIENT_ITEM_CODES } from './classify-error.ts';
import type { Namespace } from './namespace.ts';
import type { RestClient } from './rest-client.ts';

/** Most records of one collections call. Source: REST API guide, "sObject Collections". */
const CHUNK = 200;
const TRIES_FOR_ITEMS = 4;

const querySchema = z.looseObject({
  records: z.array(z.record(z.string(), z.unknown())),
  nextRecordsUrl: z.string().optional(),
});
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
const describeSchema = z.looseObject({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string(),
      length: z.number(),
      createable: z.boolean().optional(),
      updateable: z.boolean(),
      nillable: z.boolean(),
      referenceTo: z.array(z.string()).nullish(),
      relationshipName: z.string().nullish(),
    }),
  ),
});
const limitsSchema = z.record(
  z.string(),
  z.looseObject({ Max: z.number(), Remaining: z.number() }).or(z.unknown()),
);

/** Attributes go, child relationships become arrays, all the way down. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('records' in value && 'totalSize' in value) return plain(value.records);
  const entries = Object.entries(value).filter(([key]) => key !== 'attributes');
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]));
}

function toResult(row: z.infer<typeof resultsSchema>[number]): WriteResult {
  return {
    success: row.success,
    ...(row.id ? { id: row.id } : {}),
    ...(row.created === undefined ? {} : { created: row.created }),
    errors: row.errors,
  };
}

const isTransient = (result: WriteResult | undefined): boolean =>
  result?.success === false &&
  result.errors.some(({ statusCode }) => TRANSIENT_ITEM_CODES.has(statusCode));

/** The `Salesforce` port over REST. Child relationships longer than one page are followed as well. */
export class SalesforceGateway implements Salesforce {
  readonly #rest: RestClient;
  readonly #namespace: Namespace;
  readonly #clock: Clock;

  constructor(rest: RestClient, namespace: Namespace, clock: Clock) {
    this.#rest = rest;
    this.#namespace = namespace;
    this.#clock = clock;
  }

  async query(soql: string): Promise<SalesforceRecord[]> {
    const records: Record<string, unknown>[] = [];
    let path = `/query?q=${encodeURIComponent(this.#namespace.soql(soql))}`;
    for (;;) {
      const page = querySchema.parse(await this.#rest.call('GET', path));
      for (const record of page.records) records.push(await this.#withAllChildren(record));
      if (page.nextRecordsUrl === undefined) break;
      path = page.nextRecordsUrl;
    }
    return records.map((record) => this.#namespace.strip(plain(record)) as SalesforceRecord);
  }

  async #withAllChildren(record: Record<string, unknown>): Promise<Record<string, unknown>> {
    const complete: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(record)) {
      const children = querySchema.safeParse(value);
      complete[key] = children.success ? await this.#allPages(children.data) : value;
    }
    return complete;
  }

  async #allPages(first: z.infer<typeof querySchema>): Promise<Record<string, unknown>[]> {
    const records = [...first.records];
    let next = first.nextRecordsUrl;
    while (next !== undefined) {
      const page = querySchema.parse(await this.#rest.call('GET', next));
      records.push(...page.records);
      next = page.nextRecordsUrl;
    }
    return records;
  }

  upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const type = this.#namespace.object(object);
    const key = Object.keys(this.#namespace.record(object, { [keyField]: '' }))[0] ?? keyField;
    return this.#write('PATCH', `/composite/sobjects/${type}/${key}`, object, records);
  }

  create(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    return this.#write('POST', '/composite/sobjects', object, records);
  }

  update(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    return this.#write('PATCH', '/composite/sobjects', object, records);
  }

  async remove(ids: readonly string[]): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (let start = 0; start < ids.length; start += CHUNK) {
      const path = `/composite/sobjects?ids=${ids.slice(start, start + CHUNK).join(',')}&allOrNone=false`;
      results.push(...resultsSchema.parse(await this.#rest.call('DELETE', path)).map(toResult));
    }
    return results;
  }

  async describe(object: string) {
    const name = this.#namespace.object(object);
    const { fields, createable, updateable } = describeSchema.parse(
      await this.#rest.call('GET', `/sobjects/${name}/describe`),
    );
    return {
      createable,
      updateable,
      fields: fields.map((field) => ({
        name: this.#namespace.stripName(field.name),
        type: field.type,
        length: field.length,
        ...(field.createable === undefined ? {} : { createable: field.createable }),
        updateable: field.updateable,
        nillable: field.nillable,
        referenceTo: (field.referenceTo ?? []).map((one) => this.#namespace.stripName(one)),
        relationshipName: this.#namespace.stripName(field.relationshipName ?? ''),
      })),
    };
  }

  async limits() {
    const all = limitsSchema.parse(await this.#rest.call('GET', '/limits'));
    const known: Record<string, { Max: number; Remaining: number }> = {};
    for (const [name, value] of Object.entries(all))
      if (value !== null && typeof value === 'object' && 'Max' in value && 'Remaining' in value)
        known[name] = { Max: Number(value.Max), Remaining: Number(value.Remaining) };
    return known;
  }

  usage() {
    return this.#rest.usage();
  }

  async #write(
    method: 'PATCH' | 'POST',
    path: string,
    object: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (let start = 0; start < records.length; start += CHUNK) {
      const chunk = records.slice(start, start + CHUNK);
      results.push(...(await this.#writeChunk(method, path, object, chunk)));
    }
    return results;
  }

  /** Items that were refused for a passing reason (a locked row) are written again, without their neighbours. */
  async #writeChunk(
    method: 'PATCH' | 'POST',
    path: string,
    object: string,
    chunk: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const results = await this.#send(method, path, object, chunk);
    for (let attempt = 1; attempt < TRIES_FOR_ITEMS; attempt++) {
      const again = chunk.map((_, index) => index).filter((index) => isTransient(results[index]));
      if (again.length === 0) break;
      await this.#clock.sleep(200 * 2 ** attempt);
      const repeated = await this.#send(
        method,
        path,
        object,
        chunk.filter((_, index) => again.includes(index)),
      );
      for (const [position, index] of again.entries())
        results[index] = repeated[position] ?? (results[index] as WriteResult);
    }
    return results;
  }

  async #send(
    method: 'PATCH' | 'POST',
    path: string,
    object: string,
    chunk: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const attributes = { type: this.#namespace.object(object) };
    const records = chunk.map((record) => ({
      attributes,
      ...this.#namespace.record(object, record),
    }));
    const reply = await this.#rest.call(method, path, { allOrNone: false, records });
    return resultsSchema.parse(reply).map(toResult);
  }
}

import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type { Salesforce, SalesforceRecord, Upsert, WriteResult } from '../domain/ports.ts';
import type { Namespace } from './namespace.ts';
import { readRecords } from './read-records.ts';
import type { RestClient } from './rest-client.ts';
import { removeAll, writeRecords, type Write } from './write-records.ts';

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

/** The `Salesforce` port over REST. */
export class SalesforceGateway implements Salesforce {
  readonly #rest: RestClient;
  readonly #namespace: Namespace;
  readonly #clock: Clock;
  #events: { Max: number; Remaining: number } | undefined;

  constructor(rest: RestClient, namespace: Namespace, clock: Clock) {
    this.#rest = rest;
    this.#namespace = namespace;
    this.#clock = clock;
  }

  async query(soql: string): Promise<SalesforceRecord[]> {
    const [records = []] = await this.queryMany([soql]);
    return records;
  }

  queryMany(soqls: readonly string[]): Promise<SalesforceRecord[][]> {
    return readRecords(this.#rest, this.#namespace, soqls);
  }

  async upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const [results = []] = await this.upsertMany([{ object, keyField, records }]);
    return results;
  }

  upsertMany(upserts: readonly Upsert[]): Promise<WriteResult[][]> {
    return this.#write(
      upserts.map(({ object, keyField, records }) => {
        const type = this.#namespace.object(object);
        const key = Object.keys(this.#namespace.record(object, { [keyField]: '' }))[0] ?? keyField;
        return { method: 'PATCH', path: `/composite/sobjects/${type}/${key}`, object, records };
      }),
    );
  }

  async create(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    const path = '/composite/sobjects';
    const [results = []] = await this.#write([{ method: 'POST', path, object, records }]);
    return results;
  }

  async update(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]> {
    const path = '/composite/sobjects';
    const [results = []] = await this.#write([{ method: 'PATCH', path, object, records }]);
    return results;
  }

  remove(ids: readonly string[]): Promise<WriteResult[]> {
    return removeAll(this.#rest, ids);
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

  /** Event deliveries of the last 24 hours as the last answer about limits counted them. */
  events(): { used: number; limit: number } | undefined {
    const { Max: limit, Remaining: left } = this.#events ?? { Max: 0, Remaining: 0 };
    return limit > 0 ? { used: limit - left, limit } : undefined;
  }

  async limits() {
    const all = limitsSchema.parse(await this.#rest.call('GET', '/limits'));
    const known: Record<string, { Max: number; Remaining: number }> = {};
    for (const [name, value] of Object.entries(all))
      if (value !== null && typeof value === 'object' && 'Max' in value && 'Remaining' in value)
        known[name] = { Max: Number(value.Max), Remaining: Number(value.Remaining) };
    this.#events = known['DailyDeliveredPlatformEvents'];
    return known;
  }

  usage() {
    return this.#rest.usage();
  }

  #write(writes: readonly Write[]): Promise<WriteResult[][]> {
    return writeRecords(
      { rest: this.#rest, namespace: this.#namespace, clock: this.#clock },
      writes,
    );
  }
}

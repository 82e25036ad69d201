import { z } from 'zod';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { Namespace } from './namespace.ts';
import type { RestClient } from './rest-client.ts';
import { callTogether } from './together.ts';

const pageSchema = z.looseObject({
  records: z.array(z.record(z.string(), z.unknown())),
  nextRecordsUrl: z.string().optional(),
});
type Page = z.infer<typeof pageSchema>;

/** Attributes go, child relationships become arrays, all the way down. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('records' in value && 'totalSize' in value) return plain(value.records);
  const entries = Object.entries(value).filter(([key]) => key !== 'attributes');
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]));
}

async function allPages(rest: RestClient, first: Page): Promise<Record<string, unknown>[]> {
  const records = [...first.records];
  let next = first.nextRecordsUrl;
  while (next !== undefined) {
    const page = pageSchema.parse(await rest.call('GET', next));
    records.push(...page.records);
    next = page.nextRecordsUrl;
  }
  return records;
}

/** Child relationships longer than one page are followed as well. */
async function withAllChildren(
  rest: RestClient,
  record: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const complete: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    const children = pageSchema.safeParse(value);
    complete[key] = children.success ? await allPages(rest, children.data) : value;
  }
  return complete;
}

/** The records of each query, every page of them; names without namespace. */
export async function readRecords(
  rest: RestClient,
  namespace: Namespace,
  soqls: readonly string[],
): Promise<SalesforceRecord[][]> {
  const requests = soqls.map((soql) => ({
    method: 'GET' as const,
    path: `/query?q=${encodeURIComponent(namespace.soql(soql))}`,
  }));
  const answers: SalesforceRecord[][] = [];
  for await (const { body } of callTogether(rest, requests)) {
    const records: SalesforceRecord[] = [];
    for (const record of await allPages(rest, pageSchema.parse(body)))
      records.push(namespace.strip(plain(await withAllChildren(rest, record))) as SalesforceRecord);
    answers.push(records);
  }
  return answers;
}

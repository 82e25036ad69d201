import { z } from 'zod';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { Namespace } from './namespace.ts';
import type { RestClient } from './rest-client.ts';
import { callTogether } from './together.ts';

type Row = Record<string, unknown>;

const isObject = (value: unknown): value is Row =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A page of a query or of a child relationship. Its rows are looked at, not copied as `z.record` does. */
const pageSchema = z.looseObject({
  records: z.array(z.custom<Row>(isObject)),
  nextRecordsUrl: z.string().optional(),
});
type Page = z.infer<typeof pageSchema>;

const isChildren = (value: unknown): value is Row =>
  isObject(value) && 'records' in value && 'totalSize' in value;

/** Attributes go, child relationships become arrays, all the way down. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  if (isChildren(value)) return plain(value['records']);
  const bare: Row = {};
  for (const key of Object.keys(value)) if (key !== 'attributes') bare[key] = plain(value[key]);
  return bare;
}

async function allPages(rest: RestClient, first: Page): Promise<Row[]> {
  const rows = [...first.records];
  let next = first.nextRecordsUrl;
  while (next !== undefined) {
    const page = pageSchema.parse(await rest.call('GET', next));
    rows.push(...page.records);
    next = page.nextRecordsUrl;
  }
  return rows;
}

/** Child relationships longer than one page are followed as well. */
async function withAllChildren(rest: RestClient, row: Row): Promise<Row> {
  const complete = { ...row };
  for (const [key, value] of Object.entries(row))
    if (isChildren(value)) complete[key] = await allPages(rest, pageSchema.parse(value));
  return complete;
}

const hasChildren = (row: Row): boolean => Object.values(row).some(isChildren);

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
    for (const row of await allPages(rest, pageSchema.parse(body))) {
      const complete = hasChildren(row) ? await withAllChildren(rest, row) : row;
      records.push(namespace.strip(plain(complete)) as SalesforceRecord);
    }
    answers.push(records);
  }
  return answers;
}

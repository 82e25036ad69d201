import { inChunks } from '../domain/chunks.ts';
import type { Salesforce, SalesforceRecord } from '../domain/ports.ts';

/** A request line takes 16,384 characters: 200 ids of 36, or 50 SKUs of 180. */
const IDS_PER_QUERY = 200;
const VALUES_PER_QUERY = 50;

type Org = Pick<Salesforce, 'queryMany'>;

/** A text as SOQL writes it. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/**
 * Rows of as many queries as the ids need, five of them in a call.
 * @param soqlOf given what stands between the brackets of `IN (…)`.
 */
export async function rowsOfIds(
  salesforce: Org,
  ids: readonly string[],
  soqlOf: (list: string) => string,
): Promise<SalesforceRecord[]> {
  const lists = inChunks([...new Set(ids)], IDS_PER_QUERY).map((some) => some.map(quoted).join());
  return (await salesforce.queryMany(lists.map(soqlOf))).flat();
}

/** Rows whose field has one of the values, five queries in a call; nothing is asked for no values. */
export async function rowsWhereIn(
  salesforce: Org,
  select: string,
  object: string,
  field: string,
  values: readonly string[],
  and = '',
): Promise<SalesforceRecord[]> {
  const queries = inChunks([...new Set(values)], VALUES_PER_QUERY).map((some) => {
    const where = `${field} IN (${some.map(quoted).join()})${and === '' ? '' : ` AND ${and}`}`;
    return `SELECT ${select} FROM ${object} WHERE ${where}`;
  });
  return (await salesforce.queryMany(queries)).flat();
}

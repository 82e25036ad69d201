import type { Salesforce, SalesforceRecord } from '../../domain/ports.ts';
import { inChunks } from '../id-lists.ts';

/** SKUs have up to 180 characters; a request line takes 16,384. */
const VALUES_PER_QUERY = 50;

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Rows whose field has one of the values, five queries in a call; nothing is asked for no values. */
export async function rowsWhereIn(
  salesforce: Pick<Salesforce, 'queryMany'>,
  select: string,
  object: string,
  field: string,
  values: readonly string[],
  and = '',
): Promise<SalesforceRecord[]> {
  const queries = inChunks([...new Set(values)], VALUES_PER_QUERY).map((some) => {
    const where = `${field} IN (${some.map(quoted).join(',')})${and === '' ? '' : ` AND ${and}`}`;
    return `SELECT ${select} FROM ${object} WHERE ${where}`;
  });
  return (await salesforce.queryMany(queries)).flat();
}

import type { Salesforce, SalesforceRecord } from '../../domain/ports.ts';

/** SKUs have up to 180 characters; a request line takes 16,384. */
const VALUES_PER_QUERY = 50;

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Rows whose field has one of the values; nothing is asked for no values. */
export async function rowsWhereIn(
  salesforce: Pick<Salesforce, 'query'>,
  select: string,
  object: string,
  field: string,
  values: readonly string[],
  and = '',
): Promise<SalesforceRecord[]> {
  const all = [...new Set(values)];
  const rows: SalesforceRecord[] = [];
  for (let start = 0; start < all.length; start += VALUES_PER_QUERY) {
    const list = all
      .slice(start, start + VALUES_PER_QUERY)
      .map(quoted)
      .join(',');
    const where = `${field} IN (${list})${and === '' ? '' : ` AND ${and}`}`;
    rows.push(...(await salesforce.query(`SELECT ${select} FROM ${object} WHERE ${where}`)));
  }
  return rows;
}

import type { PipelineDeps } from './deps.ts';

/** Records of one look; 200 are removed by each call. */
const PAGE = 2_000;
const PAGES = 10;

/**
 * Removes the records that the condition names, some thousands at a time; what cannot be removed is met again next time.
 * @returns the ids of what was removed.
 */
export async function removeRecords(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  object: string,
  condition: string,
  stopping?: AbortSignal,
): Promise<string[]> {
  const removed: string[] = [];
  for (let page = 0; page < PAGES && stopping?.aborted !== true; page++) {
    const rows = await salesforce.query(
      `SELECT Id FROM ${object} WHERE ${condition} LIMIT ${PAGE}`,
    );
    const ids = rows.map((row) => String(row['Id']));
    const results = await salesforce.remove(ids);
    const done = ids.filter((_, index) => results[index]?.success);
    removed.push(...done);
    if (rows.length < PAGE || done.length === 0) break;
  }
  return removed;
}

/** 200 ids of 36 characters stay below the length of a request line that Salesforce takes (16,384). */
const IDS_PER_QUERY = 200;

export function inChunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );
}

/** What stands between the brackets of `IN (…)`, for as many queries as the ids need. */
export const idLists = (ids: readonly string[]): string[] =>
  inChunks([...new Set(ids)], IDS_PER_QUERY).map((some) => some.map((id) => `'${id}'`).join(','));

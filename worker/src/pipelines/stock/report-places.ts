import { z } from 'zod';
import type { Problem } from '../../domain/problem.ts';
import { recordErrors } from '../record-error.ts';
import type { UnreadPlaces } from './bad-page.ts';
import { aboutStream, problem, readList, saveList } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';

const LIST = 'stock-page-failed';
const WHAT_TO_DO =
  'Nothing at first: these items are read again with every sweep, and none of them counts as missing meanwhile. If it stays, report the code and the trace ID to Linnworks.';

const placeSchema = z.object({ from: z.number(), to: z.number(), reason: z.string() });

const nameOf = ({ from, to }: UnreadPlaces): string =>
  from === to ? `item ${from}` : `items ${from} to ${to}`;

function aboutPlace(place: UnreadPlaces): Problem {
  const message = `Linnworks sends ${nameOf(place)} of its stock list in a way that cannot be read; the others are read. ${place.reason}`;
  return { ...problem('LW_REPLY_UNREADABLE', nameOf(place), message), whatToDo: WHAT_TO_DO };
}

async function listedPlaces(deps: StockDeps): Promise<UnreadPlaces[]> {
  return (await readList(deps, LIST)).flatMap((text) => {
    const place = placeSchema.safeParse(JSON.parse(text));
    return place.success ? [place.data] : [];
  });
}

/**
 * Lists the places of the stock list that could not be read, each once.
 * @param met those of this sweep so far.
 * @param ended true: the sweep is over, and what it could read is solved.
 */
export async function reportPlaces(
  deps: StockDeps,
  met: readonly UnreadPlaces[],
  ended: boolean,
): Promise<void> {
  const listed = await listedPlaces(deps);
  const names = new Set(listed.map(nameOf));
  const fresh = met.filter((place) => !names.has(nameOf(place)));
  const now = ended ? met : [...listed, ...fresh];
  if (fresh.length === 0 && now.length === listed.length) return;
  await recordErrors(deps, [aboutStream('stock-page', now.map(aboutPlace))]);
  await saveList(
    deps,
    LIST,
    now.map((place) => JSON.stringify(place)),
  );
}

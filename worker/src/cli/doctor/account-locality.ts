import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import type { LinnworksClient } from '../../linnworks/client.ts';
import { V2_URL } from '../../linnworks/session.ts';
import { ok, warn } from '../../pipelines/checks/check-row.ts';

const ID = 'linnworks-locality';
const TITLE = 'Region of the account';
const ADVICE =
  'Set LINNWORKS_V2_URL to the v2 address of the region, or remove it to have it chosen.';

/**
 * In which region the account lives, and whether v2 is asked there. Without a login there is nothing to say: its own row
 * says why.
 * @param given LINNWORKS_V2_URL
 */
export async function checkLocality(
  client: Pick<LinnworksClient, 'place'>,
  given: string | undefined,
): Promise<CheckRow[]> {
  try {
    const { locality, v1Url, v2Url } = await client.place();
    const region = locality ?? 'not stated';
    const expected = V2_URL[region];
    if (given === undefined && expected === undefined)
      return [warn(ID, TITLE, `${region}; v2 is asked at ${v2Url}, as for the EU.`, ADVICE)];
    const other = Object.entries(V2_URL).find(([name, url]) => url === v2Url && name !== region);
    if (other !== undefined)
      return [warn(ID, TITLE, `${region}, but ${v2Url} is that of ${other[0]}.`, ADVICE)];
    return [ok(ID, TITLE, `${region}, at ${v1Url}; v2 at ${v2Url}.`)];
  } catch (error) {
    if (error instanceof ConnectorError) return [];
    throw error;
  }
}

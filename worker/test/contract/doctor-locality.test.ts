import { describe, expect, it } from 'vitest';
import { checkLocality } from '../../src/cli/doctor/account-locality.ts';
import { ConnectorError } from '../../src/domain/connector-error.ts';

const EU = 'https://eu-api.linnworks.net/v2';
const US = 'https://us-api.linnworks.net/v2';
const at = (locality: string | null, v2Url: string) => ({
  place: () => Promise.resolve({ locality, v1Url: 'https://eu-ext.linnworks.net', v2Url }),
});

describe('the region of the account', () => {
  it('is said with both addresses', async () => {
    const detail = `EU, at https://eu-ext.linnworks.net; v2 at ${EU}.`;
    expect(await checkLocality(at('EU', EU), undefined)).toMatchObject([{ state: 'ok', detail }]);
  });

  it('is warned of when v2 is asked in another one', async () => {
    const detail = `EU, but ${US} is that of US.`;
    const whatToDo = expect.stringContaining('LINNWORKS_V2_URL') as string;
    expect(await checkLocality(at('EU', US), US)).toMatchObject([
      { state: 'warn', detail, whatToDo },
    ]);
  });

  it.each(['MARS', null])('is warned of when it is %s', async (locality) => {
    expect(await checkLocality(at(locality, EU), undefined)).toMatchObject([{ state: 'warn' }]);
  });

  it('is left alone when an address of its own is set', async () => {
    expect(await checkLocality(at(null, 'https://proxy.example/v2'), 'x')).toMatchObject([
      { state: 'ok' },
    ]);
  });

  it('is nothing to speak of without a login', async () => {
    const refused = new ConnectorError({
      code: 'LW_SESSION_REFUSED',
      kind: 'auth',
      message: 'No.',
    });
    expect(await checkLocality({ place: () => Promise.reject(refused) }, undefined)).toEqual([]);
  });
});

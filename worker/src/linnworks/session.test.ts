import { expect, it } from 'vitest';
import { systemClock } from '../domain/clock.ts';
import { silentLog } from '../domain/silent-log.ts';
import { SessionKeeper } from './session.ts';

const credentials = {
  authUrl: 'https://api.linnworks.net',
  applicationId: 'id',
  applicationSecret: 'secret',
  installationToken: 'token',
  v2Url: undefined,
};

function sessionAt(server: string) {
  const reply = { Token: 'session', Server: server, Locality: 'EU' };
  const answer = () => Promise.resolve(new Response(JSON.stringify(reply)));
  return new SessionKeeper(credentials, systemClock, answer, silentLog).current();
}

it.each(['https://eu-ext.linnworks.net', 'http://127.0.0.1:8080'])('goes to %s', async (server) => {
  await expect(sessionAt(server)).resolves.toMatchObject({ v1Url: server });
});

it.each(['http://eu-ext.linnworks.net', 'ftp://example.com', 'nowhere', ''])(
  'sends the session nowhere when the address is "%s"',
  async (server) => {
    await expect(sessionAt(server)).rejects.toMatchObject({ code: 'LW_REPLY_UNREADABLE' });
  },
);

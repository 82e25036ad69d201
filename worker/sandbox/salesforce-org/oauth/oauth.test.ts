import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../ports.ts';
import { APP, assertionFor, startTestOrg, type TestOrg } from '../test/running-org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg();
});
afterAll(() => org.close());

const JWT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

async function login(form: Record<string, string>) {
  const body = new URLSearchParams(form);
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Row };
}
const byJwt = (claims: Row = {}) =>
  login({ grant_type: JWT, assertion: assertionFor(org.url, claims) });

async function versionsWith(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${org.url}/services/data/v66.0/limits`, { headers })).status;
}

describe('a JWT assertion', () => {
  it('gives a token of the shape that command line tools expect', async () => {
    const { status, body } = await byJwt();
    expect(status).toBe(200);
    expect(body).toMatchObject({ instance_url: org.url, token_type: 'Bearer' });
    expect(body['access_token']).toMatch(/^00D\w{12,15}![.\w]*$/);
    expect(body['id']).toBe(`${org.url}/id/${org.orgId}/${org.users.integration.id}`);
  });

  it.each<[string, Row]>([
    ['a far-away expiry in milliseconds', { exp: Date.now() + 300 }],
    ['the production login address', { aud: 'https://login.salesforce.com' }],
  ])('is accepted with %s', async (_, claims) => {
    expect((await byJwt(claims)).status).toBe(200);
  });

  it.each<[string, Row, string, string]>([
    ['another audience', { aud: 'https://example.com' }, 'invalid_grant', 'audience is invalid'],
    ['a past expiry', { exp: 1 }, 'invalid_grant', 'expired authorization code'],
    ['an unknown user', { sub: 'x@y.z' }, 'invalid_grant', "user hasn't approved this consumer"],
    ['an unknown app', { iss: 'x' }, 'invalid_client_id', 'client identifier invalid'],
  ])('is refused with %s', async (_, claims, error, description) => {
    expect(await byJwt(claims)).toEqual({
      status: 400,
      body: { error, error_description: description },
    });
  });

  it('is refused when its signature does not fit', async () => {
    const [header = '', , signature = ''] = assertionFor(org.url).split('.');
    const [, payload = ''] = assertionFor(org.url, { sub: 'admin@merchant.example' }).split('.');
    const assertion = [header, payload, signature].join('.');
    expect(await login({ grant_type: JWT, assertion })).toMatchObject({
      status: 400,
      body: { error_description: 'invalid assertion' },
    });
  });
});

describe('client credentials', () => {
  const grant_type = 'client_credentials';
  it('log in as the integration user, with the right secret only', async () => {
    const form = { grant_type, client_id: APP.clientId, client_secret: APP.clientSecret };
    expect((await login(form)).body['id']).toContain(org.users.integration.id);
    expect(await login({ ...form, client_secret: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    });
  });
});

describe('a token', () => {
  it('ends when it is revoked', async () => {
    const token = String((await byJwt()).body['access_token']);
    expect(await versionsWith(token)).toBe(200);
    const body = new URLSearchParams({ token });
    await fetch(`${org.url}/services/oauth2/revoke`, { method: 'POST', body });
    expect(await versionsWith(token)).toBe(401);
  });
});

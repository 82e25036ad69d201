import { createPublicKey, verify, type KeyObject } from 'node:crypto';

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** X.509 certificate or public key, PEM. */
  readonly certificatePem?: string;
  /** Users who have it are approved beforehand; everybody is when left out. */
  readonly permissionSet?: string;
}

/** A refused login: OAuth errors are an object, not an array. */
export class OAuthError extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
}

const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];
const keys = new Map<string, KeyObject>();

function keyOf(pem: string): KeyObject {
  const known = keys.get(pem) ?? createPublicKey(pem);
  keys.set(pem, known);
  return known;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
}

function isOurs(audience: string, ownUrl: string): boolean {
  const plain = audience.replace(/\/(services\/oauth2\/token)?$/, '');
  const local = plain.replace('//localhost:', '//127.0.0.1:');
  return LOGIN_HOSTS.includes(plain) || local === ownUrl.replace('//localhost:', '//127.0.0.1:');
}

/**
 * Checks a JWT bearer assertion (RS256; iss, aud, exp) and returns its app and the username it speaks for. A far-away `exp` is
 * accepted: Salesforce's own libraries send milliseconds there.
 * @throws OAuthError with Salesforce's descriptions.
 */
export function verifyAssertion(
  assertion: string,
  apps: readonly OAuthApp[],
  ownUrl: string,
  now: Date,
): { app: OAuthApp; username: string } {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const claims = decode(payload) as Claims;
  const { alg } = decode(header) as { alg?: unknown };
  const app = apps.find(({ clientId }) => clientId === claims.iss);
  if (!app) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const signed = Buffer.from(`${header}.${payload}`);
  const isSigned =
    alg === 'RS256' &&
    app.certificatePem !== undefined &&
    verify('RSA-SHA256', signed, keyOf(app.certificatePem), Buffer.from(signature, 'base64url'));
  if (!isSigned) throw new OAuthError('invalid_grant', 'invalid assertion');
  const audiences = [claims.aud].flat().filter((audience) => typeof audience === 'string');
  if (!audiences.some((audience) => isOurs(audience, ownUrl)))
    throw new OAuthError('invalid_grant', 'audience is invalid');
  if (typeof claims.exp !== 'number' || claims.exp * 1000 < now.getTime())
    throw new OAuthError('invalid_grant', 'expired authorization code');
  if (typeof claims.sub !== 'string') throw new OAuthError('invalid_grant', 'invalid assertion');
  return { app, username: claims.sub };
}

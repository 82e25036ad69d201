import type { ServerResponse } from 'node:http';
import type { HttpRequest, Session } from '../ports.ts';
import { OAuthError, verifyAssertion, type OAuthApp } from './verify-assertion.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface OAuthOptions {
  readonly apps: readonly OAuthApp[];
  readonly url: () => string;
  readonly orgId: string;
  readonly now: () => Date;
  /** Null when there is no such active user. */
  readonly userId: (username: string) => string | null;
  /** Whether the app's policies let the user in. */
  readonly isApproved: (userId: string, app: OAuthApp) => boolean;
  /** As whom client credentials log in. */
  readonly runAs: string;
  readonly issue: (userId: string) => string;
  readonly revoke: (token: string) => void;
  readonly session: (token: string) => Session | null;
  readonly sendJson: (response: ServerResponse, status: number, body: unknown) => void;
}

function loginOf(
  form: URLSearchParams,
  options: OAuthOptions,
): { app: OAuthApp; username: string } {
  const grant = form.get('grant_type');
  if (grant === JWT_BEARER)
    return verifyAssertion(form.get('assertion') ?? '', options.apps, options.url(), options.now());
  if (grant !== 'client_credentials')
    throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  const app = options.apps.find(({ clientId }) => clientId === form.get('client_id'));
  if (!app) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (app.clientSecret === undefined || app.clientSecret !== form.get('client_secret'))
    throw new OAuthError('invalid_client', 'invalid client credentials');
  return { app, username: options.runAs };
}

function token(request: HttpRequest, options: OAuthOptions): object {
  const { app, username } = loginOf(new URLSearchParams(request.text), options);
  const userId = options.userId(username);
  if (userId === null || !options.isApproved(userId, app))
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  return {
    access_token: options.issue(userId),
    scope: 'api id',
    instance_url: options.url(),
    id: `${options.url()}/id/${options.orgId}/${userId}`,
    token_type: 'Bearer',
    issued_at: String(options.now().getTime()),
  };
}

function identity(session: Session, options: OAuthOptions): object {
  const url = options.url();
  return {
    id: `${url}/id/${options.orgId}/${session.userId}`,
    sub: `${url}/id/${options.orgId}/${session.userId}`,
    user_id: session.userId,
    organization_id: options.orgId,
    username: session.username,
    preferred_username: session.username,
    email: session.username,
    active: true,
    urls: {
      rest: `${url}/services/data/v{version}/`,
      query: `${url}/services/data/v{version}/query/`,
    },
  };
}

function revoke(request: HttpRequest, options: OAuthOptions): void {
  const form = request.method === 'GET' ? request.query : new URLSearchParams(request.text);
  const revoked = form.get('token') ?? '';
  if (!options.session(revoked))
    throw new OAuthError('unsupported_token_type', 'this token type is not supported');
  options.revoke(revoked);
}

function answer(
  request: HttpRequest,
  options: OAuthOptions,
): { status: number; body?: unknown } | null {
  if (request.path === '/services/oauth2/token' && request.method === 'POST')
    return { status: 200, body: token(request, options) };
  if (request.path === '/services/oauth2/revoke') {
    revoke(request, options);
    return { status: 200 };
  }
  if (request.path !== '/services/oauth2/userinfo' && !request.path.startsWith('/id/')) return null;
  if (!request.session) return { status: 403, body: 'Bad_OAuth_Token' };
  return { status: 200, body: identity(request.session, options) };
}

/** Token, revoke, userinfo and identity addresses; returns false for any other path. */
export function handleOAuth(
  request: HttpRequest,
  response: ServerResponse,
  options: OAuthOptions,
): boolean {
  try {
    const answered = answer(request, options);
    if (!answered) return false;
    if (answered.body === undefined) response.writeHead(answered.status).end();
    else options.sendJson(response, answered.status, answered.body);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    options.sendJson(response, 400, { error: error.error, error_description: error.message });
  }
  return true;
}

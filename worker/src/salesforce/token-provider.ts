import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Logger } from '../domain/ports.ts';

export interface Token {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** Organization id, 18 characters, where the reply names it. */
  readonly orgId: string | null;
}

export interface TokenOptions {
  readonly loginUrl: string;
  readonly audience: string;
  readonly clientId: string;
  readonly username: string | undefined;
  readonly privateKey: string | undefined;
  readonly clientSecret: string | undefined;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly log: Logger;
}

const replySchema = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  id: z.string().optional(),
});
const faultSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** Salesforce takes assertions of at most some minutes. */
const ASSERTION_SECONDS = 180;
/** A token that was just fetched and is refused again is no reason to fetch more. */
const REFRESH_EVERY_MS = 10_000;
const TIMEOUT_MS = 30_000;

/** What to do, by OAuth error code. Source: Salesforce help, "OAuth 2.0 JWT Bearer Flow". */
const ADVICE: Readonly<Record<string, string>> = {
  invalid_grant:
    'Check SF_USERNAME, that the app is pre-authorised for that user, and that the certificate of the app fits the private key.',
  invalid_client_id: 'Check SF_CLIENT_ID.',
  invalid_client: 'Check SF_CLIENT_ID and SF_CLIENT_SECRET.',
};

/** Logs in by JWT bearer or client credentials; several callers that need a token share one login. */
export class TokenProvider {
  readonly #options: TokenOptions;
  readonly #key: KeyObject | null;
  #token: Token | null = null;
  #fetchedAt = 0;
  #pending: Promise<Token> | null = null;

  constructor(options: TokenOptions) {
    this.#options = options;
    this.#key = options.privateKey === undefined ? null : createPrivateKey(options.privateKey);
  }

  /** @throws ConnectorError SF_SESSION_REFUSED (a person must act) or SF_UNAVAILABLE. */
  async current(): Promise<Token> {
    return this.#token ?? this.#renew();
  }

  /** After a 401: a new token, unless somebody has fetched one since. Bounded, so that a bad token cannot loop. */
  async refresh(refused: string): Promise<Token> {
    if (this.#token !== null && this.#token.accessToken !== refused) return this.#token;
    const sinceLast = this.#options.clock.now().getTime() - this.#fetchedAt;
    if (sinceLast < REFRESH_EVERY_MS)
      throw this.#refusal(
        'a token that was just fetched was refused',
        'Check the permissions of the integration user.',
      );
    this.#token = null;
    return this.#renew();
  }

  #renew(): Promise<Token> {
    this.#pending ??= this.#login().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #login(): Promise<Token> {
    const { loginUrl, clock, log } = this.#options;
    const response = await this.#options
      .fetch(`${loginUrl}/services/oauth2/token`, {
        method: 'POST',
        body: await this.#grant(),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      .catch((cause: unknown) => {
        throw this.#unavailable('no answer', cause);
      });
    const body: unknown = await response.json().catch(() => null);
    this.#fetchedAt = clock.now().getTime();
    if (!response.ok) throw this.#fault(response.status, body);
    const parsed = replySchema.safeParse(body);
    if (!parsed.success) throw this.#unavailable('a reply without a token');
    const { access_token: accessToken, instance_url: instanceUrl, id } = parsed.data;
    const orgId = /\/id\/(\w{18})\//.exec(id ?? '')?.[1] ?? null;
    log.info('Logged in to Salesforce', { instanceUrl });
    this.#token = { accessToken, instanceUrl: instanceUrl.replace(/\/$/, ''), orgId };
    return this.#token;
  }

  async #grant(): Promise<URLSearchParams> {
    const { clientId, clientSecret, username, audience, clock } = this.#options;
    if (this.#key === null)
      return new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret ?? '',
      });
    const seconds = Math.floor(clock.now().getTime() / 1000);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(clientId)
      .setSubject(username ?? '')
      .setAudience(audience)
      .setExpirationTime(seconds + ASSERTION_SECONDS)
      .sign(this.#key);
    return new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    });
  }

  #fault(status: number, body: unknown): ConnectorError {
    const parsed = faultSchema.safeParse(body);
    if (!parsed.success || status >= 500) return this.#unavailable(`status ${status}`);
    const { error, error_description: description = '' } = parsed.data;
    return this.#refusal(
      `${error} ${description}`.trim(),
      ADVICE[error] ?? 'Check the External Client App.',
    );
  }

  #refusal(reason: string, advice: string): ConnectorError {
    return new ConnectorError({
      code: 'SF_SESSION_REFUSED',
      kind: 'auth',
      message: `Salesforce refuses the login: ${reason}.`,
      actions: [advice],
    });
  }

  #unavailable(reason: string, cause?: unknown): ConnectorError {
    return new ConnectorError({
      code: 'SF_UNAVAILABLE',
      kind: 'transient',
      message: `The login to Salesforce gave ${reason}.`,
      cause,
    });
  }
}

import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Logger } from '../domain/ports.ts';
import { classifyLinnworksError, lostReply, unreadableReply } from './classify-error.ts';

export interface LinnworksCredentials {
  readonly authUrl: string;
  readonly applicationId: string;
  readonly applicationSecret: string;
  readonly installationToken: string;
  /** Wins over the address of the account's region. */
  readonly v2Url?: string | undefined;
}

export interface Session {
  readonly token: string;
  readonly v1Url: string;
  readonly v2Url: string;
  /** Region of the account as the vendor says it: EU, US or AS. */
  readonly locality: string | null;
}

/** Only what is used: the reply also holds database credentials, which must not travel. Source: BaseSession, 1.0 auth. */
const replySchema = z.object({
  Token: z.string().min(1),
  Server: z.url(),
  Locality: z.string().nullish(),
  Status: z.object({ State: z.string().nullish() }).nullish(),
});

/** Addresses of v2, by region of the account. */
export const V2_URL: Readonly<Record<string, string>> = {
  EU: 'https://eu-api.linnworks.net/v2',
  US: 'https://us-api.linnworks.net/v2',
  AS: 'https://as-api.linnworks.net/v2',
};
/** A session dies after 20 minutes without use; renewed a little before. */
const IDLE_MS = 15 * 60_000;
const TIMEOUT_MS = 30_000;

/** The session goes to this address: never in the clear, but to the emulated account on this machine. */
function isSafeAddress(server: string): boolean {
  if (!URL.canParse(server)) return false;
  const { protocol, hostname } = new URL(server);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

type Fetch = typeof fetch;

/** Holds the one session of the account. Several callers that need a new one share a single authorisation. */
export class SessionKeeper {
  readonly #credentials: LinnworksCredentials;
  readonly #clock: Clock;
  readonly #fetch: Fetch;
  readonly #log: Logger;
  #session: Session | null = null;
  #usedAt = 0;
  #pending: Promise<Session> | null = null;

  constructor(credentials: LinnworksCredentials, clock: Clock, fetcher: Fetch, log: Logger) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#fetch = fetcher;
    this.#log = log;
  }

  /** @throws ConnectorError LW_SESSION_REFUSED, LW_ACCOUNT_UNAVAILABLE, LW_NO_REPLY or LW_UNAVAILABLE. */
  async current(): Promise<Session> {
    const now = this.#clock.now().getTime();
    if (this.#session === null || now - this.#usedAt > IDLE_MS) this.#session = await this.#renew();
    this.#usedAt = now;
    return this.#session;
  }

  /** Forgets a session that was refused; a newer one, fetched meanwhile by somebody else, stays. */
  forget(refused: Session): void {
    if (this.#session === refused) this.#session = null;
  }

  #renew(): Promise<Session> {
    this.#pending ??= this.#authorise().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #authorise(): Promise<Session> {
    const { authUrl, applicationId, applicationSecret, installationToken } = this.#credentials;
    const response = await this.#fetch(`${authUrl}/api/Auth/AuthorizeByApplication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        ApplicationId: applicationId,
        ApplicationSecret: applicationSecret,
        Token: installationToken,
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw lostReply('AuthorizeByApplication', cause);
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok)
      throw classifyLinnworksError({
        endpoint: 'AuthorizeByApplication',
        // A wrong secret is answered with 400: nothing in it heals by itself.
        status: response.status === 400 ? 401 : response.status,
        retryAfterSeconds: Number(response.headers.get('retry-after')) || null,
        message: '',
      });
    const parsed = replySchema.safeParse(body);
    if (!parsed.success) throw unreadableReply('AuthorizeByApplication', 'no session in it');
    if (!isSafeAddress(parsed.data.Server))
      throw unreadableReply('AuthorizeByApplication', 'its server address is not https');
    this.#log.info('Linnworks session opened', { locality: parsed.data.Locality });
    return this.#toSession(parsed.data);
  }

  #toSession({ Token, Server, Locality, Status }: z.infer<typeof replySchema>): Session {
    const state = Status?.State ?? 'AVAILABLE';
    if (state !== 'AVAILABLE')
      throw new ConnectorError({
        code: 'LW_ACCOUNT_UNAVAILABLE',
        kind: 'transient',
        message: `The Linnworks account is ${state.toLowerCase().replaceAll('_', ' ')}.`,
        retryAfterMs: 60_000,
      });
    const v2Url = this.#credentials.v2Url ?? V2_URL[Locality ?? 'EU'] ?? V2_URL['EU'] ?? '';
    return {
      token: Token,
      v1Url: Server.replace(/\/$/, ''),
      v2Url: v2Url.replace(/\/$/, ''),
      locality: Locality ?? null,
    };
  }
}

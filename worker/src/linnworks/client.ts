import type { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import { mask, withoutEcho } from '../domain/mask.ts';
import type { Logger } from '../domain/ports.ts';
import { classifyLinnworksError, lostReply, unreadableReply } from './classify-error.ts';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints.ts';
import { Limiter, type LimiterUsage } from './limiter.ts';
import { SessionKeeper, type LinnworksCredentials, type Session } from './session.ts';

export type Arguments = Readonly<Record<string, unknown>>;

export interface LinnworksClient {
  /**
   * One call: waits for its quota, opens or renews the session, parses the reply. Reads are repeated a few times when
   * no reply came; writes never are.
   * @throws ConnectorError as classified in classify-error.ts.
   */
  call<T>(name: EndpointName, args: Arguments, reply: z.ZodType<T>): Promise<T>;
  usage(): LimiterUsage[];
  /** Where the account lives, as its login says. @throws ConnectorError as the login does. */
  place(): Promise<Omit<Session, 'token'>>;
}

export interface LinnworksClientOptions {
  readonly credentials: LinnworksCredentials;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

const READ_TRIES = 3;
const THROTTLE_TRIES = 4;

interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** GET arguments: a list is repeated (v2) or sent as JSON text (v1), as each API reads it. */
function toQuery(endpoint: Endpoint, args: Arguments): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value) && endpoint.api === 'v2')
      for (const item of value) query.append(key, asText(item));
    else query.set(key, asText(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function toRequest(endpoint: Endpoint, session: Session, args: Arguments): Request {
  const base = `${endpoint.api === 'v1' ? session.v1Url : session.v2Url}${endpoint.path}`;
  const headers = { authorization: session.token, accept: 'application/json' };
  if (endpoint.shape === 'query')
    return { url: base + toQuery(endpoint, args), init: { method: 'GET', headers } };
  if (endpoint.shape === 'form') {
    const form = new URLSearchParams();
    for (const [key, value] of Object.entries(args)) form.set(key, JSON.stringify(value));
    return { url: base, init: { method: 'POST', headers, body: form } };
  }
  const body = endpoint.shape === 'wrapped' ? { request: args } : args;
  return {
    url: base,
    init: {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  };
}

/** The vendor's sentence out of the several error bodies it uses. */
function messageOf(text: string): string {
  try {
    const body = JSON.parse(text) as { Message?: unknown; detail?: unknown; title?: unknown };
    const found = [body.Message, body.detail, body.title].find(
      (value) => typeof value === 'string',
    );
    return typeof found === 'string' ? found.slice(0, 500) : '';
  } catch {
    return '';
  }
}

class HttpLinnworksClient implements LinnworksClient {
  readonly #options: LinnworksClientOptions;
  readonly #sessions: SessionKeeper;
  readonly #limiter: Limiter;

  constructor(options: LinnworksClientOptions) {
    this.#options = options;
    const { credentials, clock, fetch: fetcher, log } = options;
    this.#sessions = new SessionKeeper(credentials, clock, fetcher, log);
    this.#limiter = new Limiter(clock);
  }

  usage(): LimiterUsage[] {
    return this.#limiter.usage();
  }

  async place(): Promise<Omit<Session, 'token'>> {
    const { token: _token, ...place } = await this.#sessions.current();
    return place;
  }

  async call<T>(name: EndpointName, args: Arguments, reply: z.ZodType<T>): Promise<T> {
    const endpoint = ENDPOINTS[name];
    let throttled = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(name, endpoint, args, reply);
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.kind === 'throttled') {
          this.#limiter.pause(name, endpoint.perMinute, error.retryAfterMs ?? 60_000);
          // A refused call did nothing: repeating it is safe for writes too.
          if (++throttled < THROTTLE_TRIES) continue;
        }
        const mayRepeat = error.kind === 'transient' && endpoint.effect === 'read';
        if (!mayRepeat || attempt >= READ_TRIES) throw error;
        await this.#options.clock.sleep(250 * 2 ** attempt);
      }
    }
  }

  async #once<T>(
    name: EndpointName,
    endpoint: Endpoint,
    args: Arguments,
    reply: z.ZodType<T>,
  ): Promise<T> {
    const session = await this.#sessions.current();
    const first = await this.#send(name, endpoint, session, args);
    const { status, text, retryAfterSeconds } =
      first.status === 401 ? await this.#sendAgain(name, endpoint, session, args) : first;
    if (status >= 200 && status < 300) return this.#parse(name, text, reply);
    const message = this.#withoutEcho(messageOf(text), args, session);
    throw classifyLinnworksError({
      endpoint: name,
      status,
      retryAfterSeconds,
      message,
      exchange: { request: mask(args), reply: mask({ status, message }) },
    });
  }

  /** Nobody promises that a refusal repeats nothing of the request. */
  #withoutEcho(message: string, args: Arguments, { token }: Session): string {
    const { applicationId, applicationSecret, installationToken } = this.#options.credentials;
    return withoutEcho(message, args, [token, applicationId, applicationSecret, installationToken]);
  }

  /** A session that died is renewed once; a second 401 means that the installation is revoked. */
  async #sendAgain(name: EndpointName, endpoint: Endpoint, refused: Session, args: Arguments) {
    this.#sessions.forget(refused);
    return this.#send(name, endpoint, await this.#sessions.current(), args);
  }

  async #send(name: EndpointName, endpoint: Endpoint, session: Session, args: Arguments) {
    await this.#limiter.take(name, endpoint.perMinute);
    const { url, init } = toRequest(endpoint, session, args);
    try {
      const signal = AbortSignal.timeout(this.#options.timeoutMs ?? 60_000);
      const response = await this.#options.fetch(url, { ...init, signal });
      const retryAfterSeconds = Number(response.headers.get('retry-after')) || null;
      return { status: response.status, text: await response.text(), retryAfterSeconds };
    } catch (cause) {
      throw lostReply(name, cause);
    }
  }

  #parse<T>(name: EndpointName, text: string, reply: z.ZodType<T>): T {
    let body: unknown = null;
    try {
      body = text === '' ? null : JSON.parse(text);
    } catch {
      throw unreadableReply(name, 'it is not JSON');
    }
    const parsed = reply.safeParse(body);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw unreadableReply(name, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
}

/** The account over HTTP: one session, one bucket per endpoint. */
export function createLinnworksClient(options: LinnworksClientOptions): LinnworksClient {
  return new HttpLinnworksClient(options);
}

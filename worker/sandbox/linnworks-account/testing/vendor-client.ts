import type { LinnworksAccount } from '../start.ts';
import { findEndpoint } from '../vendor-model/vendor-model.ts';
import { departures } from './reply-check.ts';

interface VendorReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A client of the account that holds every successful reply against the vendor's schema. */
export interface VendorClient {
  /** JSON for POST, a query for GET. @throws Error when a 2xx reply departs from the vendor's schema. */
  call(name: string, args?: object): Promise<VendorReply>;
  form(name: string, args: Readonly<Record<string, unknown>>): Promise<VendorReply>;
  /** A 2xx body of `call`, else an error. */
  read<T>(name: string, args?: object): Promise<T>;
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
}

function queryOf(args: object): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(args) as [string, unknown][])
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
      query.append(key, String(item));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

async function toReply(name: string, response: Response): Promise<VendorReply> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const endpoint = findEndpoint(name);
  if (response.ok && endpoint) {
    const found = body === undefined ? [] : departures(endpoint, body);
    if (response.status !== endpoint.status) found.push(`${name} answered ${response.status}`);
    if (found.length > 0) throw new Error(found.join('\n'));
  }
  return { status: response.status, body, headers: response.headers };
}

async function logIn(account: LinnworksAccount): Promise<string> {
  const { applicationId, applicationSecret, installationToken } = account.credentials;
  const response = await fetch(`${account.url}/api/Auth/AuthorizeByApplication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ApplicationId: applicationId,
      ApplicationSecret: applicationSecret,
      Token: installationToken,
    }),
  });
  const reply = await toReply('Auth/AuthorizeByApplication', response);
  return (reply.body as { Token: string }).Token;
}

export async function connect(account: LinnworksAccount): Promise<VendorClient> {
  const token = await logIn(account);
  const send = async (name: string, init: RequestInit, query = ''): Promise<VendorReply> => {
    const path = name.startsWith('v2/') ? name : `api/${name}`;
    const headers = { ...init.headers, authorization: token };
    const response = await fetch(`${account.url}/${path}${query}`, { ...init, headers });
    return toReply(name, response);
  };
  const call = (name: string, args: object = {}): Promise<VendorReply> =>
    findEndpoint(name)?.method === 'GET'
      ? send(name, {}, queryOf(args))
      : send(name, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(args),
        });
  return {
    call,
    form: (name, args) =>
      send(name, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(
          Object.entries(args).map(([key, value]): [string, string] => [
            key,
            JSON.stringify(value),
          ]),
        ).toString(),
      }),
    async read<T>(name: string, args: object = {}): Promise<T> {
      const { status, body } = await call(name, args);
      if (status >= 300) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`);
      return body as T;
    },
    async control<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${account.url}/__account/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const result: unknown = await response.json();
      if (!response.ok)
        throw new Error(`${path} answered ${response.status}: ${JSON.stringify(result)}`);
      return result as T;
    },
  };
}

import type { Csv } from '../domain/bulk-port.ts';
import { classifySalesforceError } from './classify-error.ts';
import type { Token, TokenProvider } from './token-provider.ts';

export interface CsvPage {
  readonly pieces: AsyncIterable<string>;
  /** Of the next page; null after the last. */
  readonly locator: string | null;
}

/** HTTP as the Bulk API needs it: CSV is streamed, never held as objects. */
export interface BulkTransport {
  /** The reply, or null for 404. */
  json(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown>;
  upload(path: string, csv: Csv): Promise<void>;
  csv(path: string): Promise<CsvPage>;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string | Csv;
}

const UPLOAD_MS = 10 * 60_000;

async function* texts(response: Response): AsyncIterable<string> {
  const decoder = new TextDecoder();
  if (response.body === null) return;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function refusal(response: Response, what: string): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const errorCode = (Array.isArray(body) ? (body[0] as { errorCode?: string }) : null)?.errorCode;
  return classifySalesforceError({ errorCode: errorCode ?? `ERROR_HTTP_${response.status}` }, what);
}

type Send = (call: Call) => Promise<Response>;

/** A session that died is renewed once. */
function createSend(tokens: TokenProvider, apiVersion: string, fetcher: typeof fetch): Send {
  const once = async (token: Token, call: Call): Promise<Response> => {
    const { method, path, body, contentType } = call;
    try {
      return await fetcher(`${token.instanceUrl}/services/data/v${apiVersion}${path}`, {
        method,
        signal: AbortSignal.timeout(UPLOAD_MS),
        headers: {
          authorization: `Bearer ${token.accessToken}`,
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      throw classifySalesforceError(error, `${method} ${path}`);
    }
  };
  return async (call) => {
    const token = await tokens.current();
    const first = await once(token, call);
    if (first.status !== 401) return first;
    await first.body?.cancel();
    return once(await tokens.refresh(token.accessToken), call);
  };
}

const JSON_TYPE = 'application/json';
const NOT_FOUND = 404;

export function createBulkTransport(
  tokens: TokenProvider,
  apiVersion: string,
  fetcher: typeof fetch,
): BulkTransport {
  const send = createSend(tokens, apiVersion, fetcher);
  const ok = async (call: Call): Promise<Response> => {
    const response = await send(call);
    if (response.ok) return response;
    throw await refusal(response, `${call.method} ${call.path.split('?')[0] ?? ''}`);
  };
  return {
    async json(method, path, body) {
      const call: Call =
        body === undefined
          ? { method, path }
          : { method, path, contentType: JSON_TYPE, body: JSON.stringify(body) };
      const response = await send(call);
      if (response.ok) return response.json();
      if (response.status !== NOT_FOUND) throw await refusal(response, `${method} ${path}`);
      await response.body?.cancel();
      return null;
    },
    async upload(path, body) {
      const response = await ok({ method: 'PUT', path, contentType: 'text/csv', body });
      await response.body?.cancel();
    },
    async csv(path) {
      const response = await ok({ method: 'GET', path });
      const locator = response.headers.get('sforce-locator');
      return { pieces: texts(response), locator: locator === 'null' ? null : locator };
    },
  };
}

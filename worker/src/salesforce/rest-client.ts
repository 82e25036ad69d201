import { Connection } from 'jsforce/lib/connection.js';
import type { HttpRequest } from 'jsforce';
import type { Logger } from '../domain/ports.ts';
import { classifySalesforceError } from './classify-error.ts';
import type { TokenProvider } from './token-provider.ts';

export interface RestClient {
  /** What stands before a path in the address of a subrequest: `/services/data/vNN.N`. */
  readonly root: string;
  /**
   * One REST call below `/services/data/vNN.N`. jsforce repeats reads on lost connections; writes are sent once.
   * @throws ConnectorError as classified in classify-error.ts.
   */
  call<T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T>;
  usage(): { used: number; limit: number } | undefined;
}

/** The REST API over jsforce: version and token in one place, and a refresh that cannot loop. */
export function createRestClient(
  tokens: TokenProvider,
  apiVersion: string,
  log: Logger,
): RestClient {
  let connection: Connection | undefined;
  const connect = async (): Promise<Connection> => {
    const { accessToken, instanceUrl } = await tokens.current();
    if (connection !== undefined && connection.instanceUrl === instanceUrl) return connection;
    connection = new Connection({
      instanceUrl,
      accessToken,
      version: apiVersion,
      refreshFn: (current, done) => {
        tokens
          .refresh(current.accessToken ?? '')
          .then((token) => void done(null, token.accessToken))
          .catch((error: Error) => void done(error));
      },
    });
    return connection;
  };
  const root = `/services/data/v${apiVersion}`;
  return {
    root,
    async call<T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T> {
      const target = await connect();
      const url = path.startsWith('/services/') ? path : `${root}${path}`;
      try {
        return await target.request<T>({
          method,
          url,
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        });
      } catch (error) {
        const what = `${method} ${path.split('?')[0] ?? ''}`;
        const classified = classifySalesforceError(error, what);
        if (classified.kind === 'auth') connection = undefined;
        log.debug('A Salesforce call failed', { what, code: classified.code });
        throw classified;
      }
    },
    usage() {
      const { used, limit } = connection?.limitInfo.apiUsage ?? {};
      return used === undefined || limit === undefined ? undefined : { used, limit };
    },
  };
}

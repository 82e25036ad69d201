import type { LinnworksAccount } from '../../sandbox/linnworks-account/start.ts';
import type { SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';
import { systemClock, type Clock } from '../../src/domain/clock.ts';
import type { Linnworks } from '../../src/domain/linnworks-port.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { createLinnworks } from '../../src/linnworks/account.ts';
import { createLinnworksClient } from '../../src/linnworks/client.ts';
import { createBulkTransport } from '../../src/salesforce/bulk-transport.ts';
import { BulkGateway } from '../../src/salesforce/bulk.ts';
import { SalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createNamespace } from '../../src/salesforce/namespace.ts';
import { createRestClient } from '../../src/salesforce/rest-client.ts';
import { TokenProvider } from '../../src/salesforce/token-provider.ts';

const API = '66.0';

/** The app by which the worker's clients log in to an emulated org. */
export const APP = { clientId: 'app', clientSecret: 'secret-of-the-app' };

/** The worker's clients of an emulated org that was started with `APP`. Sessions keep the time of the machine. */
export function connectOrg(org: SalesforceOrg, clock: Clock) {
  const tokens = new TokenProvider({
    ...{ loginUrl: org.url, audience: org.url, ...APP },
    ...{ username: undefined, privateKey: undefined, clock: systemClock, fetch, log: silentLog },
  });
  const namespace = createNamespace('');
  const rest = createRestClient(tokens, API, silentLog);
  return {
    tokens,
    salesforce: new SalesforceGateway(rest, namespace, clock),
    bulk: new BulkGateway(createBulkTransport(tokens, API, fetch), namespace, clock),
  };
}

/** The worker's client of an emulated account. */
export function connectAccount(account: LinnworksAccount, clock: Clock): Linnworks {
  const client = createLinnworksClient({
    credentials: { authUrl: account.url, v2Url: `${account.url}/v2`, ...account.credentials },
    ...{ clock, fetch, log: silentLog, timeoutMs: 3_000 },
  });
  return createLinnworks({ client, clock, log: silentLog, source: () => 'SALESFORCE' });
}

/** What a person or a test does in the account, by its control address. @throws where the account refuses. */
export async function tellAccount<T>(
  { url }: Pick<LinnworksAccount, 'url'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${url}/__account/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

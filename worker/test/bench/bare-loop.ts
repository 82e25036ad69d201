import type { ReceivedRequest } from '../../sandbox/faults/fault-rules.ts';
import type { World } from '../../sandbox/scenarios/world.ts';

export interface Recorded extends ReceivedRequest {
  readonly system: 'org' | 'account';
}

/** Requests on their way at once: as many as the worker has. */
const PARALLEL = 12;
const INTEGRATION = 'integration@merchant.example';

/** Calls of the work itself; sessions, streaming, health records and the polls of other streams are left out. */
const WORK: Readonly<Record<Recorded['system'], RegExp>> = {
  org: /\/(query|composite)(?!.*Linnworks_Sync_Stream__c)/,
  account: /\/api\/(Orders\/|Inventory\/GetStockItemIdsBySKU)/,
};

export function isWork({ system, url }: Recorded): boolean {
  return WORK[system].test(url);
}

async function json<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}

async function send(base: string, authorization: string, request: Recorded): Promise<void> {
  const response = await fetch(base + request.url, {
    method: request.method,
    headers: {
      authorization,
      ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    },
    ...(request.body === '' ? {} : { body: request.body }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${request.url} answered ${response.status}: ${text}`);
}

/**
 * Posts the same bodies without thinking: no queue, no store, no mapping, no reply read.
 * @returns seconds.
 */
export async function runBareLoop(
  { orgUrl, accountUrl }: Pick<World, 'orgUrl' | 'accountUrl'>,
  login: Record<string, string>,
  requests: readonly Recorded[],
): Promise<number> {
  const org = await json<{ access_token: string }>(`${orgUrl}/__org/token`, {
    username: INTEGRATION,
  });
  const account = await json<{ Token: string }>(
    `${accountUrl}/api/Auth/AuthorizeByApplication`,
    login,
  );
  const started = performance.now();
  const waiting = [...requests];
  const loop = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      if (next.system === 'org') await send(orgUrl, `Bearer ${org.access_token}`, next);
      else await send(accountUrl, account.Token, next);
  };
  await Promise.all(Array.from({ length: PARALLEL }, loop));
  return (performance.now() - started) / 1000;
}

/** Names of calls without ids and queries, so that a label has few values. */

const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?(?:-\d+)?$/;

/** `POST /composite/sobjects/Order/Id` becomes `POST composite/sobjects/Order`. */
export function salesforceCallName(method: string, path: string): string {
  const plain = (path.split('?')[0] ?? '').replace(/^\/services\/data\/v\d+\.\d+/, '');
  const parts = plain.split('/').filter((part) => part !== '' && !RECORD_ID.test(part));
  return `${method} ${parts.slice(0, 3).join('/')}`;
}

/** `https://eu-ext.linnworks.net/api/Orders/CreateOrders` becomes `Orders/CreateOrders`. */
export function linnworksCallName(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/^\/(api\/)?/, '');
}

/** The address that is asked for. `instanceof Request` would load Node's own `fetch`; see main/web-fetch.ts. */
export const addressOf = (input: string | URL | Request): string =>
  typeof input === 'object' && 'url' in input ? input.url : String(input);

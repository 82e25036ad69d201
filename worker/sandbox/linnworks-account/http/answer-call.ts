import type { IncomingMessage } from 'node:http';
import { HANDLERS } from '../handlers/all-handlers.ts';
import type { Account } from '../state/account.ts';
import { findEndpoint, isVendorMethod, type VendorEndpoint } from '../vendor-model/vendor-model.ts';
import { bindArguments } from './bind-arguments.ts';
import type { Quotas } from './quotas.ts';
import { encodingOf, readArguments } from './read-request.ts';
import { Refusal } from './refusal.ts';
import { replyTo, type Reply } from './send-reply.ts';
import type { Sessions } from './sessions.ts';

const AUTHORIZE = 'Auth/AuthorizeByApplication';

export interface VendorSide {
  readonly account: Account;
  readonly sessions: Sessions;
  readonly quotas: Quotas;
  readonly url: string;
  readonly v2Delta: boolean;
}

export interface Answer {
  readonly endpoint: string;
  readonly reply: Reply;
  readonly unknownArguments: readonly string[];
}

/** `Orders/CreateOrders` of `/api/Orders/CreateOrders`, `v2/orders` of `/v2/orders`. */
export function endpointName(pathname: string): string | undefined {
  const v1 = /^\/api\/(\w+\/\w+)\/?$/i.exec(pathname)?.[1];
  return v1 ?? (/^\/v2\/orders\/?$/i.test(pathname) ? 'v2/orders' : undefined);
}

/** @throws Refusal 404 for what the vendor has not, 501 for what it has and this account does not model. */
function route(method: string, url: URL, v2Delta: boolean): VendorEndpoint {
  const name = endpointName(url.pathname) ?? '';
  const endpoint = findEndpoint(name);
  const isOff = endpoint?.name === 'v2/orders' && !v2Delta;
  if (!endpoint && (isVendorMethod(name) || url.pathname.startsWith('/v2/')))
    throw new Refusal(501, { Message: `The emulated account does not model ${url.pathname}.` });
  if (!endpoint || isOff)
    throw new Refusal(404, {
      Message: `No HTTP resource was found that matches the request URI '${url.href}'.`,
    });
  if (endpoint.method !== method)
    throw new Refusal(405, {
      Message: `The requested resource does not support http method '${method}'.`,
    });
  return endpoint;
}

/**
 * Answers one vendor call: route, session, quota, arguments, work. Never throws: what goes wrong is the reply.
 */
export function answerCall(side: VendorSide, request: IncomingMessage, body: string): Answer {
  const url = new URL(request.url ?? '/', side.url);
  const method = request.method ?? 'GET';
  let endpoint = endpointName(url.pathname) ?? url.pathname;
  let unknownArguments: readonly string[] = [];
  try {
    const model = route(method, url, side.v2Delta);
    endpoint = model.name;
    if (model.name !== AUTHORIZE) side.sessions.check(request.headers.authorization);
    side.quotas.take(model.name, model.limitPerMinute);
    const encoding = encodingOf(request);
    const bound = bindArguments(model, readArguments(model, encoding, url.searchParams, body));
    unknownArguments = bound.unknown;
    if (model.name === AUTHORIZE) {
      const session = side.sessions.open(bound.args, side.url);
      return { endpoint, unknownArguments, reply: { status: 200, body: session } };
    }
    const handler = HANDLERS[model.name];
    if (!handler)
      throw new Refusal(501, { Message: `The emulated account does not model ${model.name}.` });
    const args = model.shape === 'wrapped' ? bound.args.request : bound.args;
    const result = handler(args as Record<string, unknown>, { account: side.account, encoding });
    return { endpoint, unknownArguments, reply: { status: model.status, body: result } };
  } catch (error) {
    return { endpoint, unknownArguments, reply: replyTo(error, endpoint) };
  }
}

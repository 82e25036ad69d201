import type { ServerResponse } from 'node:http';
import type { HttpRequest } from '../ports.ts';
import type { BayeuxClient } from './clients.ts';
import { converse, type Answer, type BayeuxServer, type Caller } from './conversation.ts';
import {
  REQUEST_REQUIRES_AUTHENTICATION,
  authenticationInvalid,
  unknownClient,
  type BayeuxMessage,
  type BayeuxReply,
} from './messages.ts';

const COOKIE = 'BAYEUX_BROWSER';

function callerOf(server: BayeuxServer, request: HttpRequest): Caller | null {
  const { authorization, cookie } = request.raw.headers;
  const token = /^(?:OAuth|Bearer)\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  const ours = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(cookie ?? '')?.[1];
  return { token, session: server.core.session(token), cookie: ours ?? null };
}

/** Bodies are JSON, one message or a batch; older clients post a form with a `message` field. */
function messagesOf(request: HttpRequest): BayeuxMessage[] | null {
  const form = new URLSearchParams(request.text).get('message');
  try {
    const body: unknown = request.body ?? JSON.parse(form ?? request.text);
    const messages = Array.isArray(body) ? (body as unknown[]) : [body];
    const areObjects = messages.every((m) => typeof m === 'object' && m !== null);
    return areObjects ? messages : null;
  } catch {
    return null;
  }
}

/** Resolves when an event is queued, the client is dropped, the time is over or the socket is gone. */
function hold(client: BayeuxClient, response: ServerResponse, longPollMs: number): Promise<void> {
  if (client.queue.length > 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      response.off('close', end);
      if (client.wake === end) client.wake = null;
      resolve();
    };
    const timer = setTimeout(end, longPollMs).unref();
    client.wake = end;
    response.once('close', end);
  });
}

/** After the wait the client may be gone, or its token revoked: the held connect tells it. */
function replyAfterHold(
  server: BayeuxServer,
  caller: Caller,
  held: Answer,
  message: BayeuxMessage,
): BayeuxReply {
  if (!held.client || !server.clients.find(held.client.id, held.client.cookie)) {
    return unknownClient(message);
  }
  if (server.core.session(caller.token)) return held.reply;
  server.clients.close(held.client);
  return authenticationInvalid(message);
}

function send(response: ServerResponse, body: object[], client: BayeuxClient | null): void {
  const headers: Record<string, string> = { 'content-type': 'application/json;charset=utf-8' };
  if (client) headers['set-cookie'] = `${COOKIE}=${client.cookie}; Path=/; HttpOnly`;
  response.writeHead(200, headers).end(JSON.stringify(body));
}

/** Takes the queued events last, when it is certain that the client is still there to receive them. */
async function answerAll(
  server: BayeuxServer,
  caller: Caller,
  messages: BayeuxMessage[],
  response: ServerResponse,
): Promise<void> {
  const answers = messages.map((message) => ({ message, ...converse(server, caller, message) }));
  const held = answers.find((answer) => answer.hold);
  if (held?.client) await hold(held.client, response, server.longPollMs);
  const client = answers.find((answer) => answer.client)?.client ?? null;
  if (response.destroyed) {
    if (client?.wake === null) server.clients.startSilence(client);
    return;
  }
  const replies = answers.map((answer) =>
    answer === held ? replyAfterHold(server, caller, answer, answer.message) : answer.reply,
  );
  const last = (reply: BayeuxReply): number => (reply['channel'] === '/meta/connect' ? 1 : 0);
  replies.sort((a, b) => last(a) - last(b));
  const isShakingHands = messages.some((m) => m.channel === '/meta/handshake');
  const isWelcome = client !== null && server.clients.find(client.id, client.cookie) !== null;
  const events = isWelcome ? server.deliveries.take(client) : [];
  send(response, [...events, ...replies], isShakingHands ? client : null);
  // Another connect may be held by now: then the client is here, not silent.
  if (isWelcome && client.wake === null) server.clients.startSilence(client);
}

/** Answers a post to /cometd/<version>: events first, then replies, the connect's reply last. */
export async function answerPost(
  server: BayeuxServer,
  request: HttpRequest,
  response: ServerResponse,
): Promise<void> {
  const caller = callerOf(server, request);
  if (!caller) return send(response, [REQUEST_REQUIRES_AUTHENTICATION], null);
  const messages = messagesOf(request);
  if (!messages) {
    server.core.sendJson(response, 400, [
      { errorCode: 'JSON_PARSER_ERROR', message: 'The body is not a Bayeux message' },
    ]);
    return;
  }
  await answerAll(server, caller, messages, response);
}

import type { OrgCore, Session } from '../ports.ts';
import type { BayeuxClient, ClientRegistry } from './clients.ts';
import type { Deliveries } from './deliveries.ts';
import type { EventLog } from './event-log.ts';
import {
  DAILY_LIMIT_EXCEEDED,
  authenticationInvalid,
  failure,
  handshakeDenied,
  success,
  unknownClient,
  type BayeuxMessage,
  type BayeuxReply,
} from './messages.ts';
import { subscribe } from './subscribe.ts';

export interface BayeuxServer {
  readonly core: OrgCore;
  readonly log: EventLog;
  readonly clients: ClientRegistry;
  readonly deliveries: Deliveries;
  readonly longPollMs: number;
}

/** Who posts: the session is null when the token is unknown, expired or revoked. */
export interface Caller {
  readonly token: string;
  readonly session: Session | null;
  readonly cookie: string | null;
}

/** One answered message; `hold` says that the server may wait for events before it answers. */
export interface Answer {
  readonly reply: BayeuxReply;
  readonly client: BayeuxClient | null;
  readonly hold?: boolean;
}

function handshake(server: BayeuxServer, caller: Caller, message: BayeuxMessage): Answer {
  if (!caller.session) {
    return { reply: handshakeDenied(message, '401::Authentication invalid'), client: null };
  }
  const client = server.clients.open(caller.session);
  const reply = {
    ext: { replay: true, 'payload.format': true },
    minimumVersion: '1.0',
    supportedConnectionTypes: ['long-polling'],
    version: '1.0',
    ...success({ ...message, clientId: client.id }),
  };
  return { reply, client };
}

function connect(server: BayeuxServer, client: BayeuxClient, message: BayeuxMessage): Answer {
  if (message.connectionType !== 'long-polling') {
    const error = `400::Invalid connection type ${String(message.connectionType)}`;
    return { reply: failure(message, error), client };
  }
  if (client.channels.size > 0 && server.deliveries.isExhausted()) {
    server.clients.close(client);
    const advice = { reconnect: 'none' as const, interval: 0 };
    return { reply: failure(message, DAILY_LIMIT_EXCEEDED, advice), client };
  }
  client.wake?.();
  server.clients.endSilence(client);
  const isFirst = !client.hasConnected;
  client.hasConnected = true;
  const advice = { interval: 0, timeout: server.longPollMs, reconnect: 'retry' };
  const hold = !isFirst && message.advice?.timeout !== 0;
  return { reply: success(message, isFirst ? { advice } : {}), client, hold };
}

function disconnect(server: BayeuxServer, client: BayeuxClient, message: BayeuxMessage): Answer {
  server.clients.close(client);
  return { reply: success(message), client: null };
}

function unsubscribe(client: BayeuxClient, message: BayeuxMessage): Answer {
  for (const channel of [message.subscription ?? []].flat()) client.channels.delete(channel);
  return { reply: success(message, { subscription: message.subscription }), client };
}

/** Answers one message of a post; a held connect is answered by the caller when its time has come. */
export function converse(server: BayeuxServer, caller: Caller, message: BayeuxMessage): Answer {
  if (message.channel === '/meta/handshake') return handshake(server, caller, message);
  const client = server.clients.find(message.clientId, caller.cookie);
  if (!client) return { reply: unknownClient(message), client: null };
  if (!caller.session) {
    server.clients.close(client);
    return { reply: authenticationInvalid(message), client: null };
  }
  if (caller.session.userId !== client.userId) {
    const error = "400::Authenticated user id does not match the session's user id";
    return { reply: failure(message, error), client };
  }
  client.session = caller.session;
  switch (message.channel) {
    case '/meta/connect':
      return connect(server, client, message);
    case '/meta/subscribe':
      return { reply: subscribe(server.core, server.log, client, message), client };
    case '/meta/unsubscribe':
      return unsubscribe(client, message);
    case '/meta/disconnect':
      return disconnect(server, client, message);
    default: {
      const error = `403::Cannot publish to channel {${String(message.channel)}}`;
      return { reply: failure(message, error), client };
    }
  }
}

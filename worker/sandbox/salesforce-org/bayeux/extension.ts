import { randomUUID } from 'node:crypto';
import type { OrgCore, OrgExtension } from '../ports.ts';
import { createClientRegistry } from './clients.ts';
import type { BayeuxServer } from './conversation.ts';
import { createDeliveries } from './deliveries.ts';
import { openEventLog } from './event-log.ts';
import { channelOf, deliveryOf, eventBody } from './event-message.ts';
import { handleCometd } from './route.ts';

export interface BayeuxOptions {
  /** How long a connect waits for events (Salesforce: 110 seconds). */
  readonly longPollMs?: number;
  /** How long a client may stay away between two connects (Salesforce: 40 seconds). */
  readonly reconnectMs?: number;
  /** How long events can be replayed (Salesforce: 72 hours for high-volume events). */
  readonly retentionHours?: number;
}

/** What the org's control address can do to the event stream. */
export interface BayeuxControl {
  /** Forgets every client, as a restart or a load balancer switch does; returns how many there were. */
  dropClients(): number;
  /** Ends the retention of every event published so far; returns how many there were. */
  expireEvents(): number;
  /** Answers held connects whose token is no longer valid; call it after revoking. */
  recheckSessions(): void;
  /** Deliveries allowed in a rolling day, over all clients; null lifts the limit. */
  setDailyDeliveryLimit(limit: number | null): void;
  counters(): { clients: number; published: number; delivered: number };
  /** Back to an empty log without clients; replay ids go on rising. */
  reset(): void;
}

function createControl(server: BayeuxServer, published: { count: number }): BayeuxControl {
  const { clients, deliveries, log, core } = server;
  const dropClients = (): number => {
    const dropped = clients.all();
    for (const client of dropped) clients.close(client);
    return dropped.length;
  };
  const expireEvents = (): number => log.expire(new Date(8.64e15));
  return {
    dropClients,
    expireEvents,
    recheckSessions() {
      for (const client of clients.all()) if (!core.session(client.session.token)) client.wake?.();
    },
    setDailyDeliveryLimit: (limit) => deliveries.setLimit(limit),
    counters: () => ({
      clients: clients.all().length,
      published: published.count,
      delivered: deliveries.used(),
    }),
    reset() {
      dropClients();
      expireEvents();
      deliveries.reset();
      published.count = 0;
    },
  };
}

function broadcast(server: BayeuxServer, channel: string, message: object): void {
  for (const client of server.clients.all()) {
    if (!client.channels.has(channel)) continue;
    client.queue.push(message);
    client.wake?.();
  }
}

/**
 * The org's Streaming API: CometD on long polling at `/cometd/<version>`, with replay from a log kept in the org's
 * database. Publishing is after commit; source: Streaming API and Platform Events developer guides.
 */
export function createBayeux(
  core: OrgCore,
  options: BayeuxOptions = {},
): OrgExtension & BayeuxControl {
  const retentionMs = (options.retentionHours ?? 72) * 60 * 60 * 1000;
  const server: BayeuxServer = {
    core,
    log: openEventLog(core.database),
    clients: createClientRegistry(options.reconnectMs ?? 40_000),
    deliveries: createDeliveries(core.now),
    longPollMs: options.longPollMs ?? 110_000,
  };
  const published = { count: 0 };
  const control = createControl(server, published);
  const forgetOld = (): number => server.log.expire(new Date(core.now().getTime() - retentionMs));
  return {
    ...control,
    name: 'bayeux',
    publish(event, payload, context) {
      const eventUuid = randomUUID();
      const body = eventBody(event, payload, { eventUuid, at: context.now, by: context.session });
      context.afterCommit(() => {
        const channel = channelOf(event);
        const replayId = server.log.append(channel, eventUuid, body, context.now);
        published.count += 1;
        broadcast(server, channel, deliveryOf(channel, body, replayId));
      });
      return eventUuid;
    },
    async handle(request, response) {
      forgetOld();
      return handleCometd(server, request, response);
    },
    async close() {
      control.dropClients();
    },
  };
}

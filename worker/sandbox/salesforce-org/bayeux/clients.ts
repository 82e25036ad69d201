import { randomBytes } from 'node:crypto';
import type { Session } from '../ports.ts';

/** A connected CometD client: lives in memory only, so a restart makes every client unknown. */
export interface BayeuxClient {
  readonly id: string;
  readonly cookie: string;
  readonly userId: string;
  /** The token of the latest post. */
  session: Session;
  readonly channels: Set<string>;
  /** Messages not yet handed to the client, in delivery order. */
  queue: object[];
  /** False until the first /meta/connect, which is answered at once with the server's advice. */
  hasConnected: boolean;
  /** Ends the held /meta/connect, if there is one. */
  wake: (() => void) | null;
}

export interface ClientRegistry {
  open(session: Session): BayeuxClient;
  /** Null when the id is unknown or does not belong to the cookie. */
  find(id: string | undefined, cookie: string | null): BayeuxClient | null;
  all(): BayeuxClient[];
  close(client: BayeuxClient): void;
  /** The client is answered: it must connect again within the reconnect time, or it is dropped. */
  startSilence(client: BayeuxClient): void;
  endSilence(client: BayeuxClient): void;
}

/** `reconnectMs`: how long a client may stay away after a connect is answered (Salesforce: 40 seconds). */
export function createClientRegistry(reconnectMs: number): ClientRegistry {
  const clients = new Map<string, BayeuxClient>();
  const silences = new Map<string, NodeJS.Timeout>();
  const endSilence = (client: BayeuxClient): void => {
    clearTimeout(silences.get(client.id));
    silences.delete(client.id);
  };
  const close = (client: BayeuxClient): void => {
    endSilence(client);
    clients.delete(client.id);
    client.wake?.();
  };
  const startSilence = (client: BayeuxClient): void => {
    endSilence(client);
    if (!clients.has(client.id)) return;
    silences.set(client.id, setTimeout(() => close(client), reconnectMs).unref());
  };
  return {
    close,
    endSilence,
    startSilence,
    all: () => [...clients.values()],
    find(id, cookie) {
      const client = id === undefined ? undefined : clients.get(id);
      return client && client.cookie === cookie ? client : null;
    },
    open(session) {
      const client: BayeuxClient = {
        id: randomBytes(15).toString('hex').slice(0, 27),
        cookie: randomBytes(9).toString('hex'),
        userId: session.userId,
        session,
        channels: new Set(),
        queue: [],
        hasConnected: false,
        wake: null,
      };
      clients.set(client.id, client);
      startSilence(client);
      return client;
    },
  };
}

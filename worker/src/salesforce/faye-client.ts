import * as faye from 'faye';

/** The part of faye 1.4.3 that is used; the package brings no types of its own. */
export interface BayeuxMessage {
  channel: string;
  successful?: boolean;
  error?: string;
  advice?: { reconnect?: string; interval?: number; timeout?: number };
  ext?: Record<string, unknown>;
}

type Next = (message: BayeuxMessage) => void;

export interface BayeuxExtension {
  incoming(message: BayeuxMessage, next: Next): void;
  outgoing(message: BayeuxMessage, next: Next): void;
}

export interface FayeClient {
  setHeader(name: string, value: string): void;
  disable(feature: string): void;
  addExtension(extension: BayeuxExtension): void;
  subscribe(channel: string, handler: (data: unknown) => void): PromiseLike<void>;
  /** Undefined when it is not connected: then there is nobody to say goodbye to. */
  disconnect(): PromiseLike<void> | undefined;
}

interface FayeModule {
  readonly Client: new (
    endpoint: string,
    options: { timeout: number; retry: number },
  ) => FayeClient;
}

/** @param seconds how long a poll may last, and after what pause a lost request is sent again. */
export function createFayeClient(
  endpoint: string,
  seconds: { timeout: number; retry: number },
): FayeClient {
  const { Client } = (faye as unknown as { default: FayeModule }).default;
  return new Client(endpoint, seconds);
}

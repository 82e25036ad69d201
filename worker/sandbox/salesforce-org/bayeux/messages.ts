/** Bayeux messages as Salesforce words them (Streaming API guide, "Streaming API Error Codes"). */
export interface BayeuxMessage {
  readonly channel?: string;
  readonly id?: string | number;
  readonly clientId?: string;
  readonly version?: string;
  readonly connectionType?: string;
  readonly supportedConnectionTypes?: readonly string[];
  readonly subscription?: string | readonly string[];
  readonly advice?: { readonly timeout?: number };
  readonly ext?: { readonly replay?: unknown };
}

export type BayeuxReply = Record<string, unknown>;

/** Echoes what a reply must carry of its request: a client matches replies by `id`. */
function echo(message: BayeuxMessage): BayeuxReply {
  return {
    ...(message.clientId === undefined ? {} : { clientId: message.clientId }),
    channel: message.channel,
    ...(message.id === undefined ? {} : { id: message.id }),
  };
}

export function success(message: BayeuxMessage, extra: BayeuxReply = {}): BayeuxReply {
  return { ...echo(message), ...extra, successful: true };
}

export function failure(
  message: BayeuxMessage,
  error: string,
  advice?: { reconnect: 'none' | 'handshake' | 'retry'; interval?: number },
): BayeuxReply {
  return { ...echo(message), ...(advice ? { advice } : {}), error, successful: false };
}

/** The server does not know the client (any more): restart, load balancer switch, lost cookie, 40 s of silence. */
export function unknownClient(message: BayeuxMessage): BayeuxReply {
  const { channel, id } = message;
  return {
    advice: { interval: 0, reconnect: 'handshake' },
    channel,
    ...(id === undefined ? {} : { id }),
    error: '403::Unknown client',
    successful: false,
  };
}

/** The token was revoked while the client was connected. */
export function authenticationInvalid(message: BayeuxMessage): BayeuxReply {
  return failure(message, '401::Authentication invalid', { reconnect: 'none', interval: 0 });
}

export function handshakeDenied(message: BayeuxMessage, reason: string): BayeuxReply {
  return {
    ...failure(message, '403::Handshake denied', { reconnect: 'none' }),
    ext: { sfdc: { failureReason: reason }, replay: true, 'payload.format': true },
  };
}

/** Answer to a post without any Authorization header: it names neither channel nor message. */
export const REQUEST_REQUIRES_AUTHENTICATION: BayeuxReply = {
  error: '401::Request requires authentication',
  successful: false,
};

export const SUBSCRIBE_ERRORS = {
  noChannel: '400::Channel name not specified',
  noSlash: "400::Channel subscriptions must start with a leading '/'",
  unknownChannel: (channel: string) =>
    `400::The channel you requested to subscribe to does not exist {${channel}}`,
  restricted: (channel: string) => `403::Restricted channel {${channel}}`,
  invalidReplayId: (replayId: unknown) =>
    `400::The replayId {${String(replayId)}} you provided was invalid.  Please provide a valid ID, ` +
    '-2 to replay all events, or -1 to replay only new events.',
  replayNotInMap: (channel: string, map: Record<string, unknown>) =>
    `400::The replayId for channel {${channel}} wasn't found using the provided replay ID map ` +
    `{${javaMap(map)}}. Ensure that the channel name you provided in the replay map is valid and ` +
    'matches the channel name used for subscribing.',
};

export const DAILY_LIMIT_EXCEEDED = '403::Organization total events daily limit exceeded';

function javaMap(map: Record<string, unknown>): string {
  const entries = Object.entries(map).map(([key, value]) => `${key}=${String(value)}`);
  return `{${entries.join(', ')}}`;
}

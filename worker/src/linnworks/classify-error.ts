import { ConnectorError } from '../domain/connector-error.ts';
import type { Exchange } from '../domain/problem.ts';
import { says } from '../domain/vendor-words.ts';

/** A reply that was not a success, as far as it may be logged. */
export interface FailedReply {
  readonly endpoint: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  /** The vendor's own sentence, without what it repeats of the request. */
  readonly message: string;
  /** Masked by the caller. */
  readonly exchange?: Exchange;
}

/**
 * One place decides what a refused call means, from status and code. Nearly every business refusal of Linnworks is a
 * 400 with a sentence; that sentence is shown, never interpreted, but for the one that says that a quota is used up.
 */
export function classifyLinnworksError(reply: FailedReply): ConnectorError {
  const { endpoint, status, message } = reply;
  const context = { endpoint, status };
  if (status === 429 || says('calls-used-up', message))
    return new ConnectorError({
      code: 'LW_THROTTLED',
      kind: 'throttled',
      message: `Linnworks asked to slow down on ${endpoint}.`,
      retryAfterMs: (reply.retryAfterSeconds ?? 60) * 1000,
      context,
    });
  if (status === 401)
    return new ConnectorError({
      code: 'LW_SESSION_REFUSED',
      kind: 'auth',
      message: 'Linnworks refuses the session of this application.',
      actions: ['Install the application in Linnworks again and set LINNWORKS_INSTALLATION_TOKEN.'],
      context,
    });
  if (status === 403)
    return new ConnectorError({
      code: 'LW_PERMISSION_MISSING',
      kind: 'config',
      message: `The Linnworks application may not call ${endpoint}.`,
      actions: ['Grant the permission in the developer portal and install the application again.'],
      context,
    });
  if (status >= 500 || status === 408)
    return new ConnectorError({
      code: 'LW_UNAVAILABLE',
      kind: 'transient',
      message: `Linnworks answered ${status} on ${endpoint}.`,
      context,
    });
  return new ConnectorError({
    code: 'LW_REFUSED',
    kind: 'data',
    message: `Linnworks refused the call: ${message || `status ${status}`}`,
    context,
    ...(reply.exchange === undefined ? {} : { exchange: reply.exchange }),
  });
}

/** The connection broke or took too long: what was sent may or may not have been done. */
export function lostReply(endpoint: string, cause: unknown): ConnectorError {
  return new ConnectorError({
    code: 'LW_NO_REPLY',
    kind: 'transient',
    message: `Linnworks gave no reply on ${endpoint}.`,
    context: { endpoint },
    cause,
  });
}

/** 2xx, but not what the vendor's model says. */
export function unreadableReply(endpoint: string, detail: string): ConnectorError {
  return new ConnectorError({
    code: 'LW_REPLY_UNREADABLE',
    kind: 'transient',
    message: `The reply of Linnworks on ${endpoint} cannot be read: ${detail}`,
    context: { endpoint },
  });
}

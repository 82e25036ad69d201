import type { BayeuxMessage } from './faye-client.ts';

/** Why a subscription ended, and with that what to do next. */
export type BayeuxFailure =
  /** The token is refused: log in again, build a new client. */
  | 'auth'
  /** The stored position is too old or unknown: take all that is retained and look for gaps. */
  | 'replay-invalid'
  /** The deliveries of the day are used up: poll, and try again much later. */
  | 'daily-limit'
  /** The channel does not exist or may not be read: an admin must act. */
  | 'config'
  /** Anything else: build a new client after a pause. */
  | 'broken';

/** By the numbers and fixed words of the Streaming API. Source: Streaming API guide, "Streaming API Error Codes". */
const RULES: readonly (readonly [RegExp, BayeuxFailure])[] = [
  [/total events daily limit/i, 'daily-limit'],
  [/401::/, 'auth'],
  [/400::The replayId/i, 'replay-invalid'],
  [/400::The channel|403::Cannot create channel|403::Restricted channel/i, 'config'],
];

/**
 * What an unsuccessful reply means; null when faye recovers by itself: `403::Unknown client` with the advice to shake
 * hands again, and a busy server that asks for a retry.
 */
export function failureOf(message: BayeuxMessage): BayeuxFailure | null {
  if (message.successful !== false) return null;
  const sfdc = message.ext?.['sfdc'] as { failureReason?: string } | undefined;
  const text = `${message.error ?? ''} ${sfdc?.failureReason ?? ''}`;
  const found = RULES.find(([pattern]) => pattern.test(text))?.[1];
  if (found !== undefined) return found;
  const reconnect = message.advice?.reconnect;
  return reconnect === 'handshake' || reconnect === 'retry' ? null : 'broken';
}

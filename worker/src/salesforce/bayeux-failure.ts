import { says, type Said } from '../domain/vendor-words.ts';
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

interface Rule {
  readonly code: number;
  /** Where the code alone is not enough. */
  readonly said?: Said;
  readonly failure: BayeuxFailure;
}

/** Source: Streaming API developer guide, "Streaming API Error Codes". */
const RULES: readonly Rule[] = [
  { code: 401, failure: 'auth' },
  { code: 403, said: 'events-used-up', failure: 'daily-limit' },
  { code: 400, said: 'replay-refused', failure: 'replay-invalid' },
  { code: 400, said: 'channel-refused', failure: 'config' },
  { code: 403, said: 'channel-refused', failure: 'config' },
];

/** `code:arguments:words`, as the Bayeux protocol has it. */
interface Refusal {
  readonly code: number;
  readonly words: string;
}

function toRefusal(text: string | undefined): Refusal[] {
  const [, code, words = ''] = /^(\d{3}):[^:]*:(.*)$/s.exec(text ?? '') ?? [];
  return code === undefined ? [] : [{ code: Number(code), words }];
}

/**
 * What an unsuccessful reply means; null when faye recovers by itself: `403::Unknown client` with the advice to shake
 * hands again, and a busy server that asks for a retry.
 */
export function failureOf(message: BayeuxMessage): BayeuxFailure | null {
  if (message.successful !== false) return null;
  const sfdc = message.ext?.['sfdc'] as { failureReason?: string } | undefined;
  const refusals = [...toRefusal(message.error), ...toRefusal(sfdc?.failureReason)];
  const found = RULES.find((rule) =>
    refusals.some(
      ({ code, words }) =>
        code === rule.code && (rule.said === undefined || says(rule.said, words)),
    ),
  );
  if (found !== undefined) return found.failure;
  const reconnect = message.advice?.reconnect;
  return reconnect === 'handshake' || reconnect === 'retry' ? null : 'broken';
}

import type { Encoding } from '../http/read-request.ts';
import type { Account } from '../state/account.ts';

export interface Call {
  readonly account: Account;
  readonly encoding: Encoding;
}

/** Answers one endpoint: a reply body, or nothing for an empty reply. Refuses by throwing a `Refusal`. */
export type Handler = (args: Record<string, unknown>, call: Call) => unknown;
export type Handlers = Readonly<Record<string, Handler>>;

/**
 * A handler with typed arguments. They were bound to the vendor's model before, so that the type may say what the
 * model says; what the model leaves optional stays optional here.
 */
export function typed<Args extends object>(answer: (args: Args, call: Call) => unknown): Handler {
  return (args, call) => answer(args as Args, call);
}

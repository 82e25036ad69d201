import type { StreamKey } from './subject.ts';

/** What one call changes of one record in another system: it gets one row of the audit. */
export interface Effect {
  /** System and call, or what is written there: `linnworks:CancelOrder`, `salesforce:order`. */
  readonly step: string;
  /** Id of an order, key of a return; of records that belong to no order, what they are. */
  readonly record: string;
  /** null: that of the order is looked up. */
  readonly traceId: string | null;
  /** Where nobody knows one: an id or key that Salesforce knows. */
  readonly otherwise: string;
  /** The part of the body that is about this record. */
  readonly body: unknown;
  /** `record` is nobody in particular: only the same body is the same effect again. */
  readonly isOfCall?: boolean;
}

/** Keeps the rows of effects: written before the call, completed when its reply is there. */
export interface Journal {
  /**
   * @param outcomes one for each effect, read from the reply.
   * @throws what the call throws; without a row there is no call.
   */
  around<T>(
    effects: readonly Effect[],
    call: () => Promise<T>,
    outcomes: (reply: T) => readonly string[],
  ): Promise<T>;
}

/** Trace ID of what a stream does that belongs to no single order; leads to the record of the stream. */
export const traceOfStream = (stream: StreamKey): string => `stream:${stream}`;

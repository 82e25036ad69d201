import { createFayeClient, type BayeuxMessage, type FayeClient } from './faye-client.ts';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type { Logger } from '../domain/ports.ts';
import { failureOf, type BayeuxFailure } from './bayeux-failure.ts';
import type { Token } from './token-provider.ts';

export interface ReceivedEvent {
  readonly replayId: string;
  readonly payload: Record<string, unknown>;
}

/** `daily-limit`: the event deliveries of the org are used up; the outbox is polled as in `polling`. */
export type StreamingState = 'connecting' | 'connected' | 'polling' | 'daily-limit' | 'stopped';

export interface SubscriptionOptions {
  readonly channel: string;
  readonly apiVersion: string;
  /** A token that works at this moment; throws while there is none. */
  readonly token: () => Promise<Token>;
  /** After `auth`: the token that was refused. */
  readonly refused: (accessToken: string) => Promise<unknown>;
  /** Position after which to go on, as it was stored last; null at the very first start. */
  readonly loadReplayId: () => Promise<string | null>;
  /**
   * Stores the work and the position of the last one in one transaction: all that have arrived, in order. What arrives
   * meanwhile waits and comes together, so that a replay of thousands is a few calls.
   */
  readonly onEvents: (events: readonly ReceivedEvent[]) => Promise<void>;
  /** Events may have been missed: look for the work itself. */
  readonly onGap: () => void;
  readonly onState: (state: StreamingState) => void;
  readonly clock: Clock;
  readonly log: Logger;
  /** Silence after which a connection counts as dead; the server answers at least every 110 s. */
  readonly silenceMs?: number;
}

const ALL_RETAINED = -2;
const NEW_ONLY = -1;
const SILENCE_MS = 150_000;
const WATCH_EVERY_MS = 1_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const DAILY_LIMIT_PAUSE_MS = 15 * 60_000;

const messageSchema = z.looseObject({
  event: z.looseObject({ replayId: z.union([z.number(), z.string()]) }),
  payload: z.record(z.string(), z.unknown()),
});

/**
 * One channel of the Streaming API. faye carries the long polls; everything it hides is handled here: each reply to
 * handshake, connect and subscribe is inspected, the position is sent with every (re)subscription and moves only after
 * the event was stored, and a connection that went silent is replaced.
 */
export class EventSubscription {
  readonly #options: SubscriptionOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #replayFrom: number = NEW_ONLY;
  #lastSignAt = 0;
  #waiting: ReceivedEvent[] = [];
  #tail: Promise<void> = Promise.resolve();

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Says goodbye to the server and waits until the event in hand is stored. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#tail;
    this.#options.onState('stopped');
  }

  async #run(): Promise<void> {
    const { clock, log, onState } = this.#options;
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#stop.signal.aborted) {
      onState('connecting');
      const startedAt = clock.now().getTime();
      const failure = await this.#connectOnce().catch((error: Error): BayeuxFailure => {
        log.warn('No connection for events', { reason: error.message });
        return 'broken';
      });
      if (this.#stop.signal.aborted) return;
      onState(failure === 'daily-limit' ? failure : 'polling');
      const wasStable = clock.now().getTime() - startedAt > LONGEST_PAUSE_MS;
      pauseMs = wasStable ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      await clock.sleep(this.#pauseAfter(failure, pauseMs), this.#stop.signal);
    }
  }

  #pauseAfter(failure: BayeuxFailure, pauseMs: number): number {
    const { log, onGap } = this.#options;
    log.warn('Events do not arrive; the outbox is polled', { failure });
    if (failure === 'daily-limit') return DAILY_LIMIT_PAUSE_MS;
    if (failure === 'config') return LONGEST_PAUSE_MS;
    if (failure === 'replay-invalid') {
      this.#replayFrom = ALL_RETAINED;
      onGap();
      return FIRST_PAUSE_MS;
    }
    return pauseMs;
  }

  /** Resolves with the reason when this connection has to be given up. */
  async #connectOnce(): Promise<BayeuxFailure> {
    const { apiVersion, channel, loadReplayId } = this.#options;
    const token = await this.#options.token();
    if (this.#replayFrom !== ALL_RETAINED) {
      const stored = await loadReplayId();
      this.#replayFrom = stored === null ? NEW_ONLY : Number(stored);
    }
    const client = createFayeClient(`${token.instanceUrl}/cometd/${apiVersion}`, {
      timeout: 120,
      retry: 5,
    });
    // Salesforce offers long polling only; without this faye probes for web sockets at every handshake.
    client.disable('websocket');
    client.setHeader('Authorization', `Bearer ${token.accessToken}`);
    const ended = Promise.withResolvers<BayeuxFailure>();
    const giveUp = this.#listen(client, ended.resolve);
    // A refused subscription is seen in the extension; this promise would settle too late or never.
    client.subscribe(channel, (data) => this.#receive(data)).then(undefined, () => undefined);
    const failure = await Promise.race([ended.promise, this.#watch()]);
    void client.disconnect()?.then(undefined, () => undefined);
    giveUp();
    if (failure === 'auth') await this.#options.refused(token.accessToken).catch(() => undefined);
    return failure;
  }

  /** @returns what ends this client for good: faye shakes hands again and again while it is not connected. */
  #listen(client: FayeClient, end: (failure: BayeuxFailure) => void): () => void {
    const { channel, onState, onGap } = this.#options;
    let isOver = false;
    this.#lastSignAt = this.#nowMs();
    client.addExtension({
      outgoing: (message, next) => {
        if (isOver && message.channel !== '/meta/disconnect') return;
        if (message.channel === '/meta/handshake') message.ext = { ...message.ext, replay: true };
        if (message.channel === '/meta/subscribe')
          message.ext = { ...message.ext, replay: { [channel]: this.#replayFrom } };
        next(message);
      },
      incoming: (message, next) => {
        if (isOver) return;
        this.#noteSign(message);
        const failure = failureOf(message);
        if (failure !== null) end(failure);
        else if (message.channel === '/meta/subscribe' && message.successful === true) {
          onState('connected');
          // What was committed while nobody listened rang no bell.
          onGap();
        }
        next(message);
      },
    });
    return () => {
      isOver = true;
    };
  }

  #noteSign(message: BayeuxMessage): void {
    if (message.successful !== false) this.#lastSignAt = this.#nowMs();
  }

  async #watch(): Promise<BayeuxFailure> {
    const silenceMs = this.#options.silenceMs ?? SILENCE_MS;
    while (!this.#stop.signal.aborted) {
      await this.#options.clock.sleep(WATCH_EVERY_MS, this.#stop.signal);
      if (this.#nowMs() - this.#lastSignAt > silenceMs) break;
    }
    return 'broken';
  }

  #receive(data: unknown): void {
    const parsed = messageSchema.safeParse(data);
    if (!parsed.success) {
      this.#options.log.error('An event cannot be read');
      return;
    }
    const { event, payload } = parsed.data;
    this.#waiting.push({ replayId: String(event.replayId), payload });
    if (this.#waiting.length === 1) this.#tail = this.#tail.then(() => this.#storeWaiting());
  }

  async #storeWaiting(): Promise<void> {
    const events = this.#waiting;
    this.#waiting = [];
    const replayId = events.at(-1)?.replayId;
    try {
      await this.#options.onEvents(events);
      this.#replayFrom = Number(replayId);
    } catch (error) {
      // Not acknowledged: they come again after the next connect, and the outbox has them anyway.
      this.#options.log.error('Events were not stored', {
        replayId,
        events: events.length,
        reason: (error as Error).message,
      });
    }
  }

  #nowMs(): number {
    return this.#options.clock.now().getTime();
  }
}

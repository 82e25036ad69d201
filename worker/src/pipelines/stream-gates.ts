import type { QueueName } from '../domain/ports.ts';
import type { StreamKey } from '../domain/subject.ts';
import type { PipelineDeps } from './deps.ts';

/** What belongs to a stream: pausing it stops these, and nothing that was taken is lost. */
interface StreamParts {
  readonly queues: readonly QueueName[];
  /** Names of scheduled tasks. The outbox is in none: requests are always taken, Resume among them. */
  readonly tasks: readonly string[];
}

export const STREAM_PARTS: Readonly<Record<Exclude<StreamKey, 'worker'>, StreamParts>> = {
  'orders-out': { queues: ['orders-out'], tasks: ['corrections', 'edits'] },
  fulfilment: {
    queues: ['orders-in', 'orders-load', 'orders-import'],
    tasks: ['fulfilment', 'gone-orders', 'order-history', 'channel-orders'],
  },
  stock: { queues: ['stock-in'], tasks: ['stock', 'stock-look'] },
  returns: { queues: ['returns-in'], tasks: ['returns', 'returns-open'] },
  customers: { queues: [], tasks: ['customers'] },
};

export type PausableStream = keyof typeof STREAM_PARTS;
const STREAMS = Object.keys(STREAM_PARTS) as PausableStream[];

export function isStream(key: string | null): key is PausableStream {
  return key !== null && key in STREAM_PARTS;
}

/** A person's wish, or a system that is down. */
export type Reason = 'person' | 'Salesforce' | 'Linnworks';

const CURSOR = 'paused-streams';

/** Which streams stand still at the moment, and why. A stream runs when no reason is left. */
export class StreamGates {
  readonly #reasons = new Map<PausableStream, Set<Reason>>(STREAMS.map((key) => [key, new Set()]));
  readonly #onChange: (stream: PausableStream, isOpen: boolean) => Promise<void>;

  constructor(onChange: (stream: PausableStream, isOpen: boolean) => Promise<void>) {
    this.#onChange = onChange;
  }

  isOpen(stream: PausableStream): boolean {
    return this.reasons(stream).length === 0;
  }

  reasons(stream: PausableStream): Reason[] {
    return [...(this.#reasons.get(stream) ?? [])];
  }

  /** Whether a task of the schedule may run; tasks of no stream always may. */
  mayRun(task: string): boolean {
    const stream = STREAMS.find((key) => STREAM_PARTS[key].tasks.includes(task));
    return stream === undefined || this.isOpen(stream);
  }

  async set(stream: PausableStream, reason: Reason, isPaused: boolean): Promise<void> {
    const reasons = this.#reasons.get(stream);
    const wasOpen = this.isOpen(stream);
    if (isPaused) reasons?.add(reason);
    else reasons?.delete(reason);
    if (this.isOpen(stream) !== wasOpen) await this.#onChange(stream, this.isOpen(stream));
  }

  /** A system went down or came back: every stream needs both. */
  async setAll(reason: Reason, isPaused: boolean): Promise<void> {
    for (const stream of STREAMS) await this.set(stream, reason, isPaused);
  }

  /** What people paused stays paused over a restart. */
  async load({ tables }: Pick<PipelineDeps, 'tables'>): Promise<void> {
    const stored = (await tables.cursors.get(CURSOR)) ?? '';
    for (const stream of stored.split(','))
      if (isStream(stream)) await this.set(stream, 'person', true);
  }

  async save({ tables, store }: Pick<PipelineDeps, 'tables' | 'store'>): Promise<void> {
    const paused = STREAMS.filter((stream) => this.reasons(stream).includes('person'));
    await store.transaction((tx) => tables.cursors.set(tx, CURSOR, paused.join(',')));
  }
}

import type { QueueName } from '../domain/ports.ts';
import type { StreamKey } from '../domain/subject.ts';
import { CUSTOMER_STEP } from './find-edits.ts';
import type { Progress } from './stock/progress.ts';

/** What a stream is called, and by what its health is known. */
interface StreamFacts {
  readonly key: Exclude<StreamKey, 'worker'>;
  readonly name: string;
  /** The task of the schedule whose success is the stream's. */
  readonly task: string;
  /** None where nothing waits in one. */
  readonly queue: QueueName | null;
  readonly auditStep: string;
}

/** Where else something waits, and how far a long piece of work is. */
interface StreamSenses {
  readonly waiting?: () => Promise<number>;
  readonly progress?: () => Progress | null;
}

export interface StreamRow extends StreamFacts, StreamSenses {
  readonly order: number;
  readonly periodSeconds: number;
}

/** The streams a person sees, in this order. */
const STREAMS: readonly StreamFacts[] = [
  {
    key: 'orders-out',
    name: 'Orders to Linnworks',
    task: 'outbox',
    queue: 'orders-out',
    auditStep: 'create-order',
  },
  {
    key: 'fulfilment',
    name: 'Fulfilment to Salesforce',
    task: 'fulfilment',
    queue: 'orders-in',
    auditStep: 'write-fulfilment',
  },
  {
    key: 'stock',
    name: 'Stock to Salesforce',
    task: 'stock',
    queue: 'stock-in',
    auditStep: 'write-stock',
  },
  {
    key: 'returns',
    name: 'Returns to Salesforce',
    task: 'returns',
    queue: 'returns-in',
    auditStep: 'write-returns',
  },
  {
    key: 'customers',
    name: 'Customers to Linnworks',
    task: 'customers',
    queue: null,
    auditStep: CUSTOMER_STEP,
  },
];

/** @param periods seconds between two runs of each stream. */
export function streamRows(
  periods: Readonly<Record<StreamFacts['key'], number>>,
  senses: Readonly<Partial<Record<StreamFacts['key'], StreamSenses>>>,
): StreamRow[] {
  return STREAMS.map((facts, index) => ({
    ...facts,
    ...senses[facts.key],
    order: index + 1,
    periodSeconds: periods[facts.key],
  }));
}

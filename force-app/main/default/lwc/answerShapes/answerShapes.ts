/* A copy of worker/src/domain/answers.ts: force-app/test/metadata/answer-shapes.test.ts keeps it the same. */
/**
 * What the worker writes into `Linnworks_Sync_Request__c.Answer__c` as JSON, where one sentence is not enough. The
 * screens read the same shapes (their copy is `force-app/main/default/lwc/answerShapes`).
 */

/** Answer to a Trace request: everything that is known of one order, SKU or trace ID, oldest first. */
export interface StoryAnswer {
  readonly type: 'story';
  readonly question: string;
  readonly found: boolean;
  readonly subject: {
    readonly kind: 'order' | 'sku' | 'trace';
    readonly label: string;
    readonly recordId: string | null;
    readonly linnworksNumber: number | null;
  } | null;
  readonly steps: readonly StoryStep[];
  /** True when older steps were left out. */
  readonly isCut: boolean;
}

export interface StoryStep {
  /** ISO 8601. */
  readonly at: string;
  readonly system: 'Salesforce' | 'Linnworks' | 'Worker';
  /** Stable name of the step: `create-order`, `write-fulfilment`, … */
  readonly step: string;
  /** One plain sentence. */
  readonly text: string;
  readonly outcome: 'done' | 'failed' | 'waiting';
  readonly attempt: number;
  readonly durationMs: number | null;
  readonly traceId: string | null;
  readonly recordId: string | null;
}

/** Answer to a Check request. */
export interface CheckAnswer {
  readonly type: 'check';
  readonly check: CheckName;
  /** ISO 8601. */
  readonly checkedAt: string;
  readonly rows: readonly CheckRow[];
  readonly comparisons: readonly Comparison[];
  /** Figures by name: `found`, `ambiguous`, `missing`, `records`, `storageMb`, `apiCalls`, `minutes`, … */
  readonly figures: Readonly<Record<string, number>>;
  /** Names that Linnworks has and a setting may take: locations, shipping services. */
  readonly choices?: readonly string[];
  /** True when rows or comparisons were left out so that the answer fits its field. */
  readonly isCut?: boolean;
}

/** What the set-up guide and the mapping page ask; the detail of the request is `{ check, … }`. */
export type CheckName =
  /** Login and a read on both sides. */
  | 'connection'
  /** What the integration user lacks, by name. */
  | 'permissions'
  /** Locations of Linnworks with those that orders and stock use. */
  | 'locations'
  /** Shipping services that orders name against those of Linnworks. */
  | 'services'
  /** One order (`orderId`, else the newest activated one) computed side by side, to the penny. */
  | 'sample'
  /** Which of the newest orders the trigger lets through, and why not. */
  | 'trigger'
  /** Products by SKU: found, ambiguous, missing. */
  | 'products'
  /** Customers by the identity rule: clear, shared, in conflict. */
  | 'customers'
  /** Up to 20 real orders as they would be sent. */
  | 'dry-run'
  /** Records, storage, calls and time of the first load. */
  | 'first-load'
  /** Every mapping row with a live value of a sample order, or its problem. */
  | 'mapping'
  /** Which shipping rule an order (`orderId`) meets, and why. */
  | 'shipping';

export interface CheckRow {
  readonly id: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly title: string;
  readonly detail: string;
  /** Empty when nothing is to be done. */
  readonly whatToDo: string;
  readonly recordId: string | null;
}

/** Two sides of one record, line by line. */
export interface Comparison {
  readonly label: string;
  readonly recordId: string | null;
  readonly ok: boolean;
  readonly rows: readonly {
    readonly name: string;
    readonly salesforce: string;
    readonly linnworks: string;
    readonly same: boolean;
    /** Where the Salesforce side stands, e.g. `Order.PoNumber`. */
    readonly from?: string;
    /** What else a person should know of it. */
    readonly note?: string;
  }[];
  readonly problems: readonly string[];
}

/** Kept on the Push request in Observe mode: the order as it would have been sent. */
export interface PayloadAnswer {
  readonly type: 'payload';
  readonly location: string;
  /** Linnworks' ChannelOrder. */
  readonly order: object;
  readonly comparison: Comparison;
}

export type Answer = StoryAnswer | CheckAnswer | PayloadAnswer;

/* End of the copy. */
const TYPES: readonly unknown[] = ['story', 'check', 'payload'];

/** Reads `Answer__c`; null when it is empty, cut off, or of a newer worker. */
export function parseAnswer(text: string | null | undefined): Answer | null {
  try {
    const answer = JSON.parse(text ?? 'null') as Answer | null;
    return answer !== null && TYPES.includes(answer.type) ? answer : null;
  } catch {
    return null;
  }
}

/** The answer to a check; null when it is none or cannot be read. */
export function parseCheck(text: string | null | undefined): CheckAnswer | null {
  const answer = parseAnswer(text);
  return answer?.type === 'check' ? answer : null;
}

import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { maybe, nodesOf, text, type Connection } from 'c/nodeValues';
import { startTimer } from 'c/refreshTimer';
import { REQUESTS } from './query';

/** What became of one request. `Late` is said once while the worker has not answered; it answers later all the same. */
export interface RequestState {
  readonly key: string;
  readonly status: 'Done' | 'Failed' | 'Late';
  /** One plain sentence; empty for `Late`. */
  readonly result: string;
  /** `Answer__c` as it is; see c/answerShapes. */
  readonly answer: string | null;
}

interface RequestData {
  readonly uiapi: { readonly query: { readonly requests: Connection } };
}

const ASK_SECONDS = 2;
/** The worker polls every few seconds when no events arrive: longer than this is worth a word. */
const LATE_AFTER_MS = 30_000;

/**
 * Shows nothing: asks for the answers to the given request keys until each is there and fires `answer` for each with a
 * `RequestState` as detail.
 */
export default class RequestWatcher extends LightningElement {
  private asked = new Map<string, number>();
  private told = new Set<string>();
  private refresh: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;
  private waiting: readonly string[] = [];

  /** Keys that `createSyncRequest` gave back. A key once answered is not asked for again. */
  @api
  get keys(): readonly string[] {
    return [...this.asked.keys()];
  }
  set keys(keys: readonly string[]) {
    const before = this.asked;
    this.asked = new Map(keys.map((key) => [key, before.get(key) ?? Date.now()]));
    this.waiting = keys.filter((key) => !this.told.has(key));
  }

  /** Nothing is asked while nothing is waited for. */
  get variables(): { keys: readonly string[] } | undefined {
    return this.waiting.length === 0 ? undefined : { keys: this.waiting };
  }

  connectedCallback(): void {
    this.stopTimer = startTimer(ASK_SECONDS, () => {
      if (this.waiting.length > 0) void this.refresh?.();
      this.sayLate();
    });
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(graphql, { query: REQUESTS, variables: '$variables' })
  wiredRequests({ data, refresh }: GraphQLResult<RequestData>): void {
    this.refresh = refresh ?? this.refresh;
    for (const node of nodesOf(data?.uiapi.query.requests)) {
      const status = text(node.status);
      if (status !== 'Done' && status !== 'Failed') continue;
      const [key, result, answer] = [text(node.key), text(node.result), maybe(node.answer)];
      this.tell({ key, status, result, answer });
    }
  }

  private tell(state: RequestState): void {
    if (!this.waiting.includes(state.key) || this.told.has(state.key)) return;
    this.told.add(state.key);
    this.waiting = this.waiting.filter((key) => key !== state.key);
    this.dispatchEvent(new CustomEvent<RequestState>('answer', { detail: state }));
  }

  private sayLate(): void {
    for (const key of this.waiting) {
      const since = this.asked.get(key) ?? 0;
      if (since === 0 || Date.now() - since < LATE_AFTER_MS) continue;
      this.asked.set(key, 0);
      const detail: RequestState = { key, status: 'Late', result: '', answer: null };
      this.dispatchEvent(new CustomEvent<RequestState>('answer', { detail }));
    }
  }
}

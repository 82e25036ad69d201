import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { appPage, urlState } from 'c/appPage';
import { adviceFor, meaningOf } from 'c/errorHelp';
import { count, maybe, nodesOf, parentText, text, type Connection, type Node } from 'c/nodeValues';
import type { StateName } from 'c/screenState';
import { ago, fill, until } from 'c/syncFormat';
import { LABELS as label } from './labels';
import { ERROR } from './query';

interface ErrorData {
  readonly uiapi: { readonly query: { readonly errors: Connection } };
}
interface Fact {
  readonly label: string;
  readonly value: string;
  readonly url?: string;
}

const toError = (node: Node) => ({
  id: node.Id,
  name: text(node.Name),
  status: text(node.status),
  code: text(node.code),
  kind: text(node.kind),
  message: text(node.message),
  whatToDo: text(node.whatToDo),
  details: text(node.details),
  path: text(node.path),
  trace: text(node.trace),
  record: text(node.record),
  orderId: maybe(node.order),
  productId: maybe(node.product),
  attempts: count(node.attempts),
  firstSeen: maybe(node.firstSeen),
  lastSeen: maybe(node.lastSeen),
  nextTry: maybe(node.nextTry),
  ignored: text(node.ignored),
  resolution: text(node.resolution),
  request: text(node.request),
  reply: text(node.reply),
  correctId: maybe(node.correctId),
  correctField: maybe(node.correctField),
  owner: parentText(node, 'owner', 'Name'),
});
export type ErrorFacts = ReturnType<typeof toError>;

/** One error in full: what it is, what to do, what was sent and answered. Fires `close`, and `asked` with the request's key. */
export default class ErrorDetail extends NavigationMixin(LightningElement) {
  label = label;
  @api errorId = '';
  @api mayAct = false;
  @api now = 0;
  error: ErrorFacts | null = null;
  failure = '';
  isRead = false;
  traceUrl = '';
  private focused = '';
  private refresh: (() => Promise<void>) | undefined;

  get variables() {
    return { id: this.errorId };
  }
  @wire(graphql, { query: ERROR, variables: '$variables' })
  wiredError({ data, errors, refresh }: GraphQLResult<ErrorData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      const [node] = nodesOf(data.uiapi.query.errors);
      this.error = node ? toError(node) : null;
      this.isRead = true;
      void this.findTrace();
    }
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
  }

  /** Keyboard and screen reader go where the eye goes. */
  renderedCallback(): void {
    if (this.error === null || this.focused === this.error.id) return;
    this.focused = this.error.id;
    this.template?.querySelector<HTMLElement>('[data-heading]')?.focus();
  }

  get heading(): string {
    return this.error?.message ?? label.title;
  }
  /** In general, beside what is wrong with this record. */
  get meaning(): string {
    const meaning = meaningOf(this.error?.code ?? '');
    return meaning === this.error?.message ? '' : meaning;
  }
  get advice(): string {
    return adviceFor(this.error?.code ?? '', this.error?.whatToDo ?? '');
  }
  get blockState(): StateName | null {
    if (this.failure !== '') return this.error === null ? 'error' : 'stale';
    if (!this.isRead) return 'loading';
    return this.error === null ? 'empty' : null;
  }
  get blockHeading(): string {
    return this.blockState === 'empty' ? label.gone : '';
  }
  get blockText(): string {
    return this.blockState === 'empty' ? label.goneText : this.failure;
  }

  get facts(): Fact[] {
    const { error } = this;
    if (error === null) return [];
    const { orderId, productId } = error;
    const recordUrl = orderId
      ? `/lightning/r/Order/${orderId}/view`
      : productId
        ? `/lightning/r/Product2/${productId}/view`
        : undefined;
    const facts: (Fact & { url?: string | undefined })[] = [
      { label: label.record, value: error.record || error.name, url: recordUrl },
      { label: label.status, value: error.status },
      { label: label.code, value: `${error.code} · ${error.kind}` },
      { label: label.field, value: error.path },
      {
        label: label.attempts,
        value: fill(label.attemptsText, error.attempts, ago(error.firstSeen, this.now)),
      },
      { label: label.lastSeen, value: ago(error.lastSeen, this.now) },
      { label: label.nextTry, value: until(error.nextTry, this.now) },
      { label: label.owner, value: error.owner },
      { label: label.trace, value: error.trace, url: this.traceUrl },
      { label: label.ignored, value: error.ignored },
      { label: label.resolution, value: error.resolution },
    ];
    return facts.filter(({ value }) => value !== '');
  }
  get texts(): { label: string; value: string }[] {
    const { request = '', reply = '', details = '' } = this.error ?? {};
    return [
      { label: label.sent, value: request },
      { label: label.answered, value: reply },
      { label: label.details, value: details },
    ].filter(({ value }) => value !== '');
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
  handleRefresh(): void {
    void this.refresh?.();
  }
  handleAsked(event: CustomEvent<{ key: string }>): void {
    const detail = { key: event.detail.key, errorId: this.errorId };
    this.dispatchEvent(new CustomEvent('asked', { detail }));
  }

  private async findTrace(): Promise<void> {
    const question = this.error?.trace ?? '';
    if (question === '') return;
    this.traceUrl = await this[NavigationMixin.GenerateUrl](
      appPage('Linnworks_Trace', urlState({ question })),
    );
  }
}

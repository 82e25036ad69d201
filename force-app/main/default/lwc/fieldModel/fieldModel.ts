import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import MAPPING from '@salesforce/schema/Linnworks_Mapping__c';
import { parseCheck, type CheckAnswer, type Comparison } from 'c/answerShapes';
import { nodesOf, text, type Connection } from 'c/nodeValues';
import type { RequestState } from 'c/requestWatcher';
import type { StateName } from 'c/screenState';
import { fill } from 'c/syncFormat';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { LABELS as label } from './labels';
import { WRONG_ROWS } from './query';

interface RowsData {
  readonly uiapi: { readonly query: { readonly rows: Connection } };
}

/** Every row of the field model with live values of one order, its type, and what of its sources is gone. */
export default class FieldModel extends LightningElement {
  label = label;
  @api mayAsk = false;
  answer: CheckAnswer | null = null;
  pending: readonly string[] = [];
  failure = '';
  isLate = false;
  typed = '';
  rowsFailure = '';
  private orderId = '';
  private rows: { id: string; title: string; problem: string; url: string }[] = [];
  private refresh: (() => Promise<void>) | undefined;

  @wire(graphql, { query: WRONG_ROWS })
  wiredRows({ data, errors, refresh }: GraphQLResult<RowsData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data)
      this.rows = nodesOf(data.uiapi.query.rows).map((node) => ({
        id: node.Id,
        title: `${text(node.kind)}: ${text(node.Name)}`,
        problem: text(node.problem),
        url: `/lightning/r/${MAPPING.objectApiName}/${node.Id}/view`,
      }));
    if (data || errors) this.rowsFailure = errors?.[0]?.message ?? '';
  }

  get mayNotAsk(): boolean {
    return !this.mayAsk;
  }
  get isAsking(): boolean {
    return this.pending.length > 0;
  }
  get cannotAsk(): boolean {
    return !this.mayAsk || this.isAsking;
  }
  get askLabel(): string {
    return this.isAsking ? label.showing : label.show;
  }
  get mappingsUrl(): string {
    return `/lightning/o/${MAPPING.objectApiName}/list`;
  }
  get wrongRows() {
    return this.rows;
  }
  get hasWrongRows(): boolean {
    return this.rows.length > 0;
  }

  get state(): StateName | null {
    if (this.failure !== '') return 'error';
    if (this.isAsking) return 'loading';
    return this.answer === null ? 'empty' : null;
  }
  get heading(): string {
    return this.state === 'empty' ? label.start : '';
  }
  get words(): string {
    if (this.state === 'error') return this.failure;
    return this.mayAsk ? label.startText : label.onlyRows;
  }

  /** How many sources the org lost; the rows below name them. */
  get gone(): string {
    const gone = this.answer?.figures.gone ?? 0;
    return gone === 0 ? '' : fill(label.drift, gone);
  }
  /** What was found about rows and types, without the tables, which stand below. */
  get findings(): CheckAnswer | null {
    return this.answer === null ? null : { ...this.answer, comparisons: [] };
  }
  get hasFindings(): boolean {
    return (this.answer?.rows.length ?? 0) > 0;
  }

  get groups(): readonly { key: string; title: string; comparison: Comparison }[] {
    const wanted = this.typed.trim().toLowerCase();
    const fits = ({ name, from = '' }: Comparison['rows'][number]): boolean =>
      `${name} ${from}`.toLowerCase().includes(wanted);
    return (this.answer?.comparisons ?? []).flatMap((group) => {
      const rows = group.rows.filter(fits);
      if (rows.length === 0) return [];
      return [
        { key: group.label, title: group.label, comparison: { ...group, rows, problems: [] } },
      ];
    });
  }
  get hasNoMatch(): boolean {
    return this.groups.length === 0 && this.typed !== '';
  }
  get noMatch(): string {
    return fill(label.noMatch, this.typed);
  }

  handlePick({ detail }: CustomEvent<{ orderId: string }>): void {
    this.orderId = detail.orderId;
  }
  handleTyped(event: CustomEvent<{ value?: string }>): void {
    this.typed = event.detail.value ?? '';
  }
  async handleAsk(): Promise<void> {
    const detail = { check: 'mapping', ...(this.orderId === '' ? {} : { orderId: this.orderId }) };
    this.failure = '';
    this.answer = null;
    this.isLate = false;
    try {
      this.pending = [await createSyncRequest('Check', { detail })];
    } catch (error) {
      this.failure = reasonOf(error, label.unknown);
    }
  }
  handleAnswer({ detail }: CustomEvent<RequestState>): void {
    if (!this.pending.includes(detail.key)) return;
    this.isLate = detail.status === 'Late';
    if (this.isLate) return;
    this.pending = [];
    this.answer = parseCheck(detail.answer);
    if (this.answer === null) this.failure = detail.result || label.unreadable;
    void this.refresh?.();
  }
}

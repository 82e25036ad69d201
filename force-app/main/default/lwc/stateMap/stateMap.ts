import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { nodesOf, text, type Connection } from 'c/nodeValues';
import { mayFollow, STATES, type StateInfo } from 'c/stateTable';
import { fill } from 'c/syncFormat';
import { LABELS as label } from './labels';
import { STATUS_ROWS } from './query';

interface RowsData {
  readonly uiapi: { readonly query: { readonly rows: Connection } };
}
type Outcome = 'same' | 'moves' | 'conflict';

const MARKS: Readonly<Record<Outcome, string>> = { same: '=', moves: '•', conflict: '×' };
const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const within = (index: number): number => Math.max(0, Math.min(STATES.length - 1, index));

function outcomeOf(current: string, arriving: string): Outcome {
  if (current === arriving) return 'same';
  return mayFollow(current, arriving) ? 'moves' : 'conflict';
}

/** "If this arrives now, then …": two choices, one sentence, and the whole table below. */
export default class StateMap extends LightningElement {
  label = label;
  current = 'Packed';
  arriving = 'Shipped';
  private statusRows: readonly { status: string; state: string }[] | null = null;
  private focused: readonly [row: number, column: number] = [0, 0];

  @wire(graphql, { query: STATUS_ROWS })
  wiredRows({ data }: GraphQLResult<RowsData>): void {
    if (data)
      this.statusRows = nodesOf(data.uiapi.query.rows).map((node) => ({
        status: text(node.status),
        state: text(node.state),
      }));
  }

  get options() {
    return STATES.map(({ name }) => ({ label: name, value: name }));
  }
  private get info(): StateInfo {
    return STATES.find(({ name }) => name === this.arriving) ?? STATES[0];
  }
  get outcome(): Outcome {
    return outcomeOf(this.current, this.arriving);
  }
  get sentence(): string {
    return fill(label[this.outcome], this.current, this.arriving);
  }
  get icon(): string {
    return this.outcome === 'conflict' ? 'utility:ban' : 'utility:success';
  }
  get variant(): string {
    return this.outcome === 'conflict' ? 'error' : 'success';
  }
  get fact(): string {
    return fill(label.fact, this.arriving, this.info.fact);
  }
  get origin(): string {
    return `${fill(label.by, this.arriving, this.info.by)} ${label[this.info.sure]}`;
  }
  /** What the order in Salesforce shows then; nothing is said while the rows are unknown. */
  get status(): string {
    if (this.statusRows === null || this.outcome !== 'moves') return '';
    const row = this.statusRows.find(({ state }) => isSame(state, this.arriving));
    return row === undefined ? label.noStatus : fill(label.status, row.status);
  }
  get columns() {
    return STATES.map(({ name }) => ({
      name,
      className: name === this.arriving ? 'column chosen' : 'column',
    }));
  }
  get lines() {
    return STATES.map(({ name: from }, row) => ({
      name: from,
      className: from === this.current ? 'chosen' : '',
      cells: STATES.map(({ name: to }, column) => {
        const outcome = outcomeOf(from, to);
        const isChosen = from === this.current && to === this.arriving;
        const [focusRow, focusColumn] = this.focused;
        return {
          key: `${from}|${to}`,
          from,
          to,
          mark: MARKS[outcome],
          words: fill(label[outcome], from, to),
          selected: String(isChosen),
          tabIndex: row === focusRow && column === focusColumn ? '0' : '-1',
          row: String(row),
          column: String(column),
          className: `cell ${outcome}${isChosen ? ' picked' : ''}`,
        };
      }),
    }));
  }

  handleCurrent({ detail: { value } }: CustomEvent<{ value: string }>): void {
    this.current = value;
  }
  handleArriving({ detail: { value } }: CustomEvent<{ value: string }>): void {
    this.arriving = value;
  }
  handleCell(event: Event): void {
    const {
      from = '',
      to = '',
      row = '0',
      column = '0',
    } = (event.currentTarget as HTMLElement).dataset;
    this.current = from;
    this.arriving = to;
    this.focused = [Number(row), Number(column)];
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.handleCell(event);
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const [row, column] = this.focused;
    this.focused = [within(row + step[0]), within(column + step[1])];
    const [nextRow, nextColumn] = this.focused;
    this.template
      ?.querySelector<HTMLElement>(`td[data-row="${nextRow}"][data-column="${nextColumn}"]`)
      ?.focus();
  }
}

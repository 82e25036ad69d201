import { LABELS as label } from './labels';

/** The stages of the path, as a plain order passes them; each stands for these states. */
const STAGES: readonly { readonly value: string; readonly states: readonly string[] }[] = [
  { value: 'Accepted', states: ['Sent', 'Accepted'] },
  { value: 'Allocated', states: ['Allocated'] },
  { value: 'Picking', states: ['Picking', 'Picked'] },
  { value: 'Packed', states: ['Packed', 'Part Shipped'] },
  {
    value: 'Shipped',
    states: ['Shipped', 'Return Booked', 'Part Returned', 'Returned', 'Refunded'],
  },
];

export interface Stage {
  readonly value: string;
  readonly label: string;
}

export const STAGE_LIST: readonly Stage[] = STAGES.map(({ value }) => ({
  value,
  label: label.stages[value] ?? value,
}));

/** The stage in which a state lies; states beside the way (on hold, cancelled) lie in none. */
export function stageOf(state: string): string | undefined {
  return STAGES.find(({ states }) => states.includes(state))?.value;
}

const EXCEPTIONS = [
  'On Hold',
  'Parked',
  'Part Shipped',
  'Cancel Requested',
  'Part Cancelled',
  'Cancelled',
  'Return Booked',
  'Part Returned',
  'Returned',
  'Refunded',
  'Merged',
  'Deleted',
];

/** States that a person should notice beside the path. */
export function isException(state: string): boolean {
  return EXCEPTIONS.includes(state);
}

/** What a state means and what comes next. */
export function helpFor(state: string): string {
  return label.help[state] ?? '';
}

import { toLabel, withLabels } from './label-file.ts';
import { ORDER_STATES, type OrderState, type StateRow } from './order-state.ts';

const STATES = Object.entries(ORDER_STATES) as [OrderState, StateRow][];
const OWN = /^Linnworks_State_Fact_/;

const labelName = (state: OrderState): string =>
  `Linnworks_State_Fact_${state.replaceAll(' ', '_')}`;
const variable = (state: OrderState): string => `fact${state.replaceAll(' ', '')}`;

/** The label file with one label for what stands for each state. */
export function renderStateLabels(current: string): string {
  const labels = STATES.map(([state, { fact }]) =>
    toLabel(labelName(state), `What stands for ${state}`, fact),
  );
  return withLabels(current, OWN, labels);
}

/** The table of states as a module of the screens: what the map says is what the worker does. */
export function renderStateTable(): string {
  return [
    '/* Renewed by `npm run generate` from worker/src/domain/order-state.ts. */',
    ...STATES.map(
      ([state]) => `import ${variable(state)} from '@salesforce/label/c.${labelName(state)}';`,
    ),
    '',
    '/** One state of an order in Linnworks, and what may be shown after it. */',
    'export interface StateInfo {',
    '  readonly name: string;',
    '  /** Whose move leads into it. */',
    "  readonly by: 'Salesforce' | 'Linnworks';",
    "  readonly sure: 'certain' | 'likely' | 'weak';",
    '  readonly fact: string;',
    '  readonly next: readonly string[];',
    '}',
    '',
    "const words = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));",
    '',
    'export const STATES: readonly StateInfo[] = [',
    ...STATES.map(
      ([state, { by, sure, next }]) =>
        `  { name: '${state}', by: '${by}', sure: '${sure}', fact: ${variable(state)}, next: words('${[...new Set(next)].join(', ')}') },`,
    ),
    '];',
    '',
    '/** Whether `next` may be shown after `current`; the same state again is always fine. */',
    'export function mayFollow(current: string, next: string): boolean {',
    '  const row = STATES.find(({ name }) => name === current);',
    '  return current === next || row?.next.includes(next) === true;',
    '}',
    '',
  ].join('\n');
}

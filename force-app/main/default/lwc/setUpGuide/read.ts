import type { CheckAnswer } from 'c/answerShapes';
import { nodesOf, text, type Connection } from 'c/nodeValues';
import type { SettingValue, SettingValues } from 'c/settingsForm';
import { readProgress, type Progress, type StepState } from 'c/setUpProgress';

export interface SettingsData {
  readonly uiapi: { readonly query: { readonly settings: Connection } };
}

export interface SetUp {
  readonly id: string;
  readonly mode: string;
  readonly progress: Progress;
  readonly values: SettingValues;
}

const isValue = (value: unknown): value is SettingValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Null: nobody has begun yet. */
export function readSetUp({ uiapi }: SettingsData): SetUp | null {
  const [node] = nodesOf(uiapi.query.settings);
  if (node === undefined) return null;
  const values = Object.entries(node).flatMap(([name, field]) => {
    const value = (field as { readonly value?: unknown } | null)?.value ?? null;
    return name.endsWith('__c') && isValue(value) ? [[name, value] as const] : [];
  });
  return {
    id: node.Id,
    mode: text(node.Mode__c),
    progress: readProgress(text(node.Set_Up_Progress__c)),
    values: Object.fromEntries(values),
  };
}

/** How far a step is by what its check found. */
export function stateOf({ rows }: CheckAnswer): StepState {
  if (rows.some(({ state }) => state === 'fail')) return 'failed';
  return rows.some(({ state }) => state === 'warn') ? 'remarks' : 'done';
}

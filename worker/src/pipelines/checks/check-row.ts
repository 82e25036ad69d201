import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import { ERROR_CODES } from '../../domain/error-codes.ts';

type Facts = Pick<CheckRow, 'id' | 'title' | 'detail'>;

const row = (state: CheckRow['state'], facts: Facts, whatToDo: string): CheckRow => ({
  ...facts,
  state,
  whatToDo,
  recordId: null,
});

export const ok = (id: string, title: string, detail = ''): CheckRow =>
  row('ok', { id, title, detail }, '');

export const warn = (id: string, title: string, detail: string, whatToDo: string): CheckRow =>
  row('warn', { id, title, detail }, whatToDo);

export const fail = (id: string, title: string, detail: string, whatToDo: string): CheckRow =>
  row('fail', { id, title, detail }, whatToDo);

const adviceOf = (code: string): string =>
  (ERROR_CODES as Readonly<Record<string, { whatToDo: string } | undefined>>)[code]?.whatToDo ?? '';

/** What a failed call means for a person: the sentence of the error and its advice. */
export function failedBy(id: string, title: string, error: unknown): CheckRow {
  if (!(error instanceof ConnectorError)) throw error;
  const advice = error.actions.length > 0 ? error.actions.join(' ') : adviceOf(error.code);
  const state = error.kind === 'throttled' ? 'warn' : 'fail';
  return row(state, { id, title, detail: error.message }, advice);
}

/** Runs one check; a refused call becomes a row, a fault of our own does not. */
export async function rowOf(
  id: string,
  title: string,
  check: () => Promise<CheckRow>,
): Promise<CheckRow> {
  try {
    return await check();
  } catch (error) {
    return failedBy(id, title, error);
  }
}

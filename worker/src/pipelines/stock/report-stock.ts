import { z } from 'zod';
import { errorCode, type KnownCode } from '../../domain/error-codes.ts';
import type { Problem } from '../../domain/problem.ts';
import type { StockRead, UnreadableStock } from '../../domain/stock.ts';
import type { Subject } from '../../domain/subject.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import { recordErrors, type RecordProblems } from '../record-error.ts';
import type { StockDeps } from './stock-deps.ts';

/** Errors of the stock stream. Each is listed once, and solved by itself when a later run meets it no more. */
const UNREADABLE = 'stock-unreadable';
const STREAM: Subject = { kind: 'stream', id: 'stock', label: 'Stock to Salesforce' };

export const problem = (
  code: KnownCode,
  path: string,
  message: string,
  causeKey?: string,
): Problem => ({
  code,
  path,
  message,
  whatToDo: errorCode(code).whatToDo,
  ...(causeKey === undefined ? {} : { causeKey }),
});

export function aboutStock(
  subject: Subject,
  step: string,
  problems: readonly Problem[],
): RecordProblems {
  return { subject, stream: 'stock', step, traceId: newTraceId(), problems, again: null };
}

export const aboutStream = (step: string, problems: readonly Problem[]): RecordProblems =>
  aboutStock(STREAM, step, problems);

/** A short list that the store remembers: what is listed at the moment. */
export async function readList({ tables }: StockDeps, name: string): Promise<string[]> {
  const text = await tables.cursors.get(name);
  return text === null ? [] : z.array(z.string()).parse(JSON.parse(text));
}

export async function saveList(
  { tables, store }: StockDeps,
  name: string,
  list: readonly string[],
): Promise<void> {
  const text = JSON.stringify(list);
  await store.transaction((tx) => tables.cursors.set(tx, name, text));
}

const itemSubject = (label: string): Subject => ({ kind: 'product', id: `sku:${label}`, label });

function aboutItem(label: string, faults: readonly UnreadableStock[]): RecordProblems {
  const problems = faults.map(({ fault }) =>
    problem(
      'LW_STOCK_UNREADABLE',
      `StockItem.${fault.split(':')[0] ?? ''}`,
      `Linnworks sent stock of "${label}" that cannot be read (${fault}).`,
    ),
  );
  return aboutStock(itemSubject(label), 'stock-read', problems);
}

/** Rows that cannot be read become errors of their own; those read again are solved. */
export async function reportRead(deps: StockDeps, read: StockRead, place: string): Promise<void> {
  const listed = await readList(deps, UNREADABLE);
  if (read.unreadable.length === 0 && listed.length === 0) return;
  const bad = new Map<string, UnreadableStock[]>();
  for (const one of read.unreadable) {
    const label = one.label.startsWith('row ') ? `${place}, ${one.label}` : one.label;
    bad.set(label, [...(bad.get(label) ?? []), one]);
  }
  const met = new Set([
    ...read.items.flatMap(({ id, sku }) => [id, sku]),
    ...listed.filter((label) => label.startsWith(`${place}, `)),
  ]);
  const solved = listed.filter((label) => met.has(label) && !bad.has(label));
  const fresh = [...bad.keys()].filter((label) => !listed.includes(label));
  if (solved.length === 0 && fresh.length === 0) return;
  await recordErrors(deps, [
    ...fresh.map((label) => aboutItem(label, bad.get(label) ?? [])),
    ...solved.map((label) => aboutItem(label, [])),
  ]);
  const kept = listed.filter((label) => !solved.includes(label));
  await saveList(deps, UNREADABLE, [...kept, ...fresh].slice(-500));
}

import type { Problem } from '../domain/problem.ts';
import type { LoadedOrder } from './load-orders.ts';

const LINE_PATH = /^OrderItem\[(\d+)\]\.(.+)$/;
const PRODUCT_PATH = /^Product2(?:\.(\w+))?$/;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Says which record's field is the cause of a problem of a line, so that it can be corrected where the error is shown. */
export function withCorrection(loaded: LoadedOrder, skuField: string, problem: Problem): Problem {
  const [, index, path = ''] = LINE_PATH.exec(problem.path) ?? [];
  const item = index === undefined ? undefined : loaded.items[Number(index)];
  if (item === undefined || problem.correct !== undefined) return problem;
  const product = PRODUCT_PATH.exec(path);
  const recordId = text(item[product ? 'Product2Id' : 'Id']);
  if (recordId === null || (product === null && path.includes('.'))) return problem;
  const field = product ? `Product2.${product[1] ?? skuField}` : `OrderItem.${path}`;
  return { ...problem, correct: { recordId, field } };
}

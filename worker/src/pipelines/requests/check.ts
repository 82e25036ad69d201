import { z } from 'zod';
import type { CheckAnswer, CheckName } from '../../domain/answers.ts';
import { checkConnection, checkPermissions } from '../checks/connection.ts';
import { checkFirstLoad } from '../checks/first-load.ts';
import type { PipelineDeps } from '../deps.ts';
import { createReference } from '../read-settings.ts';
import type { RequestHandler } from './request.ts';

/** Answers one question of the set-up guide; `detail` is the request's own `{ check, … }`. */
export type Check = (
  deps: PipelineDeps,
  detail: Readonly<Record<string, unknown>>,
) => Promise<CheckAnswer>;

const CHECKS: Readonly<Partial<Record<CheckName, Check>>> = {
  connection: checkConnection,
  permissions: checkPermissions,
  'first-load': (deps) => checkFirstLoad(deps, createReference(deps)),
};

const detailSchema = z.looseObject({ check: z.string() });

function readDetail(text: string | null): z.infer<typeof detailSchema> | null {
  try {
    return detailSchema.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}

function sentence({ rows }: CheckAnswer): string {
  const failed = rows.filter(({ state }) => state === 'fail').length;
  if (failed === 0) return 'Everything that was checked is well.';
  return failed === 1 ? 'One check failed.' : `${failed} checks failed.`;
}

/** Answers Check requests: `{ check: CheckName, … }` in the detail. */
export function createCheck(deps: PipelineDeps): RequestHandler {
  return async ({ detail: text }) => {
    const detail = readDetail(text);
    const check = CHECKS[detail?.check as CheckName];
    if (!detail || !check)
      return { status: 'Failed', result: 'This version of the worker does not know that check.' };
    const answer = await check(deps, detail);
    return { status: 'Done', result: sentence(answer), answer };
  };
}

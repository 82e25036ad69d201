import { z } from 'zod';
import type { CheckAnswer, CheckName } from '../../domain/answers.ts';
import { fitted } from '../checks/check-answer.ts';
import { checkConnection, checkPermissions } from '../checks/connection.ts';
import { checkCustomers } from '../checks/customers.ts';
import { checkDryRun } from '../checks/dry-run.ts';
import { checkFirstLoad } from '../checks/first-load.ts';
import { checkLocations } from '../checks/locations.ts';
import { checkMapping } from '../checks/mapping.ts';
import { checkProducts } from '../checks/products.ts';
import { checkSample } from '../checks/sample.ts';
import { checkServices } from '../checks/services.ts';
import { checkShipping } from '../checks/shipping.ts';
import { checkTriggerOrders } from '../checks/trigger.ts';
import type { PipelineDeps } from '../deps.ts';
import { createReference, type Reference } from '../read-settings.ts';
import type { RequestHandler } from './request.ts';

/** Answers one question of the set-up guide; `detail` is the request's own `{ check, … }`. */
export type Check = (
  deps: PipelineDeps,
  detail: Readonly<Record<string, unknown>>,
) => Promise<CheckAnswer>;

/** Settings and mapping rows are read anew for each check: what was saved a second ago counts. */
const withReference =
  (
    check: (
      deps: PipelineDeps,
      reference: Reference,
      detail: Readonly<Record<string, unknown>>,
    ) => Promise<CheckAnswer>,
  ): Check =>
  (deps, detail) =>
    check(deps, createReference(deps), detail);

const CHECKS: Readonly<Record<CheckName, Check>> = {
  connection: checkConnection,
  permissions: checkPermissions,
  locations: withReference(checkLocations),
  services: withReference(checkServices),
  sample: withReference(checkSample),
  trigger: withReference(checkTriggerOrders),
  products: withReference(checkProducts),
  customers: withReference(checkCustomers),
  'dry-run': withReference(checkDryRun),
  'first-load': withReference(checkFirstLoad),
  mapping: withReference(checkMapping),
  shipping: withReference(checkShipping),
};

const isKnown = (name: string | undefined): name is CheckName =>
  name !== undefined && Object.hasOwn(CHECKS, name);

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
  const [remark, ...more] = rows.filter(({ state }) => state === 'warn');
  if (failed > 0) return failed === 1 ? 'One check failed.' : `${failed} checks failed.`;
  if (remark === undefined) return 'Everything that was checked is well.';
  const others = more.length === 0 ? '' : ` And ${more.length} more.`;
  return `It works, but look at this: ${remark.title}. ${remark.detail}${others}`;
}

/** Answers Check requests: `{ check: CheckName, … }` in the detail. */
export function createCheck(deps: PipelineDeps): RequestHandler {
  return async ({ detail: text }) => {
    const detail = readDetail(text);
    if (detail === null || !isKnown(detail.check))
      return { status: 'Failed', result: 'This version of the worker does not know that check.' };
    const answer = fitted(await CHECKS[detail.check](deps, detail));
    return { status: 'Done', result: sentence(answer), answer };
  };
}

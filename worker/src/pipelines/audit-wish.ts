import { hashOf } from '../domain/hash.ts';
import type { Tx } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import type { AskedRequest } from './requests/request.ts';

/** What people ask for is audited like what the worker does: one row for each record, and one where there is none. */
export async function auditWish(
  { tables }: Pick<PipelineDeps, 'tables'>,
  tx: Tx,
  request: AskedRequest,
  step: string,
  records: readonly { readonly recordId: string }[],
  detail: unknown,
  what = 'done',
): Promise<void> {
  const ids = records.map(({ recordId }) => recordId);
  const subjects = ids.length > 0 ? [...new Set(ids)] : [request.recordId ?? request.id];
  await tables.audit.append(
    tx,
    subjects.map((record) => ({
      traceId: request.traceId,
      record,
      step,
      outcome: `${what} by ${request.askedBy ?? 'the worker'}`,
      attempt: 1,
      durationMs: 0,
      bodyHash: hashOf(detail),
    })),
  );
}

import { z } from 'zod';
import { hashOf } from '../../domain/hash.ts';
import type { PipelineDeps } from '../deps.ts';
import { auditWish } from '../audit-wish.ts';
import { markRetrying } from '../record-error.ts';
import { enqueueAgain, retryJobs } from '../try-again.ts';
import { errorsOf } from './error-of-request.ts';
import type { RequestAnswer, RequestHandler } from './request.ts';

const OBJECT = 'Linnworks_Sync_Error__c';
const GONE: RequestAnswer = { status: 'Done', result: 'The error is no longer open.' };

const plural = (count: number): string => (count === 1 ? '1 error' : `${count} errors`);

function parse<T>(schema: z.ZodType<T>, detail: string | null): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(detail ?? '{}'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const ignoreSchema = z.object({ reason: z.string().trim().min(1).max(255) });

/** Sets errors aside, with a reason; they come back when something about the record changes. */
export function createIgnore(deps: PipelineDeps): RequestHandler {
  return async (request) => {
    const detail = parse(ignoreSchema, request.detail);
    if (detail === null)
      return { status: 'Failed', result: 'Say why the error is ignored, then try again.' };
    const errors = await errorsOf(deps, request);
    if (errors.length === 0) return GONE;
    await deps.salesforce.upsert(
      OBJECT,
      'Key__c',
      errors.map(({ fingerprint }) => ({
        Key__c: fingerprint,
        Status__c: 'Ignored',
        Ignore_Reason__c: detail.reason,
        Next_Try_At__c: null,
      })),
    );
    await deps.store.transaction(async (tx) => {
      await deps.tables.errors.put(
        tx,
        errors.map((error) => ({ ...error, isIgnored: true })),
      );
      await auditWish(deps, tx, request, 'ignore-error', errors, detail);
    });
    return { status: 'Done', result: `${plural(errors.length)} set aside.` };
  };
}

const assignSchema = z.object({ ownerId: z.string().regex(/^(005|00G)[a-zA-Z0-9]{12,15}$/) });

/** Gives errors to a user or a queue. */
export function createAssign(deps: PipelineDeps): RequestHandler {
  return async (request) => {
    const detail = parse(assignSchema, request.detail);
    if (detail === null)
      return { status: 'Failed', result: 'Choose a user or a queue, then try again.' };
    const errors = await errorsOf(deps, request);
    if (errors.length === 0) return GONE;
    const results = await deps.salesforce.upsert(
      OBJECT,
      'Key__c',
      errors.map(({ fingerprint }) => ({ Key__c: fingerprint, OwnerId: detail.ownerId })),
    );
    const done = errors.filter((_, index) => results[index]?.success);
    await deps.store.transaction((tx) =>
      auditWish(deps, tx, request, 'assign-error', done, detail),
    );
    if (done.length < errors.length)
      return {
        status: 'Failed',
        result: `Salesforce did not let the owner be changed (${results.flatMap(({ errors: e }) => e.map(({ statusCode }) => statusCode)).join(', ')}).`,
      };
    return { status: 'Done', result: `${plural(done.length)} assigned.` };
  };
}

const correctSchema = z.object({
  recordId: z.string().min(15).max(18),
  field: z.string().min(3).max(120),
  before: z.unknown(),
  after: z.unknown(),
});

/** So many characters of a hash prove a value and do not tell it. */
const PROOF = 12;

/**
 * The screen has changed the field with the user's own rights: what it was and what it is now stay on the error record and
 * on the request. The audit names the field and proves both values by their hashes, for they may be personal. The record is
 * tried again.
 */
export function createCorrect(deps: PipelineDeps): RequestHandler {
  return async (request) => {
    const detail = parse(correctSchema, request.detail);
    if (detail === null)
      return { status: 'Failed', result: 'The correction cannot be read; correct the record.' };
    const errors = await errorsOf(deps, request);
    const { recordId, field, before, after } = detail;
    const [was, is] = [before, after].map((value) => hashOf(value).slice(0, PROOF));
    const correction = {
      correction: { recordId, field, before, after, by: request.askedBy, traceId: request.traceId },
      hash: hashOf(detail),
    };
    await deps.salesforce.upsert(
      OBJECT,
      'Key__c',
      errors.map(({ fingerprint }) => ({
        Key__c: fingerprint,
        Details__c: JSON.stringify(correction).slice(0, 32_000),
      })),
    );
    await deps.store.transaction((tx) =>
      auditWish(deps, tx, request, 'correct-record', errors, detail, `${field}: ${was} → ${is}`),
    );
    const jobs = retryJobs(errors);
    await enqueueAgain(deps, jobs);
    await markRetrying(deps, errors);
    return { status: 'Done', result: 'The correction is noted; the record is tried again.' };
  };
}

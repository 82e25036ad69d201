import { OrgError, type OrgCore, type OrgExtension } from '../ports.ts';
import { answerOf, send, type RecordAccess } from '../rest/answer.ts';
import { toCall } from '../rest/resource-call.ts';
import { IngestJobs } from './ingest-jobs.ts';
import { QueryJobs } from './query-jobs.ts';

export interface BulkControl {
  /** Batches and query jobs since the start or the last reset; both have a daily allocation. */
  counters(): { readonly batches: number; readonly queryJobs: number };
  reset(): void;
}

/** Bulk API 2.0 below `/jobs/ingest` and `/jobs/query`. Every request counts as an API call, like any other. */
export function createBulkApi(core: OrgCore, records: RecordAccess): OrgExtension & BulkControl {
  let batches = 0;
  const ingest = new IngestJobs(() => {
    batches += 1;
  });
  const queries = new QueryJobs();
  return {
    name: 'bulk',
    async handle(request, response) {
      const below = /^\/services\/data\/v\d+\.\d+\/(jobs\/(ingest|query)(?:\/.*)?)$/.exec(
        request.path,
      );
      if (!below || request.session === null) return false;
      const call = toCall(core, records, request, request.session, below[1] ?? '');
      try {
        if (below[2] === 'ingest') ingest.answer(call, request, response);
        else queries.answer(call, response);
      } catch (error) {
        if (!(error instanceof OrgError)) throw error;
        send(
          core,
          response,
          answerOf(() => {
            throw error;
          }),
        );
      }
      return true;
    },
    close: () => ingest.idle(),
    counters: () => ({ batches, queryJobs: queries.started }),
    reset() {
      batches = 0;
      ingest.clear();
      queries.clear();
    },
  };
}

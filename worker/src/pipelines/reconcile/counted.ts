import type { Linnworks } from '../../domain/linnworks-port.ts';
import type { Salesforce, SalesforceRecord, Upsert } from '../../domain/ports.ts';
import type { PipelineDeps } from '../deps.ts';

/** Records of one page of a query. */
const PAGE = 2000;
/** Queries of one call. */
const TOGETHER = 5;
const IDS_PER_CALL = 100;

export interface Calls {
  salesforce: number;
  linnworks: number;
}

/** Named one by one: the methods of a class are not copied by a spread. */
function countedSalesforce(org: Salesforce, calls: Calls): Salesforce {
  return {
    upsert: (object: string, key: string, records: readonly SalesforceRecord[]) =>
      org.upsert(object, key, records),
    upsertMany: (upserts: readonly Upsert[]) => org.upsertMany(upserts),
    create: (object: string, records: readonly SalesforceRecord[]) => org.create(object, records),
    update: (object: string, records: readonly SalesforceRecord[]) => org.update(object, records),
    remove: (ids: readonly string[]) => org.remove(ids),
    describe: (object: string) => org.describe(object),
    limits: () => org.limits(),
    usage: () => org.usage(),
    async queryMany(soqls: readonly string[]) {
      const answers = await org.queryMany(soqls);
      const more = answers.map((rows) => Math.max(0, Math.ceil(rows.length / PAGE) - 1));
      calls.salesforce += Math.ceil(soqls.length / TOGETHER) + more.reduce((a, b) => a + b, 0);
      return answers;
    },
    async query(soql: string) {
      const rows = await org.query(soql);
      calls.salesforce += Math.max(1, Math.ceil(rows.length / PAGE));
      return rows;
    },
  };
}

function countedLinnworks(account: Linnworks, calls: Calls): Linnworks {
  const count = (ids: readonly string[]): void => {
    calls.linnworks += Math.ceil(ids.length / IDS_PER_CALL);
  };
  return {
    ...account,
    async *ordersChangedSince(since: Date) {
      for await (const page of account.ordersChangedSince(since)) {
        calls.linnworks += 1;
        yield page;
      }
    },
    ordersById(ids) {
      count(ids);
      return account.ordersById(ids);
    },
    parcels(ids) {
      count(ids);
      return account.parcels(ids);
    },
    ordersByReference(reference) {
      calls.linnworks += 1;
      return account.ordersByReference(reference);
    },
    stockPage(pageNumber) {
      calls.linnworks += 1;
      return account.stockPage(pageNumber);
    },
  };
}

/** The ports with a count of the calls that the comparison itself makes; each page is a call. */
export function counted(deps: PipelineDeps): { calls: Calls; deps: PipelineDeps } {
  const calls = { salesforce: 0, linnworks: 0 };
  const salesforce = countedSalesforce(deps.salesforce, calls);
  const linnworks = countedLinnworks(deps.linnworks, calls);
  return { calls, deps: { ...deps, salesforce, linnworks } };
}

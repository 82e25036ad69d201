import type { Salesforce, SalesforceRecord } from '../../../src/domain/ports.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import type { AskedRequest } from '../../../src/pipelines/requests/request.ts';
import type { Bench } from './bench.ts';

export interface CheckWorld {
  readonly bench: Bench;
  readonly deps: PipelineDeps;
  request(detail: object): AskedRequest;
  products(...skus: string[]): void;
  /** How many orders call their shipping so. */
  services(words: Readonly<Record<string, number>>): void;
  rule(kind: string, source: string, target: string, more?: SalesforceRecord): void;
  loseField(object: string, field: string): void;
}

const NO_ROW: SalesforceRecord = {
  Conversion__c: 'None',
  Is_Required__c: false,
  Problem__c: null,
};

/** The bench with the few more questions that checks ask of an org. */
export function checkWorld(bench: Bench): CheckWorld {
  const { org } = bench;
  const catalogue: SalesforceRecord[] = [];
  const lost = new Set<string>();
  let words: Readonly<Record<string, number>> = {};
  const newest = (): SalesforceRecord[] => [...org.orders.values()];
  const query = async (soql: string): Promise<SalesforceRecord[]> => {
    if (soql.includes('GROUP BY'))
      return Object.entries(words).map(([word, n]) => ({ word: word === '' ? null : word, n }));
    if (soql.startsWith('SELECT Id FROM Order WHERE') && soql.includes('LIMIT')) return newest();
    if (soql.includes('FROM Product2 WHERE IsActive')) return catalogue;
    return org.query(soql);
  };
  const describe: Salesforce['describe'] = async (object) => {
    const { fields } = await org.describe(object);
    const more = object === 'Order' ? [{ ...fields[0], name: 'TotalAmount' }] : [];
    const all = [...fields, ...more] as typeof fields;
    return { fields: all.filter(({ name }) => !lost.has(`${object}.${name}`)) };
  };
  // A class keeps its methods on the prototype: what is not named here goes to the org itself.
  const salesforce = Object.assign(Object.create(org) as Salesforce, { query, describe });
  let rules = 0;
  return {
    bench,
    deps: { ...bench.deps, salesforce },
    request: (detail) => ({
      id: 'a00000000000001AAA',
      kind: 'Check',
      orderId: null,
      productId: null,
      recordId: null,
      errorId: null,
      stream: null,
      causeKey: null,
      detail: JSON.stringify(detail),
      askedBy: null,
      traceId: 'trace-check',
    }),
    products: (...skus) => {
      for (const sku of skus)
        catalogue.push({
          Id: `01t${catalogue.length}`,
          Name: `Product ${sku}`,
          StockKeepingUnit: sku === '' ? null : sku,
        });
    },
    services: (counts) => {
      words = counts;
    },
    rule: (kind, source, target, more = {}) => {
      const Id = `a0M${String(++rules).padStart(12, '0')}AAA`;
      org.written.set(`Linnworks_Mapping__c:${Id}`, {
        ...NO_ROW,
        Id,
        Name: `Rule ${rules}`,
        Kind__c: kind,
        Source__c: source,
        Target__c: target,
        ...more,
      });
    },
    loseField: (object, field) => void lost.add(`${object}.${field}`),
  };
}

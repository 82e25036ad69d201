import type { OrgCore, OrgExtension } from '../ports.ts';
import { notFound, send, type Answer, type RecordAccess, type ResourceCall } from './answer.ts';
import { collectionsResource } from './collections.ts';
import { batchResource, compositeResource, graphResource } from './composite.ts';
import { describeGlobal, describeObject } from './describe.ts';
import { QueryResource } from './query.ts';
import { recordResource } from './records.ts';
import { toCall } from './resource-call.ts';

export interface RestOptions {
  readonly records: RecordAccess;
  /** Name to Max and Remaining, as `/limits` shows them. */
  readonly limits: () => Readonly<Record<string, { Max: number; Remaining: number }>>;
}

/** The REST API below `/services/data/vNN.N/`, as far as it is modelled; everything else is Salesforce's 404. */
export function createRestApi(core: OrgCore, { limits, records }: RestOptions): OrgExtension {
  const queries = new QueryResource();
  const dispatch = (call: ResourceCall): Answer => {
    const [first, second, third] = call.parts;
    switch (first) {
      case 'sobjects':
        if (second === undefined) return describeGlobal(call);
        return third === 'describe' ? describeObject(call) : recordResource(call);
      case 'query':
      case 'queryAll':
        return queries.answer(call);
      case 'limits':
        return { status: 200, body: limits() };
      case 'composite':
        if (second === undefined) return compositeResource(call, dispatch);
        if (second === 'batch') return batchResource(call, dispatch);
        if (second === 'graph') return graphResource(call, dispatch);
        return second === 'sobjects' ? collectionsResource(call) : notFound();
      default:
        return notFound();
    }
  };
  return {
    name: 'rest',
    async handle(request, response) {
      const below = /^\/services\/data\/v\d+\.\d+\/(.+)$/.exec(request.path)?.[1];
      if (below === undefined || request.session === null) return false;
      const [first] = below.split('/');
      if (!['sobjects', 'query', 'queryAll', 'limits', 'composite'].includes(first ?? ''))
        return false;
      send(core, response, dispatch(toCall(core, records, request, request.session, below)));
      return true;
    },
  };
}

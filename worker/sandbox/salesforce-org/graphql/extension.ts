import { OrgError, type OrgCore, type OrgExtension } from '../ports.ts';
import { readerOf, type Reader } from '../ui-api/reader.ts';
import { readOperation } from './document.ts';
import { GraphqlFault, errorEntry } from './graphql-fault.ts';
import { runMutation } from './mutation.ts';
import { runQuery } from './query.ts';

const GRAPHQL_PATH = /^\/services\/data\/v\d+\.\d+\/graphql\/?$/;

/** Refusals are part of a GraphQL reply, whose status stays 200. */
function reply(reader: Reader, body: unknown): object {
  try {
    const { kind, fields } = readOperation(body);
    if (kind === 'query') return { data: runQuery(reader, fields), errors: [] };
    const { data, faults } = runMutation(reader, fields);
    return { data, errors: faults.map(errorEntry) };
  } catch (error) {
    if (error instanceof GraphqlFault) return { data: null, errors: [errorEntry(error)] };
    if (!(error instanceof OrgError)) throw error;
    const fault = new GraphqlFault('DataFetchingException', error.message);
    return { data: null, errors: [errorEntry(fault)] };
  }
}

/** Salesforce's GraphQL API (`uiapi`): queries, aggregates and mutations over the org's records. */
export function createGraphql(core: OrgCore): OrgExtension {
  return {
    name: 'graphql',
    async handle(request, response) {
      if (!GRAPHQL_PATH.test(request.path)) return false;
      if (!request.session) {
        const body = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];
        core.sendJson(response, 401, body);
      } else if (request.method !== 'POST') {
        const message = `HTTP Method '${request.method}' not allowed. Allowed are POST`;
        core.sendJson(response, 405, [{ errorCode: 'METHOD_NOT_ALLOWED', message }]);
      } else {
        core.sendJson(response, 200, reply(readerOf(core, request.session, request), request.body));
      }
      return true;
    },
  };
}

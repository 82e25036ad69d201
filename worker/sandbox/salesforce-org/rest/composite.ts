import { asText } from '../as-text.ts';
import { OrgError } from '../ports.ts';
import { answerOf, bodyObject, type Answer, type ResourceCall } from './answer.ts';

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId?: string;
  readonly body?: unknown;
  readonly richInput?: unknown;
}
type Dispatch = (call: ResourceCall) => Answer;

const MOST_SUBREQUESTS = 25;
/** Of a composite: collections and queries. */
const MOST_TOGETHER = 5;
const MOST_NODES = 500;

class RollBack extends Error {}

/** Fills in `@{ref.field}` from earlier answers, in addresses and bodies. */
function fill(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replace(/@\{([^}]+)\}/g, (_, path: string) => {
      const [reference = '', ...steps] = path.split('.');
      let current = answers.get(reference);
      for (const step of steps) current = (current as Record<string, unknown> | undefined)?.[step];
      if (current === undefined)
        throw new OrgError(
          400,
          'PROCESSING_HALTED',
          `Invalid reference specified. No value for ${path} found`,
        );
      return asText(current);
    });
  if (Array.isArray(value)) return value.map((one) => fill(one, answers));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, answers)]));
}

function subcall(
  call: ResourceCall,
  request: Subrequest,
  answers: ReadonlyMap<string, unknown>,
): ResourceCall {
  const url = new URL(String(fill(request.url, answers)), 'http://org');
  const parts = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/^\/(?:services\/data\/)?v\d+\.\d+\//, '')
    .split('/');
  return {
    ...call,
    method: request.method,
    parts: parts.filter(Boolean).map(decodeURIComponent),
    query: url.searchParams,
    body: fill(request.body ?? request.richInput ?? null, answers),
  };
}

function runAll(
  call: ResourceCall,
  requests: readonly Subrequest[],
  dispatch: Dispatch,
): { request: Subrequest; answer: Answer }[] {
  const answers = new Map<string, unknown>();
  return requests.map((request) => {
    const answer = answerOf(() => dispatch(subcall(call, request, answers)));
    if (request.referenceId !== undefined && answer.status < 300)
      answers.set(request.referenceId, answer.body);
    return { request, answer };
  });
}

const HALTED: Answer = {
  status: 400,
  body: [
    {
      errorCode: 'PROCESSING_HALTED',
      message:
        'The transaction was rolled back since another operation in the same transaction failed.',
    },
  ],
};

/** All subrequests, or none of them: the first refusal undoes the rest. */
function runUnit(
  call: ResourceCall,
  requests: readonly Subrequest[],
  dispatch: Dispatch,
  allOrNone: boolean,
) {
  if (!allOrNone) return runAll(call, requests, dispatch);
  let done: { request: Subrequest; answer: Answer }[] = [];
  try {
    call.core.transaction(call.session, () => {
      done = runAll(call, requests, dispatch);
      if (done.some(({ answer }) => answer.status >= 300)) throw new RollBack();
    });
    return done;
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
    return done.map(({ request, answer }) => ({
      request,
      answer: answer.status >= 300 ? answer : HALTED,
    }));
  }
}

const toResponse = ({ request, answer }: { request: Subrequest; answer: Answer }) => ({
  body: answer.body ?? null,
  httpHeaders: answer.headers ?? {},
  httpStatusCode: answer.status,
  referenceId: request.referenceId ?? '',
});

function listOf(value: unknown, most: number): Subrequest[] {
  if (!Array.isArray(value))
    throw new OrgError(400, 'JSON_PARSER_ERROR', 'A list of requests is required');
  if (value.length <= most) return value as Subrequest[];
  throw new OrgError(400, 'LIMIT_EXCEEDED', `A request may have at most ${most} operations`);
}

/** What may stand in a composite; everything else is refused by name. */
const RESOURCES = /^(sobjects|query|queryAll|composite\/sobjects)(?:[/?]|$)/;
const IN_COMPANY = /^(query|queryAll|composite\/sobjects)(?:[/?]|$)/;

const belowVersion = (url: unknown): string =>
  asText(url).replace(/^\/+(?:services\/data\/)?v\d+\.\d+\//, '');

/** The references must tell subrequests apart, and only five of them may be collections or queries. */
function checkComposite(requests: readonly Subrequest[]): void {
  const references = requests.map(({ referenceId }) => referenceId ?? '');
  const wrong = references.find(
    (one, index) => !/^[A-Za-z]\w*$/.test(one) || references.indexOf(one) !== index,
  );
  if (wrong !== undefined)
    throw new OrgError(400, 'JSON_PARSER_ERROR', `Invalid or duplicate reference id: ${wrong}`);
  const unknown = requests.find(({ url }) => !RESOURCES.test(belowVersion(url)));
  if (unknown)
    throw new OrgError(501, 'NOT_MODELLED', `${unknown.url} is not modelled in a composite`);
  if (requests.filter(({ url }) => IN_COMPANY.test(belowVersion(url))).length > MOST_TOGETHER)
    throw new OrgError(
      400,
      'LIMIT_EXCEEDED',
      `A composite may have at most ${MOST_TOGETHER} sObject Collections or query operations`,
    );
}

export function compositeResource(call: ResourceCall, dispatch: Dispatch): Answer {
  return answerOf(() => {
    const body = bodyObject(call.body);
    const requests = listOf(body['compositeRequest'], MOST_SUBREQUESTS);
    checkComposite(requests);
    const done = runUnit(call, requests, dispatch, body['allOrNone'] === true);
    return { status: 200, body: { compositeResponse: done.map(toResponse) } };
  });
}

export function batchResource(call: ResourceCall, dispatch: Dispatch): Answer {
  return answerOf(() => {
    const requests = listOf(bodyObject(call.body)['batchRequests'], MOST_SUBREQUESTS);
    const results = runAll(call, requests, dispatch).map(({ answer }) => ({
      statusCode: answer.status,
      result: answer.body ?? null,
    }));
    return {
      status: 200,
      body: { hasErrors: results.some(({ statusCode }) => statusCode >= 300), results },
    };
  });
}

/** Each graph is a unit of its own. */
export function graphResource(call: ResourceCall, dispatch: Dispatch): Answer {
  return answerOf(() => {
    const graphs = bodyObject(call.body)['graphs'] as {
      graphId: string;
      compositeRequest: Subrequest[];
    }[];
    const nodes = graphs.reduce((sum, { compositeRequest }) => sum + compositeRequest.length, 0);
    if (nodes > MOST_NODES)
      throw new OrgError(400, 'LIMIT_EXCEEDED', `A payload may have at most ${MOST_NODES} nodes`);
    return {
      status: 200,
      body: {
        graphs: graphs.map(({ graphId, compositeRequest }) => {
          const done = runUnit(call, compositeRequest, dispatch, true);
          return {
            graphId,
            graphResponse: { compositeResponse: done.map(toResponse) },
            isSuccessful: done.every(({ answer }) => answer.status < 300),
          };
        }),
      },
    };
  });
}

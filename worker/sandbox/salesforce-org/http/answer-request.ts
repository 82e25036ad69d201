import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  AnsweredRequest,
  FaultPlan,
  FaultRule,
  ReceivedRequest,
} from '../../faults/fault-rules.ts';
import { OrgError, type HttpRequest, type OrgExtension, type Session } from '../ports.ts';
import type { ApiUsage } from './api-usage.ts';
import { addressOf, parseJson, readBody, tokenOf } from './read-request.ts';
import type { RequestLog } from './request-log.ts';
import { sendJson } from './send-json.ts';

/** Answers what it knows and returns false for everything else. */
export type Handler = (
  request: HttpRequest,
  response: ServerResponse,
) => boolean | Promise<boolean>;

export interface ServerParts {
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly usage: ApiUsage;
  readonly session: (token: string) => Session | null;
  /** Control address: not logged, no faults, no login. */
  readonly control: Handler;
  /** Answers without a login: token, versions. */
  readonly open: Handler;
  readonly extensions: readonly OrgExtension[];
  readonly onRequest?: ((request: ReceivedRequest) => void) | undefined;
  readonly onAnswered?: ((request: AnsweredRequest) => void) | undefined;
}

const API = /^\/services\/data\/v\d+\.\d+\//;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function sendError(response: ServerResponse, error: OrgError): void {
  const { status, errorCode, message, fields } = error;
  sendJson(response, status, [{ message, errorCode, ...(fields.length > 0 ? { fields } : {}) }]);
}

/** The work is done, the answer never arrives. */
function loseAnswer(response: ServerResponse): void {
  response.end = () => {
    response.socket?.destroy();
    return response;
  };
}

/** The work is done, the answer says otherwise. */
function spoilAnswer(response: ServerResponse, { status = 500, body = [] }: FaultRule): void {
  const end = response.end.bind(response);
  response.writeHead = () => response;
  response.end = () => {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response.statusCode = status;
    return end(JSON.stringify(body));
  };
}

/** Tells how the org itself ended a request: around what a fault makes of the answer. */
function tellAnswer(response: ServerResponse, tell: (status: number) => void): void {
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.end = (...rest: unknown[]) => {
    tell(response.statusCode);
    return end(...rest);
  };
}

function isAnsweredByFault(rule: FaultRule, response: ServerResponse): boolean {
  if (rule.cut === 'before') {
    response.socket?.destroy();
    return true;
  }
  if (rule.cut === 'after') loseAnswer(response);
  else if (rule.isDone) spoilAnswer(response, rule);
  if (rule.isDone) return false;
  if (rule.status === undefined) return false;
  sendJson(response, rule.status, rule.body ?? []);
  return true;
}

/** REST calls need a session and count against the daily allocation; streaming does not. */
function checkApiCall(
  { usage }: ServerParts,
  request: HttpRequest,
  response: ServerResponse,
): void {
  if (!API.test(request.path)) return;
  if (!request.session) throw new OrgError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  const isSpent = usage.used >= usage.limit;
  if (!isSpent) usage.count(request.path.split('/')[4] ?? 'rest');
  response.setHeader('Sforce-Limit-Info', `api-usage=${usage.used}/${usage.limit}`);
  if (isSpent) throw new OrgError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

function checkBody(request: HttpRequest): void {
  const isJson = request.raw.headers['content-type']?.includes('json') === true;
  if (
    isJson &&
    request.text.trim() !== '' &&
    request.body === null &&
    request.text.trim() !== 'null'
  )
    throw new OrgError(400, 'JSON_PARSER_ERROR', 'Unexpected character at [line:1, column:1]');
}

async function answer(parts: ServerParts, request: HttpRequest, response: ServerResponse) {
  if (await parts.open(request, response)) return;
  checkApiCall(parts, request, response);
  checkBody(request);
  for (const extension of parts.extensions) if (await extension.handle?.(request, response)) return;
  const message = `The requested resource does not exist (${request.method} ${request.path} is not modelled by this org)`;
  throw new OrgError(404, 'NOT_FOUND', message);
}

async function readRequest(parts: ServerParts, raw: IncomingMessage): Promise<HttpRequest> {
  const bytes = await readBody(raw);
  const text = bytes.toString('utf8');
  const token = tokenOf(raw);
  return {
    raw,
    method: raw.method ?? 'GET',
    ...addressOf(raw),
    text,
    bytes,
    body: parseJson(text),
    session: token === null ? null : parts.session(token),
  };
}

/** Answers one request; whatever goes wrong inside becomes a visible 500. */
export async function answerRequest(
  parts: ServerParts,
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(parts, raw);
  if (await parts.control(request, response)) return;
  const { method, path, session } = request;
  const received: ReceivedRequest = {
    method,
    url: raw.url ?? '/',
    contentType: raw.headers['content-type'],
    body: request.text,
  };
  parts.onRequest?.(received);
  response.once('close', () =>
    parts.log.add({
      method,
      path,
      status: response.statusCode,
      username: session?.username ?? null,
    }),
  );
  const rule = parts.faults.take(method, path, request.text);
  if (rule?.delayMs !== undefined && !rule.isDone) await pause(rule.delayMs);
  if (rule && isAnsweredByFault(rule, response)) return;
  const username = session?.username ?? null;
  tellAnswer(response, (status) => parts.onAnswered?.({ ...received, status, username }));
  try {
    await answer(parts, request, response);
  } catch (error) {
    if (error instanceof OrgError) return sendError(response, error);
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sendJson(response, 500, [{ errorCode: 'UNKNOWN_EXCEPTION', message }]);
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerCall, endpointName, type VendorSide } from './answer-call.ts';
import type {
  AnsweredRequest,
  FaultPlan,
  FaultRule,
  ReceivedRequest,
} from '../../faults/fault-rules.ts';
import { readBody } from './read-request.ts';
import type { RequestLog } from './request-log.ts';
import { sendReply, sendText, type Reply } from './send-reply.ts';

const CONTROL = '/__account/';

export interface ServerParts {
  readonly vendorSide: () => VendorSide;
  /** Called before every vendor call: the warehouse catches up with the clock. */
  readonly tick: () => void;
  readonly control: (method: string, path: string, body: string) => Reply;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly latencyMs: number;
  readonly onRequest?: ((request: ReceivedRequest) => void) | undefined;
  readonly onAnswered?: ((request: AnsweredRequest) => void) | undefined;
}

function sendFault(response: ServerResponse, status: number, body: unknown): void {
  if (typeof body === 'string') sendText(response, status, body);
  else sendReply(response, { status, body });
}

/** The work is done; what the client hears of it is another matter. */
async function answerDone(
  { latencyMs }: ServerParts,
  response: ServerResponse,
  fault: FaultRule | undefined,
  reply: Reply,
): Promise<void> {
  if (latencyMs > 0) await sleep(latencyMs);
  if (fault?.isDone && fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault?.cut === 'after') response.destroy();
  else if (fault?.status !== undefined) sendFault(response, fault.status, fault.body);
  else sendReply(response, reply);
}

/** A vendor call, with whatever the fault rules do to it before, instead or after. */
async function vendorCall(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const path = request.url ?? '/';
  const method = request.method ?? 'GET';
  const pathname = path.split('?')[0] ?? path;
  const name = endpointName(pathname) ?? pathname;
  const contentType = request.headers['content-type'];
  parts.onRequest?.({ method, url: path, contentType, body });
  const fault = parts.faults.take(method, pathname, body);
  const note = (endpoint: string, status: number, unknownArguments: readonly string[] = []): void =>
    parts.log.add({
      at: parts.vendorSide().account.clock().toISOString(),
      method,
      path: pathname,
      endpoint,
      status,
      unknownArguments,
      fault: fault !== undefined,
    });
  if (fault?.delayMs !== undefined && !fault.isDone) await sleep(fault.delayMs);
  if (fault?.cut === 'before') {
    note(name, 0);
    response.destroy();
    return;
  }
  if (fault?.status !== undefined && !fault.isDone) {
    note(name, fault.status);
    sendFault(response, fault.status, fault.body);
    return;
  }
  parts.tick();
  const { endpoint, reply, unknownArguments } = answerCall(parts.vendorSide(), request, body);
  const { status } = reply;
  parts.onAnswered?.({ method, url: path, contentType, body, status, username: null });
  note(endpoint, fault?.cut === 'after' ? 0 : (fault?.status ?? reply.status), unknownArguments);
  await answerDone(parts, response, fault, reply);
}

async function answer(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const path = request.url ?? '/';
  if (!path.startsWith(CONTROL)) return vendorCall(parts, request, response, body);
  parts.tick();
  sendReply(response, parts.control(request.method ?? 'GET', path.slice(CONTROL.length), body));
}

/** Listens on the loopback address. The url is known only then: `Server` of the login reply needs it. */
export async function listen(
  parts: ServerParts,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

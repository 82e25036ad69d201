import type { ServerResponse } from 'node:http';
import type { HttpRequest } from '../ports.ts';
import { answerPost } from './answer-post.ts';
import type { BayeuxServer } from './conversation.ts';

const COMETD_PATH = /^\/cometd(?:\/(\d+\.\d+))?(?:\/|$)/;
const OLDEST_VERSION = 37;

/** Null when the version in the path is served. */
function versionError(version: string | undefined, current: string): string | null {
  const format = `URI format: '/cometd/${current}'`;
  if (version === undefined) return `API version in the URI is mandatory. ${format}`;
  if (Number(version) >= OLDEST_VERSION) return null;
  const oldest = `Only API versions '${OLDEST_VERSION}.0' and later are supported.`;
  return `Unsupported API version. ${oldest} ${format}`;
}

/**
 * Answers `/cometd/<version>` and what a client appends to it (`/handshake`, `/connect`); false for other paths.
 * A WebSocket upgrade, which faye tries first, is refused like any GET.
 */
export async function handleCometd(
  server: BayeuxServer,
  request: HttpRequest,
  response: ServerResponse,
): Promise<boolean> {
  const path = COMETD_PATH.exec(request.path);
  if (!path) return false;
  const refuse = (status: number, errorCode: string, message: string): void =>
    server.core.sendJson(response, status, [{ errorCode, message }]);
  const wrongVersion = versionError(path[1], server.core.apiVersion);
  if (request.method !== 'POST') {
    refuse(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed`);
  } else if (wrongVersion !== null) {
    refuse(400, 'BAD_REQUEST', wrongVersion);
  } else {
    await answerPost(server, request, response);
  }
  return true;
}

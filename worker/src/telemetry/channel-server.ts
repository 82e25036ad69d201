import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a push, or null for an address that nobody knows. */
export type Pushes = (path: string, body: unknown) => Promise<object | null>;

/** A thousand products are some hundred kilobytes. */
const LARGEST_BODY = 8 * 2 ** 20;

/** The body as JSON; null where it is none. Ends with a throw where it is too large. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw new RangeError('too large');
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

/** Faults are told in the body with status 200, with a length and in one piece: so the vendor wants it. */
export async function answerPush(
  pushes: Pushes | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.split('?')[0] ?? '/';
  try {
    const reply = pushes === undefined ? null : await pushes(path, await readJson(request));
    if (reply === null) {
      response.writeHead(pushes === undefined ? 405 : 404).end();
      return;
    }
    const text = Buffer.from(JSON.stringify(reply));
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
      .end(text);
  } catch (error) {
    response.writeHead(error instanceof RangeError ? 413 : 500, { connection: 'close' }).end();
  }
}

import { createServer } from 'node:http';
import { answerRequest, type ServerParts } from './answer-request.ts';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the loopback address only. */
export async function listen(parts: ServerParts, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    answerRequest(parts, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The org has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';
import { answerPush, type Pushes } from './channel-server.ts';

/** What the worker says of itself; no settings, no data of records. */
export interface Health {
  readonly isReady: boolean;
  readonly streaming: string;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `/health` lives while the process does, `/ready` once everything is connected, `/metrics` for Prometheus. What is
 * posted goes to `pushes`, where that is switched on.
 */
export async function startHealthServer(
  address: { host: string; port: number },
  registry: Registry,
  health: () => Health,
  pushes: () => Pushes | undefined = () => undefined,
): Promise<HealthServer> {
  const server: Server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method === 'POST') void answerPush(pushes(), request, response);
    else if (request.method !== 'GET') response.writeHead(405).end();
    else if (path === '/metrics')
      void registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        // While the worker starts or stops, what the gauges ask is not there.
        () => response.writeHead(503).end(),
      );
    else if (path === '/health' || path === '/ready') {
      const state = health();
      const status = path === '/ready' && !state.isReady ? 503 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(state));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : address.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import { request } from 'node:http';
import { connect } from 'node:net';
import { Gauge } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHealthServer, type HealthServer } from '../../src/telemetry/health-server.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

/** A dynamic scan of the one address that the worker opens: what a stranger may send, and what they get. */
let plain: HealthServer;
let withPushes: HealthServer;
const state = { isReady: true, streaming: 'connected' };

beforeAll(async () => {
  const address = { host: '127.0.0.1', port: 0 };
  plain = await startHealthServer(address, createMetrics().registry, () => state);
  const pushes = (path: string): Promise<object | null> =>
    path === '/known'
      ? Promise.resolve({ ok: true })
      : path === '/broken'
        ? Promise.reject(new Error('secret reason'))
        : Promise.resolve(null);
  withPushes = await startHealthServer(
    address,
    createMetrics().registry,
    () => state,
    () => pushes,
  );
});
afterAll(() => Promise.all([plain.close(), withPushes.close()]));

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

function send(
  server: HealthServer,
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ port: server.port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          headers: response.headers,
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Bytes as they are, for what no client would send; the first line of the answer. */
function sendRaw(server: HealthServer, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
    socket.setTimeout(3000, () => socket.destroy());
  });
}

describe('the listener', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'POST'])('takes no %s', async (method) => {
    expect(await send(plain, method, '/health')).toMatchObject({ status: 405, text: '' });
  });

  it.each(['/', '/.env', '/../../etc/passwd', '/%2e%2e/package.json', '/health/../secret', '//'])(
    'has nothing at %s',
    async (path) => {
      expect(await send(plain, 'GET', path)).toMatchObject({ status: 404, text: '' });
    },
  );

  it('says 503 while a figure cannot be told, and lives', async () => {
    const { registry } = createMetrics();
    const gauge = new Gauge({ name: 'not_there', help: 'Asks what is not there', registers: [] });
    gauge.get = () => Promise.reject(new Error('not started'));
    registry.registerMetric(gauge);
    const server = await startHealthServer({ host: '127.0.0.1', port: 0 }, registry, () => state);
    expect((await send(server, 'GET', '/metrics')).status).toBe(503);
    expect((await send(server, 'GET', '/health')).status).toBe(200);
    await server.close();
  });

  it('tells its state and nothing else', async () => {
    const { status, text, headers } = await send(plain, 'GET', '/ready?debug=1');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual(state);
    expect(Object.keys(headers)).not.toContain('x-powered-by');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', /400/],
    [
      'a header of a megabyte',
      `GET /health HTTP/1.1\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`,
      /431/,
    ],
    [
      'two lengths of one body',
      'POST /known HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      /400/,
    ],
  ])('refuses %s', async (_what, bytes, expected) => {
    expect(await sendRaw(plain, bytes)).toMatch(expected);
    expect(await send(plain, 'GET', '/health')).toMatchObject({ status: 200 });
  });
});

describe('the channel endpoint', () => {
  it('answers what it knows and hides why something broke', async () => {
    expect(await send(withPushes, 'POST', '/known', '{}')).toMatchObject({ status: 200 });
    expect(await send(withPushes, 'POST', '/unknown', '{}')).toMatchObject({ status: 404 });
    expect(await send(withPushes, 'POST', '/broken', '{}')).toMatchObject({
      status: 500,
      text: '',
    });
  });

  it('takes a body that is no JSON for none', async () => {
    expect(await send(withPushes, 'POST', '/known', '{"a":')).toMatchObject({ status: 200 });
  });

  it('refuses a body that is too large, and lives', async () => {
    const large = 'x'.repeat(9 * 2 ** 20);
    const outcome = await send(withPushes, 'POST', '/known', large).catch(() => ({ status: 413 }));
    expect(outcome.status).toBe(413);
    expect(await send(withPushes, 'GET', '/health')).toMatchObject({ status: 200 });
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindGauges, createMetrics } from '../../src/telemetry/metrics.ts';
import { observeCalls, observedFetch, observedHandle } from '../../src/telemetry/observe-calls.ts';
import { startTracing } from '../../src/telemetry/start-tracing.ts';

/** A collector and a system in one: it keeps what it is sent. */
let server: Server;
let address: string;
const received: { url: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ url: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(request.url?.includes('CancelOrder') ? 500 : 200).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const job = (id: string) => ({
  id,
  key: 'order',
  kind: 'push',
  data: {},
  traceId: `trace-${id}`,
  attempt: 1,
  createdAt: new Date(0),
});

const gauges = {
  backlog: () => Promise.resolve({ 'orders-out': 3 }),
  openErrors: () => Promise.resolve(2),
  budgets: () => [{ name: 'Salesforce API', used: 50, limit: 200 }],
  lastSuccess: () => ({ outbox: new Date(1_000_000), stock: null }),
};

it('counts calls, jobs and gauges under the names that dashboard and alerts use', async () => {
  const metrics = createMetrics();
  bindGauges(metrics, gauges);
  await observedFetch(metrics, fetch)(`${address}/api/Orders/CreateOrders`, { method: 'POST' });
  await observedFetch(metrics, fetch)(`${address}/api/Orders/CancelOrder`, { method: 'POST' });
  const refused = observeCalls(metrics, 'salesforce')('GET query', () =>
    Promise.reject(Object.assign(new Error('no'), { code: 'SALESFORCE_UNAVAILABLE' })),
  );
  await expect(refused).rejects.toThrow('no');
  await observedHandle(metrics, 'orders-out', () =>
    Promise.resolve(new Map([['a', { done: true } as const]])),
  )([job('a'), job('b')]);

  const text = await metrics.registry.metrics();
  const lines = text.split('\n');
  /** The value of the line with this name and these labels, in whatever order the labels come. */
  const valueOf = (name: string, ...labels: string[]): string | undefined =>
    lines
      .find((line) => line.startsWith(name) && labels.every((label) => line.includes(label)))
      ?.split(' ')
      .at(-1);
  const calls = 'connector_call_seconds_count';
  expect(valueOf(calls, '"linnworks"', '"Orders/CreateOrders"', 'outcome="ok"')).toBe('1');
  expect(valueOf(calls, '"Orders/CancelOrder"', 'outcome="HTTP_500"')).toBe('1');
  expect(valueOf(calls, '"salesforce"', 'outcome="SALESFORCE_UNAVAILABLE"')).toBe('1');
  expect(valueOf('connector_jobs_total', '"orders-out"', 'outcome="done"')).toBe('1');
  expect(valueOf('connector_jobs_total', '"orders-out"', 'outcome="retry"')).toBe('1');
  expect(valueOf('connector_backlog', '"orders-out"')).toBe('3');
  expect(valueOf('connector_open_errors')).toBe('2');
  expect(valueOf('connector_budget_used_ratio', '"Salesforce API"')).toBe('0.25');
  expect(valueOf('connector_last_success_timestamp_seconds', '"outbox"')).toBe('1000');
  expect(text).not.toContain('task="stock"');
});

it('exports only metrics that exist to dashboard and alert rules', async () => {
  const metrics = createMetrics();
  bindGauges(metrics, gauges);
  const text = await metrics.registry.metrics();
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1] ?? ''));
  for (const file of ['config/grafana-dashboard.json', 'config/prometheus-alerts.yml']) {
    const used = readFileSync(file, 'utf8').match(/\b(connector|process|nodejs)_[a-z0-9_]+/g) ?? [];
    const unknown = used.filter(
      (name) => !known.has(name) && !known.has(name.replace(/_(count|sum|bucket)$/, '')),
    );
    expect(used.length, `${file} names no metric`).toBeGreaterThan(0);
    expect(unknown, `${file} names metrics that the worker does not have`).toEqual([]);
  }
});

it('sends no trace unless a collector is named', async () => {
  expect((await startTracing({}, '1')).isOn).toBe(false);
  const named = { OTEL_EXPORTER_OTLP_ENDPOINT: address };
  expect((await startTracing({ ...named, OTEL_SDK_DISABLED: 'true' }, '1')).isOn).toBe(false);
  expect((await startTracing({ ...named, OTEL_TRACES_EXPORTER: 'none' }, '1')).isOn).toBe(false);
});

it('sends spans with trace IDs to the collector of the standard variables', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = address;
  try {
    const tracing = await startTracing(process.env, '1.2.3');
    expect(tracing.isOn).toBe(true);
    const metrics = createMetrics();
    await observedHandle(metrics, 'orders-out', async (jobs) => {
      await observedFetch(metrics, fetch)(`${address}/api/Orders/GetOrdersById`);
      return new Map(jobs.map(({ id }) => [id, { done: true } as const]));
    })([job('c')]);
    await tracing.stop();
  } finally {
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  }
  const traces = received.filter(({ url }) => url === '/v1/traces').map(({ body }) => body);
  expect(traces.join()).toContain('trace-c');
  expect(traces.join()).toContain('linnworks Orders/GetOrdersById');
  const spans = JSON.parse(traces[0] ?? '{}') as {
    resourceSpans: { scopeSpans: { spans: { name: string; parentSpanId?: string }[] }[] }[];
  };
  const all = spans.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((s) => s.spans));
  expect(all.find(({ name }) => name.startsWith('linnworks'))?.parentSpanId).toBeTruthy();
});

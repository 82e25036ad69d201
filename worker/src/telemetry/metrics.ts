import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** What the worker counts; shown as Prometheus text at /metrics. Labels are names of streams and codes, never of people. */
export interface Metrics {
  readonly registry: Registry;
  readonly jobs: Counter<'stream' | 'outcome'>;
  readonly backlog: Gauge<'stream'>;
  readonly openErrors: Gauge;
  readonly streaming: Gauge;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    jobs: new Counter({
      name: 'connector_jobs_total',
      help: 'Jobs by stream and outcome.',
      labelNames: ['stream', 'outcome'],
      registers,
    }),
    backlog: new Gauge({
      name: 'connector_backlog',
      help: 'Jobs that wait, by stream.',
      labelNames: ['stream'],
      registers,
    }),
    openErrors: new Gauge({
      name: 'connector_open_errors',
      help: 'Open errors of records.',
      registers,
    }),
    streaming: new Gauge({
      name: 'connector_streaming_connected',
      help: '1 while events arrive by the Streaming API.',
      registers,
    }),
  };
}

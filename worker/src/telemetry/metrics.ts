import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the worker counts; shown as Prometheus text at /metrics. Labels are names of streams, calls and codes, never of people. */
export interface Metrics {
  readonly registry: Registry;
  readonly calls: Histogram<'system' | 'call' | 'outcome'>;
  readonly jobs: Counter<'queue' | 'outcome'>;
  readonly streaming: Gauge;
}

/** Asked when somebody reads /metrics. */
export interface GaugeSources {
  readonly backlog: () => Promise<Readonly<Record<string, number>>>;
  readonly openErrors: () => Promise<number>;
  /** Calls of each budget in its window, against its limit. */
  readonly budgets: () => readonly { name: string; used: number; limit: number }[];
  readonly lastSuccess: () => Readonly<Record<string, Date | null>>;
}

const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    calls: new Histogram({
      name: 'connector_call_seconds',
      help: 'Calls to Salesforce and Linnworks by name and outcome (ok or error code).',
      labelNames: ['system', 'call', 'outcome'],
      buckets: CALL_SECONDS,
      registers,
    }),
    jobs: new Counter({
      name: 'connector_jobs_total',
      help: 'Jobs by queue and outcome (done, retry, dead).',
      labelNames: ['queue', 'outcome'],
      registers,
    }),
    streaming: new Gauge({
      name: 'connector_streaming_connected',
      help: '1 while events arrive by the Streaming API.',
      registers,
    }),
  };
}

/** Gauges that are read from their source at the moment somebody asks. */
export function bindGauges({ registry }: Metrics, sources: GaugeSources): void {
  const registers = [registry];
  new Gauge({
    name: 'connector_backlog',
    help: 'Jobs that wait, by queue.',
    labelNames: ['queue'],
    registers,
    async collect() {
      for (const [queue, n] of Object.entries(await sources.backlog())) this.set({ queue }, n);
    },
  });
  new Gauge({
    name: 'connector_open_errors',
    help: 'Open errors of records.',
    registers,
    async collect() {
      this.set(await sources.openErrors());
    },
  });
  new Gauge({
    name: 'connector_budget_used_ratio',
    help: 'Share of a quota that is used in its window, by budget.',
    labelNames: ['budget'],
    registers,
    collect() {
      for (const { name, used, limit } of sources.budgets())
        this.set({ budget: name }, limit > 0 ? used / limit : 0);
    },
  });
  new Gauge({
    name: 'connector_last_success_timestamp_seconds',
    help: 'When a task ended well last, by task.',
    labelNames: ['task'],
    registers,
    collect() {
      for (const [task, at] of Object.entries(sources.lastSuccess()))
        if (at !== null) this.set({ task }, at.getTime() / 1000);
    },
  });
}

import { context, trace } from '@opentelemetry/api';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Tracing {
  readonly isOn: boolean;
  /** Sends what is left; at most five seconds. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 5000;

/** Off unless a collector is named; the names are those of the OpenTelemetry specification. */
function isWanted(env: Environment): boolean {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const isOff =
    env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  return Boolean(endpoint) && !isOff;
}

/** `OTEL_TRACES_SAMPLER_ARG` with a ratio sampler; everything without one. */
function ratioOf(env: Environment): number {
  const ratio = Number(env['OTEL_TRACES_SAMPLER_ARG'] ?? '1');
  const isRatio = env['OTEL_TRACES_SAMPLER']?.endsWith('traceidratio') ?? false;
  return isRatio && ratio >= 0 && ratio <= 1 ? ratio : 1;
}

/**
 * Sends traces to a collector over OTLP/HTTP when the standard variables name one (`OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, …). The libraries are loaded only then.
 */
export async function startTracing(env: Environment, version: string): Promise<Tracing> {
  if (!isWanted(env)) return { isOn: false, stop: () => Promise.resolve() };
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
    ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const own = { 'service.name': 'salesforce-linnworks-connector', 'service.version': version };
  const provider = new sdk.TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(own))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratioOf(env)) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return {
    isOn: true,
    stop: () => Promise.race([provider.shutdown(), stopInTime()]),
  };
}

function stopInTime(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, STOP_WITHIN_MS).unref());
}

import { loadSettings, SettingsError } from './config/load-settings.ts';
import { ConnectorError } from './domain/connector-error.ts';
import { startWorker } from './main/start-worker.ts';
import { VERSION } from './main/version.ts';
import { startTracing } from './telemetry/start-tracing.ts';

/** A hosting platform gives 30 seconds between the polite and the impolite end. */
const STOP_WITHIN_MS = 20_000;

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof ConnectorError) return [error.message, ...error.actions].join('\n  - ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const stopping = new AbortController();
  const settings = loadSettings(process.env);
  const tracing = await startTracing(process.env, VERSION);
  const worker = startWorker(settings, stopping.signal);
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    stopping.abort();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void worker
      .then((running) => running.stop())
      .then(() => tracing.stop())
      .then(() => process.exit(code));
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  const { lost } = await worker;
  lost.addEventListener('abort', () => end(1));
}

await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

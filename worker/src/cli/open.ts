import { loadSettings, secretsOf, SettingsError } from '../config/load-settings.ts';
import type { Settings } from '../config/settings-schema.ts';
import { Circuit } from '../domain/circuit.ts';
import { systemClock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Salesforce } from '../domain/ports.ts';
import { connectSalesforce } from '../main/connect-systems.ts';
import { openStore, type OpenStore } from '../queue/open-store.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';

/** The org alone, with the settings of the worker. */
export function openOrg(settings: Settings): Salesforce {
  const log = createLogger('error', secretsOf(settings));
  const circuit = new Circuit('Salesforce', systemClock, () => undefined);
  return connectSalesforce(settings, systemClock, log, createMetrics(), circuit).salesforce;
}

/** The worker's store; the embedded one only while no worker runs on it. */
export function openWorkerStore(settings: Settings): Promise<OpenStore> {
  return openStore({
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    onError: () => undefined,
  });
}

/** Runs a command: its number is the exit code; what goes wrong is said in one sentence. */
export async function runCommand(work: (settings: Settings) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(loadSettings(process.env));
  } catch (error) {
    const isKnown = error instanceof ConnectorError || error instanceof SettingsError;
    const { message, stack } = error as Error;
    process.stderr.write(`${isKnown ? message : (stack ?? message)}\n`);
    if (error instanceof ConnectorError)
      for (const action of error.actions) process.stderr.write(`  - ${action}\n`);
    process.exitCode = 2;
  }
}

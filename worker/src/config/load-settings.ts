import { settingsSchema, type SettingName, type Settings } from './settings-schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** All faults at once, by name; never a value. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The worker does not start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

function describeFault(path: readonly PropertyKey[], message: string, env: Environment): string {
  const name = String(path[0] ?? '');
  const about = settingsSchema.shape[name as SettingName]?.description ?? '';
  return env[name] === undefined || env[name] === ''
    ? `${name} is missing. ${about}`
    : `${name} is wrong: ${message}. ${about}`;
}

/** What no single setting can tell. */
function combinedFaults(given: Environment, env: Environment): string[] {
  const faults: string[] = [];
  const byJwt = given['SF_PRIVATE_KEY'] !== undefined;
  if (!byJwt && given['SF_CLIENT_SECRET'] === undefined)
    faults.push(
      'SF_PRIVATE_KEY is missing (or SF_CLIENT_SECRET, for the client credentials flow).',
    );
  if (byJwt && given['SF_USERNAME'] === undefined)
    faults.push('SF_USERNAME is missing: the JWT bearer flow logs in as that user.');
  if (env['DYNO'] !== undefined && given['DATABASE_URL'] === undefined)
    faults.push('DATABASE_URL is missing: the disk of a dyno is wiped every day.');
  return faults;
}

/**
 * Reads the settings from an environment; empty values count as missing.
 * @throws SettingsError naming every fault.
 */
export function loadSettings(env: Environment): Settings {
  const names = Object.keys(settingsSchema.shape);
  const given: Record<string, string | undefined> = Object.fromEntries(
    names.flatMap((name) => (env[name] ? [[name, env[name]] as const] : [])),
  );
  // Heroku and others name the port themselves.
  if (given['HTTP_PORT'] === undefined && env['PORT']) given['HTTP_PORT'] = env['PORT'];
  const parsed = settingsSchema.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const faults = [
    ...issues.map(({ path, message }) => describeFault(path, message, env)),
    ...combinedFaults(given, env),
  ];
  if (!parsed.success || faults.length > 0) throw new SettingsError(faults);
  return Object.freeze(parsed.data);
}

/** Values that must never appear in a log line. */
export function secretsOf(settings: Settings): string[] {
  const shape = settingsSchema.shape as Record<
    string,
    { meta(): { secret?: boolean } | undefined }
  >;
  return Object.entries(settings).flatMap(([name, value]) =>
    shape[name]?.meta()?.secret === true && typeof value === 'string' ? [value] : [],
  );
}

import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { loadSettings, SettingsError, type Environment } from '../../config/load-settings.ts';
import type { Settings } from '../../config/settings-schema.ts';
import type { CheckRow } from '../../domain/answers.ts';
import type { Clock } from '../../domain/clock.ts';
import { fail, ok, warn } from '../../pipelines/checks/check-row.ts';

const DAY_MS = 86_400_000;
/** Salesforce takes assertions of three minutes; a clock that is further off cannot log in. */
const MOST_SKEW_MS = 60_000;

/** Settings, or a row for each that is missing or wrong. */
export function checkSettings(env: Environment): { settings: Settings | null; rows: CheckRow[] } {
  try {
    return { settings: loadSettings(env), rows: [ok('settings', 'Settings')] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const rows = error.faults.map((fault) => {
      const name = fault.split(' ')[0] ?? '';
      const advice = `Set ${name} (see .env.example), then run the doctor again.`;
      return fail(`setting-${name}`, `Setting ${name}`, fault, advice);
    });
    return { settings: null, rows };
  }
}

export function checkNode(version = process.versions.node): CheckRow {
  return version.startsWith('24.')
    ? ok('node', 'Node', version)
    : fail(
        'node',
        'Node',
        `This is Node ${version}.`,
        'Start the worker with Node 24 (`npm start` does).',
      );
}

/** How far the clock of this machine is from that of Salesforce. */
export async function checkClock({ SF_LOGIN_URL: url }: Settings, clock: Clock): Promise<CheckRow> {
  const title = 'Clock';
  const date = await fetch(`${url}/services/data`, { signal: AbortSignal.timeout(15_000) })
    .then((response) => response.headers.get('date'))
    .catch(() => null);
  if (date === null)
    return warn(
      'clock',
      title,
      'Salesforce does not say what time it is.',
      'Check SF_LOGIN_URL and whether this machine reaches it (proxy, firewall).',
    );
  const seconds = Math.round((clock.now().getTime() - Date.parse(date)) / 1000);
  return Math.abs(seconds) * 1000 < MOST_SKEW_MS
    ? ok('clock', title, `${seconds} s from Salesforce.`)
    : fail(
        'clock',
        title,
        `The clock of this machine is ${seconds} seconds off.`,
        'Let the machine set its clock by itself (NTP): logins with a wrong time are refused.',
      );
}

function checkCertificate(key: KeyObject, file: string, now: Date): CheckRow {
  const certificate = new X509Certificate(readFileSync(file));
  const title = 'Certificate';
  if (!certificate.checkPrivateKey(key))
    return fail(
      'certificate',
      title,
      `${file} does not belong to SF_PRIVATE_KEY.`,
      'Put the key of this pair into SF_PRIVATE_KEY: `npm run keys -- --env .env`.',
    );
  const days = Math.floor((Date.parse(certificate.validTo) - now.getTime()) / DAY_MS);
  const renew = 'Run `npm run keys -- --renew --env .env` and upload the new certificate.';
  if (days < 0) return fail('certificate', title, `It has expired ${-days} days ago.`, renew);
  return days < 30
    ? warn('certificate', title, `It expires in ${days} days.`, renew)
    : ok('certificate', title, `Valid for ${days} days.`);
}

/** The private key, and the certificate beside it where the file is there. */
export function checkKeys(settings: Settings, certificateFile: string, now: Date): CheckRow[] {
  const title = 'Private key';
  if (settings.SF_PRIVATE_KEY === undefined) return [ok('key', title, 'Not used.')];
  try {
    const key = createPrivateKey(settings.SF_PRIVATE_KEY);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa' || bits < 2048)
      return [
        fail(
          'key',
          title,
          'SF_PRIVATE_KEY is not an RSA key of at least 2048 bits.',
          'Make a new pair with `npm run keys -- --renew --env .env` and upload the certificate.',
        ),
      ];
    const row = ok('key', title, `RSA, ${bits} bits.`);
    if (!existsSync(certificateFile)) return [row];
    return [row, checkCertificate(key, certificateFile, now)];
  } catch {
    return [
      fail(
        'key',
        title,
        'SF_PRIVATE_KEY cannot be read as a private key.',
        'Paste the whole key, or use `npm run keys -- --env .env`.',
      ),
    ];
  }
}

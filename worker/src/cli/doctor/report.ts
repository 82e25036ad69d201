import type { Environment } from '../../config/load-settings.ts';
import type { CheckRow } from '../../domain/answers.ts';
import { VERSION } from '../../main/version.ts';
import { createRedactor } from '../../telemetry/redact.ts';

/** Addresses and names that help and open nothing; a database's address holds a password. */
const PLAIN = /^(SF|LINNWORKS)_(.*URL|AUDIENCE|API_VERSION|NAMESPACE|CURRENCY|SOURCE)$/;
const SHORTEST = 4;

/** A key may be quoted as it stands, as its text, or line by line. */
function partsOf(value: string): string[] {
  const text = value.includes('-----') ? value : Buffer.from(value, 'base64').toString('utf8');
  const pem = text.includes('-----BEGIN') ? text.split(/\\n|\n/) : [];
  const lines = pem.map((line) => line.trim()).filter((line) => !line.startsWith('-----'));
  const password = URL.canParse(value) ? decodeURIComponent(new URL(value).password) : '';
  return [value, ...lines, password].filter((part) => part.length >= SHORTEST);
}

/** Every value of the environment that could be a secret, and its parts. */
function secretsOf(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    /^(SF|LINNWORKS|DATABASE|CHANNEL)_/.test(name) && !PLAIN.test(name) && value !== undefined
      ? partsOf(value)
      : [],
  );
}

/** Rows in which no secret of the environment and no e-mail address is left. */
export function withoutSecrets(rows: readonly CheckRow[], env: Environment): CheckRow[] {
  const redact = createRedactor(secretsOf(env));
  const clean = (text: string): string => String(redact(text));
  return rows.map((row) => ({
    ...row,
    detail: clean(row.detail),
    whatToDo: clean(row.whatToDo),
  }));
}

/** What a user can send to whoever helps, as JSON. */
export function renderReport(rows: readonly CheckRow[], at: Date): string {
  const report = {
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    at: at.toISOString(),
    rows: rows.map(({ id, state, title, detail, whatToDo }) => ({
      ...{ id, state, title, detail, whatToDo },
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

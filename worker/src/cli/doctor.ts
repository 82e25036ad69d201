/**
 * `npm run doctor`: examines settings, both logins, permissions, limits and the store, and says what to do. It only reads.
 * `--report FILE` writes what it found without secrets, to be sent to whoever helps.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../domain/clock.ts';
import type { CheckRow } from '../domain/answers.ts';
import { VERSION } from '../main/version.ts';
import { createRedactor } from '../telemetry/redact.ts';
import { examine } from './doctor/examine.ts';

const { values: options } = parseArgs({
  options: {
    report: { type: 'string' },
    certificate: { type: 'string', default: '.keys/server.crt' },
  },
});

function print({ state, title, detail, whatToDo }: CheckRow): void {
  console.log(`${state.padEnd(5)} ${title}${detail === '' ? '' : `: ${detail}`}`);
  if (whatToDo !== '') console.log(`      → ${whatToDo}`);
}

/** Every value of the environment that could be a secret is known to the redactor. */
function writeReport(file: string, rows: readonly CheckRow[]): void {
  const values = Object.entries(process.env).flatMap(([name, value]) =>
    /^(SF|LINNWORKS|DATABASE)_/.test(name) && value !== undefined && value.length > 5
      ? [value]
      : [],
  );
  const redact = createRedactor(values);
  const report = {
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    at: new Date().toISOString(),
    rows: rows.map(({ id, state, title, detail, whatToDo }) => ({
      id,
      state,
      title,
      detail: redact(detail),
      whatToDo: redact(whatToDo),
    })),
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

const rows = await examine(process.env, systemClock, options.certificate);
rows.forEach(print);
const count = (state: CheckRow['state']): number =>
  rows.filter((row) => row.state === state).length;
console.log(`\n${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail`);
if (options.report !== undefined) {
  writeReport(options.report, rows);
  console.log(`The report is in ${options.report}.`);
}
process.exit(count('fail') > 0 ? 1 : 0);

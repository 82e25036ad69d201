/**
 * `npm run doctor`: examines settings, both logins, permissions, limits and the store, and says what to do. It only reads.
 * `--report FILE` writes what it found without secrets, to be sent to whoever helps.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../domain/clock.ts';
import type { CheckRow } from '../domain/answers.ts';
import { examine } from './doctor/examine.ts';
import { renderReport, withoutSecrets } from './doctor/report.ts';

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

const found = await examine(process.env, systemClock, options.certificate);
const rows = withoutSecrets(found, process.env);
rows.forEach(print);
const count = (state: CheckRow['state']): number =>
  rows.filter((row) => row.state === state).length;
console.log(`\n${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail`);
if (options.report !== undefined) {
  writeFileSync(options.report, renderReport(rows, systemClock.now()));
  console.log(`The report is in ${options.report}.`);
}
process.exit(count('fail') > 0 ? 1 : 0);

/**
 * `npm run generate` renews what is derived from the code; with `--check` it only says what is out of date and fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { renderAppJson } from '../worker/src/config/app-json.ts';
import { renderEnvExample } from '../worker/src/config/env-example.ts';
import {
  renderErrorHelp,
  renderErrorLabels,
  renderTroubleshooting,
} from '../worker/src/domain/troubleshooting.ts';
import { renderStateLabels, renderStateTable } from '../worker/src/domain/state-screen.ts';
import { renderNeededAccess } from './install/needed-access.ts';
import { renderFieldModel } from '../worker/src/mapping/reference-page.ts';

/** Each from the code; the last one keeps what people wrote beside it. */
const FILES: Readonly<Record<string, (current: string) => string>> = {
  '.env.example': renderEnvExample,
  '.github/TROUBLESHOOTING.md': renderTroubleshooting,
  'app.json': renderAppJson,
  'worker/src/mapping/README.md': renderFieldModel,
  'worker/src/pipelines/checks/needed-access.ts': renderNeededAccess,
  'force-app/main/default/labels/CustomLabels.labels-meta.xml': (current) =>
    renderStateLabels(renderErrorLabels(current)),
  'force-app/main/default/lwc/stateTable/stateTable.ts': renderStateTable,
  'force-app/main/default/lwc/errorHelp/meanings.ts': () => renderErrorHelp('Error'),
  'force-app/main/default/lwc/errorHelp/advice.ts': () => renderErrorHelp('Advice'),
};

function current(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, render] of Object.entries(FILES)) {
  const options = await resolveConfig(file);
  const raw = render(current(file));
  const text = /\.(md|xml|json|ts)$/.test(file)
    ? await format(raw, { ...options, filepath: file })
    : raw;
  if (text === current(file)) continue;
  stale.push(file);
  if (!isCheck) writeFileSync(file, text);
}
if (isCheck && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
} else if (stale.length > 0) console.log(`Renewed: ${stale.join(', ')}`);

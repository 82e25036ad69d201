/**
 * `npm run generate` renews what is derived from the code; with `--check` it only says what is out of date and fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { renderEnvExample } from '../worker/src/config/env-example.ts';
import { renderFieldModel } from '../worker/src/mapping/reference-page.ts';

const FILES: Readonly<Record<string, () => string>> = {
  '.env.example': renderEnvExample,
  'worker/src/mapping/README.md': renderFieldModel,
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
  const text = file.endsWith('.md')
    ? await format(render(), { ...options, parser: 'markdown' })
    : render();
  if (text === current(file)) continue;
  stale.push(file);
  if (!isCheck) writeFileSync(file, text);
}
if (isCheck && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
} else if (stale.length > 0) console.log(`Renewed: ${stale.join(', ')}`);

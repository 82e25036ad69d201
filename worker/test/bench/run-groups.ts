import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toTable, type BenchRow } from './bench-row.ts';

/** Loads one group when it is asked for, so that `--only` starts nothing else. */
export type Groups = Readonly<Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>>>;

interface Options {
  readonly only: readonly string[];
  readonly json: string | undefined;
}

function readOptions(groups: Groups): Options {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, json: { type: 'string' } },
  });
  const only = (values.only ?? []).flatMap((text) => text.split(','));
  const unknown = only.filter((name) => !(name in groups));
  if (unknown.length > 0)
    throw new Error(`No group ${unknown.join(', ')}. Groups: ${Object.keys(groups).join(' ')}`);
  return { only, json: values.json };
}

/** A group that breaks is a missed figure, not the end of the others. */
async function runGroup(name: string, load: Groups[string]): Promise<BenchRow[]> {
  try {
    return await (await load()).run();
  } catch (error) {
    console.error(error);
    const broken = { figure: 'the group ran to its end', value: 0, unit: '', target: 'yes' };
    return [{ group: name, ...broken, ok: false }];
  }
}

/**
 * Runs the groups one after another, prints a table, writes the rows as JSON when asked.
 * Exit code 1 when a figure misses its target, 2 when a group is unknown.
 */
export async function runGroups(groups: Groups): Promise<void> {
  let options: Options;
  try {
    options = readOptions(groups);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
    return;
  }
  const rows: BenchRow[] = [];
  for (const [name, load] of Object.entries(groups)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    console.log(`\n${name}`);
    const found = await runGroup(name, load);
    rows.push(...found);
    console.log(toTable(found));
  }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
  const missed = rows.filter(({ ok }) => !ok).length;
  console.log(`\n${rows.length - missed} of ${rows.length} figures keep their target`);
  process.exitCode = missed > 0 ? 1 : 0;
}

/** One measured figure. `ok` says whether `value` keeps the target; the target is written for people (`at most 66`). */
export interface BenchRow {
  readonly group: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly ok: boolean;
}

type Figure = Pick<BenchRow, 'group' | 'figure' | 'unit'>;

/** Rounded for people: three significant digits below a hundred, whole numbers above. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

/** A figure that must not exceed its limit. A value that could not be measured (NaN) is never ok. */
export function atMost(figure: Figure, value: number, limit: number): BenchRow {
  return { ...figure, value: rounded(value), target: `at most ${limit}`, ok: value <= limit };
}

/** A figure that must reach its limit. */
export function atLeast(figure: Figure, value: number, limit: number): BenchRow {
  return { ...figure, value: rounded(value), target: `at least ${limit}`, ok: value >= limit };
}

/** The value below which the given share of the sample lies, by the nearest rank. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The rows as a table, aligned, with a mark in front of those that miss their target. */
export function toTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.ok ? 'ok' : 'MISSED',
    row.group,
    row.figure,
    `${row.value} ${row.unit}`.trim(),
    row.target,
  ]);
  const all = [['', 'group', 'figure', 'value', 'target'], ...cells];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

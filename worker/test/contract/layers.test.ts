import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../src');
const READ_THIS = 'See "Layers" in ARCHITECTURE.md.';

/** What each folder of worker/src may import from the others; main.ts and cli/ may import everything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  wire: ['domain'],
  mapping: ['domain', 'wire'],
  telemetry: ['domain'],
  config: ['domain'],
  queue: ['domain', 'wire', 'telemetry'],
  salesforce: ['domain', 'wire', 'telemetry'],
  linnworks: ['domain', 'wire', 'telemetry'],
  schedule: ['domain', 'telemetry'],
  pipelines: ['domain', 'wire', 'mapping', 'telemetry'],
};
/** Adapters reach the pipelines as parameters: only their types may be imported. */
const TYPES_ONLY: Record<string, readonly string[]> = {
  pipelines: ['queue', 'salesforce', 'linnworks', 'schedule'],
};
const WIRING = ['main', 'main.ts', 'cli'];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const pattern = /^(import|export)\s+(type\s+)?[^;]*?from\s+'(\.[^']+)'/gm;
  return [...source.matchAll(pattern)].map(([, , type, target]) => ({
    file: path.relative(SRC, file),
    target: path.relative(SRC, path.resolve(path.dirname(file), target ?? '')),
    typeOnly: type !== undefined,
  }));
}

function violation({ file, target, typeOnly }: Import): string | null {
  const from = file.split(path.sep)[0] ?? '';
  const to = target.split(path.sep)[0] ?? '';
  if (target.startsWith('..')) return `${file} reaches out of worker/src to ${target}`;
  if (from === to || WIRING.includes(from)) return null;
  if (MAY_IMPORT[from]?.includes(to)) return null;
  if (typeOnly && TYPES_ONLY[from]?.includes(to)) return null;
  return `${file} imports ${target}: ${from} may import ${MAY_IMPORT[from]?.join(', ') || 'nothing'}`;
}

const sources = globSync('**/*.ts', { cwd: SRC }).map((file) => path.join(SRC, file));
const production = sources.filter((file) => !file.endsWith('.test.ts'));

describe('the layers of the worker', () => {
  it('finds the code it guards', () => {
    expect(production.length).toBeGreaterThan(20);
  });

  it('keeps every import inside the allowed directions', () => {
    const found = production.flatMap(importsOf).map(violation).filter(Boolean);
    expect(found, `LAYER VIOLATION. ${READ_THIS}`).toEqual([]);
  });

  it('places every file in a known folder', () => {
    const known = new Set([...Object.keys(MAY_IMPORT), ...WIRING]);
    const strays = production
      .map((file) => path.relative(SRC, file))
      .filter((file) => !known.has(file.split(path.sep)[0] ?? ''));
    expect(strays, `UNKNOWN FOLDER. ${READ_THIS}`).toEqual([]);
  });

  it('notices a violation when there is one', () => {
    const bad = { file: 'mapping/a.ts', target: 'linnworks/client.ts', typeOnly: false };
    expect(violation(bad)).toContain('mapping may import domain, wire');
    expect(violation({ ...bad, file: 'pipelines/a.ts' })).not.toBeNull();
    expect(violation({ ...bad, file: 'pipelines/a.ts', typeOnly: true })).toBeNull();
  });
});

describe('the sandbox', () => {
  it('shares no code with the worker, in either direction', () => {
    const sandbox = path.resolve(SRC, '../sandbox');
    const leaks = globSync('**/*.ts', { cwd: sandbox })
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => /from '[^']*\/src\//.test(readFileSync(path.join(sandbox, file), 'utf8')));
    expect(leaks, `A fake built from our own code repeats our own mistakes. ${READ_THIS}`).toEqual(
      [],
    );
  });
});

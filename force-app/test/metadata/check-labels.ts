import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE } from './metadata-file.ts';
import type { PackageModel } from './package-model.ts';

const IMPORT = /@salesforce\/label\/c\.(\w+)/g;

/** Labels that the source of a component imports. */
export function labelsIn(source: string): string[] {
  return [...source.matchAll(IMPORT)].map(([, name = '']) => name);
}

/** Labels that components import and the package lacks. */
export function labelProblems(model: PackageModel): string[] {
  return globSync('lwc/**/*.{ts,js}', { cwd: PACKAGE })
    .sort()
    .flatMap((file) =>
      labelsIn(readFileSync(path.join(PACKAGE, file), 'utf8'))
        .filter((label) => !model.labels.has(label))
        .map((label) => `${file}: there is no label ${label}. Add it to CustomLabels.`),
    );
}

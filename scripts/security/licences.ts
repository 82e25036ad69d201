import { readFileSync } from 'node:fs';

/** May be shipped with an Apache-2.0 product without conditions beyond naming the authors. */
const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'Unlicense',
]);

export interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** `sha512-…` as the lock file has it; empty when it has none. */
  readonly integrity: string;
}

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
}

/** The packages that a production installation holds, as the lock file names them. */
export function productionPackages(lockFile: string): Package[] {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license = 'not named', integrity = '' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      integrity,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version))
    .filter((one, i, all) => one.name !== all[i - 1]?.name || one.version !== all[i - 1]?.version);
}

/** `(MIT OR Apache-2.0)` is fine when one choice is; `A AND B` when all are. */
export function isPermissive(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => PERMISSIVE.has(one.trim())));
}

import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE } from './metadata-file.ts';

const LWC = path.join(PACKAGE, 'lwc');

interface Bundle {
  readonly name: string;
  readonly source: string;
  readonly template: string;
  readonly tests: string;
}

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const bundles = readdirSync(LWC)
  .map((name): Bundle => {
    const folder = path.join(LWC, name);
    const tests = globSync('__tests__/*.test.ts', { cwd: folder });
    return {
      name,
      source: textOf(path.join(folder, `${name}.ts`)),
      template: textOf(path.join(folder, `${name}.html`)),
      tests: tests.map((file) => textOf(path.join(folder, file))).join('\n'),
    };
  })
  .filter(({ source }) => source !== '');

const lacking = (wanted: (bundle: Bundle) => boolean, shown: RegExp): string[] =>
  bundles.filter((bundle) => wanted(bundle) && !shown.test(bundle.tests)).map(({ name }) => name);

describe('the unit tests of every bundle', () => {
  it('exist', () => {
    expect(bundles.length).toBeGreaterThan(40);
    expect(lacking(() => true, /\bit(?:\.each)?\(/)).toEqual([]);
  });

  it('show what happens when its query fails', () => {
    const asks = ({ source }: Bundle) => source.includes('@wire(graphql');
    expect(lacking(asks, /emitErrors\(/)).toEqual([]);
  });

  it('show it to people with other permissions where it asks for them', () => {
    const asks = ({ source }: Bundle) => source.includes('@wire(getObjectInfo');
    expect(lacking(asks, /createable|updateable/)).toEqual([]);
  });

  it('hold what it shows against axe', () => {
    const shows = ({ template }: Bundle) => /<[a-z]/.test(template.replaceAll(/<\/?template/g, ''));
    expect(lacking(shows, /toBeAccessible\(/)).toEqual([]);
  });
});

/** One step of `npm test`; `report` says how its tests are counted, without it the exit code is one check. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly report?: 'vitest' | 'jest';
}

const check = (name: string, command: string, ...args: string[]): Step => ({ name, command, args });
const vitest = (name: string): Step => ({
  name,
  command: 'vitest',
  args: ['run', '--project', name],
  report: 'vitest',
});

/** Steps of one lane run one after the other; the lanes run side by side. */
export const LANES: readonly (readonly Step[])[] = [
  [
    check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
    check('types', 'tsc', '-b'),
    check('lint', 'eslint', '.', '--max-warnings', '0'),
    check('unused', 'knip', '--no-progress'),
    check('generated', 'node', 'scripts/generate.ts', '--check'),
    check('deploy', 'node', 'scripts/build-lwc.ts'),
    { name: 'lwc', command: 'sfdx-lwc-jest', args: ['--', '--silent'], report: 'jest' },
    vitest('package'),
    vitest('unit'),
    vitest('browser'),
  ],
  [
    vitest('sandbox'),
    vitest('contract'),
    vitest('cli'),
    check('install', 'node', 'scripts/test-install.ts'),
    vitest('e2e'),
  ],
];

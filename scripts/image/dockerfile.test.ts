import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSent, readDockerfile } from './dockerfile.ts';
import { variables } from './run-steps.ts';

describe('Dockerfile', () => {
  const stages = readDockerfile(readFileSync('Dockerfile', 'utf8'));
  const last = stages.at(-1)?.instructions ?? [];
  const words = (word: string) => last.filter((one) => one.word === word).map(({ rest }) => rest);

  it('ends in an image that is not run by root and has a health check', () => {
    expect(words('USER')).toEqual(['node']);
    expect(words('HEALTHCHECK')).toHaveLength(1);
    expect(words('CMD')).toEqual(['["node", "worker/src/main.ts"]']);
  });

  it('gives node the same limits as Heroku, npm start and the sandbox, where they are measured', () => {
    const limits = (file: string) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => (line.match(/--max-[a-z-]+-size=\d+/g) ?? []).sort().join(' '))
        .filter((flags) => flags !== '');
    const [first] = limits('Dockerfile');
    for (const file of ['Procfile', 'package.json', 'worker/sandbox/scenarios/worker-process.ts'])
      expect([file, ...new Set(limits(file))]).toEqual([file, first]);
  });

  it('reads variables with and without quotes', () => {
    expect(variables('A="--b=1 --c=2" D=/app/e F=', '/here')).toEqual({
      A: '--b=1 --c=2',
      D: '/here/e',
      F: '',
    });
  });

  it('refuses what it cannot read', () => {
    expect(() => readDockerfile('FROM a\nRUN one \\')).toThrow('cannot read');
  });
});

describe('.dockerignore', () => {
  const patterns = readFileSync('.dockerignore', 'utf8').trim().split('\n');

  it.each([
    ['worker/src/main.ts', true],
    ['package-lock.json', true],
    ['worker/src/mapping/address.test.ts', false],
    ['.env', false],
    ['worker/sandbox/README.md', false],
    ['force-app/main/default/lwc/tsconfig.json', false],
  ])('%s: %s', (file, sent) => {
    expect(isSent(patterns, file)).toBe(sent);
  });
});

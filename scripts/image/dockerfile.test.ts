import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSent, readDockerfile } from './dockerfile.ts';

describe('Dockerfile', () => {
  const stages = readDockerfile(readFileSync('Dockerfile', 'utf8'));
  const last = stages.at(-1)?.instructions ?? [];
  const words = (word: string) => last.filter((one) => one.word === word).map(({ rest }) => rest);

  it('ends in an image that is not run by root and has a health check', () => {
    expect(words('USER')).toEqual(['node']);
    expect(words('HEALTHCHECK')).toHaveLength(1);
    expect(words('CMD')).toEqual(['["node", "worker/src/main.ts"]']);
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

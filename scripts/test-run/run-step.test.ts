import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { countTests, runStep } from './run-step.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

describe('counting tests', () => {
  it('counts a skipped or planned test as a failure', () => {
    expect(countTests({ ...report, numPendingTests: 1, numTodoTests: 1 }, 0)).toEqual({
      passed: 3,
      failed: 2,
    });
  });

  it('counts a run that broke outside its tests', () => {
    expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1 });
  });
});

describe('running a step', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'steps-'));

  it('turns the exit code of a check into one result', async () => {
    const pass = await runStep({ name: 'a', command: 'node', args: ['-e', '0'] }, dir);
    const fail = await runStep(
      { name: 'b', command: 'node', args: ['-e', 'process.exit(3)'] },
      dir,
    );
    expect([pass.passed, pass.failed, fail.passed, fail.failed]).toEqual([1, 0, 0, 1]);
  });

  it('fails a step that leaves no report, and one whose command is missing', async () => {
    const silent = await runStep(
      { name: 'c', command: 'node', args: ['-e', '0'], report: 'jest' },
      dir,
    );
    const missing = await runStep({ name: 'd', command: 'no-such-command', args: [] }, dir);
    expect([silent.failed, missing.failed]).toEqual([1, 1]);
  });
});

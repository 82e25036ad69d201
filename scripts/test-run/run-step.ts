import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Step } from './steps.ts';

export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

/** The part of a Jest or Vitest JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

function reportArgs(step: Step, file: string): string[] {
  if (step.report === 'vitest')
    return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  if (step.report === 'jest') return ['--json', `--outputFile=${file}`];
  return [];
}

function execute(step: Step, extra: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const command = path.join('node_modules', '.bin', step.command);
    const child = spawn(command, [...step.args, ...extra], {
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${step.command}: ${error.message}` }));
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/** A skipped test is a failure: it says that something works without looking. */
export function countTests(report: Report, exitCode: number): { passed: number; failed: number } {
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + skipped;
  const brokenOutsideTests = exitCode !== 0 && failed === 0;
  return { passed: report.numPassedTests, failed: failed + (brokenOutsideTests ? 1 : 0) };
}

/** Runs one step to its end. Never throws: what cannot be run or counted is a failure with its output. */
export async function runStep(step: Step, resultsDir: string): Promise<StepResult> {
  const file = path.resolve(resultsDir, `${step.name}.json`);
  const started = performance.now();
  const { code, output } = await execute(step, reportArgs(step, file));
  const seconds = (performance.now() - started) / 1000;
  if (step.report === undefined)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds, output };
  if (!existsSync(file)) return { passed: 0, failed: 1, seconds, output };
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return { ...countTests(report, code), seconds, output };
}

/**
 * `npm test`: everything that guards a commit, in two lanes (the machine this is sized for has two cores).
 * `npm test -- lint unit` runs the named steps only. Closes with `N passed, N failed` over all of them.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { runStep } from './test-run/run-step.ts';
import { LANES, type Step } from './test-run/steps.ts';

const RESULTS = 'node_modules/.cache/test-results';
const only = process.argv.slice(2);
const steps = LANES.flat();
const unknown = only.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(' ')}`,
  );
  process.exit(2);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const total = { passed: 0, failed: 0 };
async function runLane(lane: readonly Step[]): Promise<void> {
  for (const step of lane.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const result = await runStep(step, RESULTS);
    total.passed += result.passed;
    total.failed += result.failed;
    const mark = result.failed > 0 ? 'FAILED' : 'ok';
    if (result.failed > 0 || process.env.VERBOSE) process.stdout.write(`${result.output}\n`);
    console.log(
      `${mark.padEnd(7)}${step.name.padEnd(10)}${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed ${result.seconds.toFixed(0).padStart(5)} s`,
    );
  }
}

await Promise.all(LANES.map(runLane));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

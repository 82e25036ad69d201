import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], seconds: number, files = true) => ({
  extends: true as const,
  test: {
    name,
    include,
    testTimeout: seconds * 1000,
    hookTimeout: Math.max(seconds, 60) * 1000,
    fileParallelism: files,
  },
});

/** One project per layer; `npm test` runs them all, `npx vitest run --project unit` one of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      project('unit', ['worker/src/**/*.test.ts', 'scripts/**/*.test.ts'], 10),
      project('sandbox', ['worker/sandbox/**/*.test.ts'], 30),
      project('package', ['force-app/test/metadata/**/*.test.ts'], 60),
      project('contract', ['worker/test/contract/**/*.test.ts'], 60),
      project('e2e', ['worker/test/e2e/**/*.test.ts'], 180, false),
      project('cli', ['worker/test/cli/**/*.test.ts'], 300, false),
      project('browser', ['force-app/test/browser/**/*.test.ts'], 180, false),
    ],
  },
});

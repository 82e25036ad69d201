const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  // The accessibility check alone takes seconds on a busy machine.
  testTimeout: 30_000,
  setupFilesAfterEnv: [
    ...(jestConfig.setupFilesAfterEnv ?? []),
    '<rootDir>/force-app/test/jest-mocks/set-up.cjs',
  ],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    // The resolver knows bundles with a script; this one is a style sheet that others import.
    '^c/stackedTable$': '<rootDir>/force-app/main/default/lwc/stackedTable/stackedTable.css',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testMatch: ['<rootDir>/force-app/main/**/__tests__/**/*.test.ts'],
};

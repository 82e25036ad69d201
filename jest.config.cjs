const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  // The accessibility check alone takes seconds on a busy machine.
  testTimeout: 30_000,
  setupFilesAfterEnv: [
    ...(jestConfig.setupFilesAfterEnv ?? []),
    '<rootDir>/force-app/test/jest-mocks/set-up.cjs',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testMatch: ['<rootDir>/force-app/main/**/__tests__/**/*.test.ts'],
};

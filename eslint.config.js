import { createRequire } from 'node:module';
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const require = createRequire(import.meta.url);
const lwcRecommended = require('@salesforce/eslint-config-lwc/recommended-ts');
const lockerBase = require('@locker/eslint-config-locker/base');
const lockerRecommended = require('@locker/eslint-config-locker/recommended');

const NODE_CODE = ['worker/**/*.ts', 'scripts/**/*.ts', 'force-app/test/**/*.ts', '*.config.ts'];
const SIZE = ['error', { max: 300 }];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.data/', '**/generated/**'] },
  {
    files: NODE_CODE,
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': SIZE,
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // An async function that happens not to await still keeps its contract with the port it implements.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['worker/src/**/*.ts'],
    ignores: ['worker/src/main.ts', 'worker/src/cli/**', 'worker/src/**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message:
            'Only main.ts and cli/ read the environment, through config/: see ARCHITECTURE.md.',
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.ts', 'worker/src/cli/**/*.ts', 'worker/test/{bench,chaos}/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', '*.config.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['force-app/test/preview/browser/**/*.ts'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['force-app/main/**/lwc/**/*.ts'],
    extends: [...lwcRecommended, ...tseslint.configs.recommended],
    // @locker/eslint-config-locker is still in the eslintrc format: take its rules by hand.
    plugins: { '@locker/locker': require('@locker/eslint-plugin-locker') },
    rules: {
      ...lockerBase.rules,
      ...lockerRecommended.rules,
      'max-lines': SIZE,
      'no-unused-vars': 'off',
      'no-undef': 'off',
      'no-void': 'off',
      // Prettier takes the parentheses away that this rule asks for.
      'no-confusing-arrow': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // The one place with a timer: the screens ask again instead of listening to events, which are few in an org.
    files: ['force-app/main/**/lwc/refreshTimer/refreshTimer.ts'],
    rules: {
      '@lwc/lwc/no-async-operation': 'off',
      '@locker/locker/distorted-window-set-interval': 'off',
    },
  },
  {
    // LightningConfirm.open is the platform's own dialogue, not window.open.
    files: ['force-app/main/**/lwc/{orderFulfilment,confirmAction}/**/*.ts'],
    rules: { '@locker/locker/distorted-xml-http-request-window-open': 'off' },
  },
  {
    files: ['force-app/main/**/__tests__/**/*.ts'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off', 'max-lines': SIZE },
  },
);

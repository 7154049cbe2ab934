import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Each SDK has one importer; types may be named anywhere, for they load nothing. */
const sdks = [
  { name: '@actions/artifact', only: 'src/github' },
  { name: '@actions/core', only: 'src/host' },
  { name: '@actions/exec', only: 'src/host' },
  { name: '@actions/github', only: 'src/github' },
  { name: '@octokit/plugin-retry', only: 'src/github' },
  { name: '@octokit/plugin-throttling', only: 'src/github' },
  { name: '@kubernetes/client-node', only: 'src/kubernetes' },
  { name: 'ws', only: 'src/kubernetes' }
];

/** The pure core reads no clock, environment, network or file, and knows no SDK. */
const pure = [
  ...['statistics', 'redaction', 'lib', 'model'],
  ...['proof', 'suite', 'scenario', 'sources', 'results', 'plan', 'verdict', 'report', 'inputs', 'baseline']
];

const sdkRule = allowed => [
  'error',
  {
    paths: sdks
      .filter(sdk => sdk.only !== allowed)
      .map(sdk => ({ name: sdk.name, allowTypeImports: true, message: `Only ${sdk.only}/ imports ${sdk.name}.` }))
  }
];

const impureModules = [
  'node:child_process',
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
  'node:process'
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'cilium-perf-gate-results/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './test/tsconfig.json'] } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'always' }],
      // The models of client-node are classes that its own documentation fills with plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error'
    }
  },
  { files: ['**/*.js', '**/*.cjs'], languageOptions: { globals: globals.node } },
  {
    // A text from outside must not take time that grows faster than its length.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }]
    }
  },
  {
    // Messages of others can contain secrets; errorMessage() cleans them.
    files: ['host', 'kubernetes', 'cilium', 'cluster', 'measure', 'restore', 'run', 'conclude', 'entries'].map(
      folder => `src/${folder}/**/*.ts`
    ),
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(?:error|cause)$/][property.name=/^(?:message|stack)$/]',
          message: 'Use errorMessage(), which redacts the words of others.'
        }
      ]
    }
  },
  { files: ['src/**/*.ts'], rules: { '@typescript-eslint/no-restricted-imports': sdkRule(undefined) } },
  ...['host', 'github', 'kubernetes'].map(folder => ({
    files: [`src/${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': sdkRule(`src/${folder}`) }
  })),
  {
    files: pure.map(folder => `src/${folder}/**/*.ts`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            ...sdks.map(sdk => ({ name: sdk.name, allowTypeImports: true, message: 'The pure core knows no SDK.' })),
            ...impureModules.map(name => ({ name, message: 'The pure core reaches the outside through ports only.' }))
          ]
        }
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }]
    }
  },
  {
    files: ['test/**/*.ts', 'e2e/**/*.ts'],
    extends: [jest.configs['flat/recommended'], jest.configs['flat/style']],
    rules: {
      'jest/no-standalone-expect': [
        'error',
        { additionalTestBlockFunctions: ['target', 'testWithZtunnel', 'testWithZtunnel.each', 'testWhereOffered.each'] }
      ],
      'jest/no-conditional-expect': 'off',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }]
    }
  }
);

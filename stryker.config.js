/** Mutation testing, by hand: see docs/testing.md. */
export default {
  mutate: ['src/{proof,measure,verdict,statistics}/**/*.ts'],
  testRunner: 'jest',
  // Node strips the types; Jest's modules need the flag.
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  disableTypeChecks: false,
  jest: {
    // Jest finds related tests only within the roots, so it would miss those that reach a file through test/support.
    enableFindRelatedTests: false,
    config: {
      testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
      // The tests of what is mutated, and the whole runs that reach the rest of src/measure: all tests would take ten
      // times as long.
      roots: ['proof', 'measure', 'verdict', 'statistics', 'run'].map(folder => `<rootDir>/test/${folder}`),
      testMatch: ['**/*.test.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform: {}
    }
  },
  coverageAnalysis: 'perTest',
  // A constant is read when its module is loaded, so that every test would have to run in a new process.
  ignoreStatic: true,
  ignorePatterns: ['/bench', '/demo', '/dist', '/e2e', '/lab', '/cilium-perf-gate-results'],
  // Messages are asserted where they matter; a mutated text says nothing about a judgment. The type checker rejects most of the
  // others: an object without its fields, an array of the wrong elements, a chain without its `?`.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'OptionalChaining'] },
  concurrency: 1,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'coverage/mutation.json' },
  tempDirName: 'coverage/mutation'
};

export default {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/e2e'],
  testMatch: ['**/*.e2e.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testSequencer: '<rootDir>/e2e/sequencer.cjs',
  testTimeout: 900_000 * Number(process.env.E2E_TIME_SCALE ?? 1)
};

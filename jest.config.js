export default {
  testEnvironment: 'node',
  // Jest leaves one core idle by default, which is half of a hosted runner of two.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  restoreMocks: true
};

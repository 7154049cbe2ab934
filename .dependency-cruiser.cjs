/** The floors of docs/architecture.md: a folder of src/ imports only from lower ones. */
const floors = [
  ['statistics', 'redaction', 'lib'],
  ['model'],
  ['proof', 'suite', 'scenario', 'host'],
  ['kubernetes', 'results', 'plan', 'verdict'],
  ['cilium', 'cluster', 'github', 'report'],
  ['inputs', 'measure', 'baseline', 'restore'],
  ['run', 'conclude'],
  ['entries']
];

const below = floor => floors.slice(0, floor).flat();

module.exports = {
  forbidden: [
    ...floors.flatMap((folders, floor) =>
      folders.map(folder => ({
        name: `${folder}-imports-only-lower-floors`,
        severity: 'error',
        from: { path: `^src/${folder}/` },
        to: { path: '^src/', pathNot: `^src/(${[folder, ...below(floor)].join('|')})/` }
      }))
    ),
    {
      name: 'every-file-has-a-floor',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${floors.flat().join('|')})/` },
      to: {}
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count too: who names another folder's types depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' }
  }
};

/** The layers of docs/architecture.md: a folder of src/ imports only from lower ones. */
const layers = [
  ['lib'],
  ['statistics', 'redaction'],
  ['model'],
  ['proof', 'suite', 'scenario', 'host'],
  ['kubernetes', 'results', 'plan', 'verdict', 'sources'],
  ['cilium', 'cluster', 'github', 'report'],
  ['inputs', 'measure', 'baseline', 'rendering', 'restore'],
  ['run', 'conclude'],
  ['init'],
  ['entries']
];

const below = layer => layers.slice(0, layer).flat();

module.exports = {
  forbidden: [
    ...layers.flatMap((folders, layer) =>
      folders.map(folder => ({
        name: `${folder}-imports-only-lower-layers`,
        severity: 'error',
        from: { path: `^src/${folder}/` },
        to: { path: '^src/', pathNot: `^src/(${[folder, ...below(layer)].join('|')})/` }
      }))
    ),
    {
      name: 'every-file-has-a-layer',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${layers.flat().join('|')})/` },
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

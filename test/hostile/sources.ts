/** Files of a repository; the first is the one that an input names. A text that begins with `->` is a link to a path. */
type Files = Readonly<Record<string, string>>;

/** A repository that someone else wrote, and a pointer into its first file. */
export interface Hostile {
  readonly files: Files;
  readonly pointer?: string;
}

/** Never part of what is read, shown or passed on; the first is outside of the checkout. */
export const secrets = ['secret-from-outside', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'hunter2-hunter2'];
const token = secrets[1] ?? '';

const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const json = (value: unknown): string => JSON.stringify(value);
const nested = (levels: number): string => '{a: '.repeat(levels) + '1' + '}'.repeat(levels);

const release = (spec: string, name = 'cilium'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
const chart = 'chart: {spec: {chart: cilium, version: 1.18.4}}';
const application = (source: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium}\nspec: {source: {chart: cilium, targetRevision: 1.18.4, ${source}}}\n`;
const sources = (valueFile: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium}\nspec: {sources: [{repoURL: x, ref: v}, {chart: cilium, helm: {ignoreMissingValueFiles: true, valueFiles: [${valueFile}]}}]}\n`;
const helmChart = (spec: string, kind = 'HelmChart'): string =>
  `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata: {name: cilium}\nspec: {chart: cilium, version: 1.18.4, ${spec}}\n`;
const kustomization = (more: string): string => `helmCharts: [{name: cilium, version: 1.18.4, ${more}}]\n`;
const umbrella = (values: string, dependency: string): Files => ({
  'v.yaml': values,
  'Chart.yaml': `name: infra\ndependencies: ${dependency}\n`
});
const map = (data: string, name = 'm'): string => `kind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n`;
const from = (reference: string): string => release(`{${chart}, valuesFrom: [${reference}]}`);

/** Instead of every value that is read. */
const wrong: readonly string[] = [
  ...['null', '7', '""', '[]', '{}', '[null]', '[[7]]', '{length: 5}', '{__proto__: {a: 1}}'],
  // Objects that cannot be turned into a text.
  ...['{toString: 1, valueOf: 2}', '[{toString: 1, name: {toString: 1}}]']
];
const wrongly = (kind: string, of: (value: string) => string): (readonly [string, Hostile])[] =>
  wrong.map(value => [`${value} for ${kind}`, { files: { 'v.yaml': of(value) } }]);

const everyField: readonly (readonly [string, Hostile])[] = [
  ...wrongly('apiVersion', value => release(`{${chart}}`).replace('helm.toolkit.fluxcd.io/v2', value)),
  ...wrongly('kind', value => release(`{${chart}}`).replace('HelmRelease', value)),
  ...wrongly('metadata', value => release(`{values: {mtu: 1}}`).replace('{name: cilium}', value)),
  ...wrongly('metadata.name', value => release('{values: {mtu: 1}}', value)),
  ...wrongly('the spec of a HelmRelease', release),
  ...wrongly('spec.chart', value => release(`{chart: ${value}}`)),
  ...wrongly('the name of a chart', value => release(`{chart: {spec: {chart: ${value}}}}`)),
  ...wrongly('the version of a chart', value => release(`{chart: {spec: {chart: cilium, version: ${value}}}}`)),
  ...wrongly('spec.chartRef', value => release(`{chartRef: ${value}}`)),
  ...wrongly('the name in spec.chartRef', value => release(`{chartRef: {name: ${value}}}`)),
  ...wrongly('spec.values', value => release(`{${chart}, values: ${value}}`)),
  ...wrongly('spec.valuesFrom', value => release(`{${chart}, valuesFrom: ${value}}`)),
  ...wrongly('an entry of spec.valuesFrom', from),
  ...wrongly('the kind in spec.valuesFrom', value => from(`{kind: ${value}, name: m}`)),
  ...wrongly('the name in spec.valuesFrom', value => from(`{kind: ConfigMap, name: ${value}}`)),
  ...wrongly(
    'valuesKey',
    value => `${from(`{kind: ConfigMap, name: m, valuesKey: ${value}}`)}---\n${map('{a: "mtu: 1"}')}`
  ),
  ...wrongly(
    'targetPath',
    value => `${from(`{kind: ConfigMap, name: m, valuesKey: a, targetPath: ${value}}`)}---\n${map('{a: "7"}')}`
  ),
  ...wrongly('the data of a ConfigMap', value => `${from('{kind: ConfigMap, name: m}')}---\n${map(value)}`),
  ...wrongly(
    'an entry of a ConfigMap',
    value => `${from('{kind: ConfigMap, name: m}')}---\n${map(`{values.yaml: ${value}}`)}`
  ),
  ...wrongly('configMapGenerator', value => `${from('{kind: ConfigMap, name: m}')}---\nconfigMapGenerator: ${value}\n`),
  ...wrongly(
    'the files of a generator',
    value => `${from('{kind: ConfigMap, name: m}')}---\nconfigMapGenerator: [{name: m, files: ${value}}]\n`
  ),
  ...wrongly(
    'the spec of an OCIRepository',
    value =>
      `${release('{chartRef: {name: c}}')}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: c}\nspec: ${value}\n`
  ),
  ...wrongly(
    'the url of an OCIRepository',
    value =>
      `${release('{chartRef: {name: c}}')}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: c}\nspec: {url: ${value}, ref: ${value}}\n`
  ),
  ...wrongly('spec.source', value => application('').replace(/spec: .*/, `spec: {source: ${value}}`)),
  ...wrongly('spec.sources', value => application('').replace(/spec: .*/, `spec: {sources: ${value}}`)),
  ...wrongly('helm', value => application(`helm: ${value}`)),
  ...wrongly('the path of a source', value =>
    application('').replace('chart: cilium', `path: ${value}, repoURL: ${value}`)
  ),
  ...wrongly('valueFiles', value => application(`helm: {valueFiles: ${value}}`)),
  ...wrongly('an entry of valueFiles', value => application(`helm: {valueFiles: [${value}]}`)),
  ...wrongly('helm.values', value => application(`helm: {values: ${value}, valuesObject: ${value}}`)),
  ...wrongly('helm.parameters', value => application(`helm: {parameters: ${value}, fileParameters: ${value}}`)),
  ...wrongly('a parameter', value => application(`helm: {parameters: [{name: ${value}, value: ${value}}]}`)),
  ...wrongly('the spec of an ApplicationSet', value =>
    application('')
      .replace('Application', 'ApplicationSet')
      .replace(/spec: .*/, `spec: ${value}`)
  ),
  ...wrongly('the spec of a HelmChart', value => helmChart('').replace(/spec: .*/, `spec: ${value}`)),
  ...wrongly('the chart of a HelmChart', value => helmChart('').replace('chart: cilium', `chart: ${value}`)),
  ...wrongly('valuesContent', value => helmChart(`valuesContent: ${value}`, 'HelmChartConfig')),
  ...wrongly('set', value => helmChart(`set: ${value}`)),
  ...wrongly('an entry of set', value => helmChart(`set: {a.b: ${value}}`)),
  ...wrongly('valuesSecrets', value => helmChart(`valuesSecrets: ${value}`)),
  ...wrongly('helmCharts', value => `kind: Kustomization\nhelmCharts: ${value}\n`),
  ...wrongly('the name in helmCharts', value => `helmCharts: [{name: ${value}}]\n`),
  ...wrongly('valuesFile', value => kustomization(`valuesFile: ${value}`)),
  ...wrongly('valuesInline', value => kustomization(`valuesInline: ${value}, valuesMerge: ${value}`)),
  ...wrongly('additionalValuesFiles', value => kustomization(`additionalValuesFiles: ${value}`)),
  ...wrong.flatMap((value): (readonly [string, Hostile])[] => [
    [`${value} for dependencies`, { files: umbrella('cilium: {mtu: 1}', value) }],
    [
      `${value} for the name of a dependency`,
      { files: umbrella('cilium: {mtu: 1}', `[{name: ${value}, version: ${value}}]`) }
    ],
    [
      `${value} for the alias of a dependency`,
      { files: umbrella('cilium: {mtu: 1}', `[{name: cilium, alias: ${value}}]`) }
    ],
    [`${value} for a chart's values`, { files: umbrella(`cilium: ${value}\nglobal: ${value}\n`, '[{name: cilium}]') }],
    [`${value} for values`, { files: { 'v.yaml': value } }],
    [`${value} for what a pointer names`, { files: { 'v.yaml': `a: {b: ${value}}` }, pointer: 'a.b' }]
  ])
];

const outside = [
  '../outside.yaml',
  '../../outside.yaml',
  'a/../../outside.yaml',
  '/etc/passwd',
  '..',
  '/',
  './../outside.yaml',
  'link.yaml',
  'folder/outside.yaml',
  'folder'
];
const links = { 'link.yaml': '->../outside.yaml', folder: '->..' };
const escaping: readonly (readonly [string, Hostile])[] = outside.flatMap((path): (readonly [string, Hostile])[] => [
  [`${path} in valueFiles`, { files: { 'v.yaml': sources(`$v/${path}`), ...links } }],
  [`${path} in valuesFile`, { files: { 'v.yaml': kustomization(`valuesFile: ${path}`), ...links } }],
  [
    `${path} in additionalValuesFiles`,
    { files: { 'a/b/v.yaml': kustomization(`additionalValuesFiles: [../../${path}]`), ...links } }
  ],
  [
    `${path} in a generator`,
    {
      files: {
        'v.yaml': `${from('{kind: ConfigMap, name: m}')}---\nconfigMapGenerator: [{name: m, files: [values.yaml=${path}]}]\n`,
        ...links
      }
    }
  ],
  [
    `${path} as the name of a ConfigMap`,
    { files: { 'v.yaml': from(`{kind: ConfigMap, name: ${json(path)}, valuesKey: ${json(path)}}`), ...links } }
  ]
]);

const odd = [
  '--post-renderer',
  '-f',
  '-',
  '--',
  '--version=1',
  '-1.2.3',
  '$(id)',
  '`id`',
  "'; id",
  '\u202egnp',
  '\u200b\u200bx',
  'a\u0000b',
  '\u001b[2J',
  'x'.repeat(100_000),
  `https://me:${secrets[2] ?? ''}@h/cilium`,
  `oci://u:${token}@h/x`,
  'file:///etc/passwd',
  `token=${token}`,
  '::error::x',
  '\n::set-output name=x::y'
];
const named: readonly (readonly [string, Hostile])[] = odd.flatMap((name): (readonly [string, Hostile])[] => {
  const text = json(name);
  const shown = text.slice(0, 30);
  return [
    [
      `a chart called ${shown}`,
      { files: { 'v.yaml': release(`{chart: {spec: {chart: ${text}, version: ${text}}}}`) } }
    ],
    [`a release called ${shown}`, { files: { 'v.yaml': release(`{${chart}, values: {mtu: 1}}`, text) } }],
    [
      `a version called ${shown}`,
      { files: { 'v.yaml': release(`{chart: {spec: {chart: cilium, version: ${text}}}, values: {mtu: 1}}`) } }
    ],
    [`a ConfigMap called ${shown}`, { files: { 'v.yaml': from(`{kind: ConfigMap, name: ${text}}`) } }],
    [`a Secret called ${shown}`, { files: { 'v.yaml': from(`{kind: Secret, name: ${text}}`) } }],
    [
      `an OCIRepository at ${shown}`,
      {
        files: {
          'v.yaml': `${release('{chartRef: {name: c}}')}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: c}\nspec: {url: ${text}, ref: {tag: ${text}}}\n`
        }
      }
    ],
    [
      `a chart from ${shown}`,
      {
        files: { 'v.yaml': application(`repoURL: ${text}`).replace('chart: cilium', 'path: .').replace('1.18.4', text) }
      }
    ],
    [
      `a folder called ${shown}`,
      { files: { 'v.yaml': application(`repoURL: x`).replace('chart: cilium', `path: ${text}`) } }
    ],
    [`a values file called ${shown}`, { files: { 'v.yaml': application(`helm: {valueFiles: [${text}]}`) } }],
    [
      `a parameter called ${shown}`,
      { files: { 'v.yaml': application(`helm: {parameters: [{name: ${text}, value: ${text}}]}`) } }
    ],
    [
      `a HelmChart from ${shown}`,
      {
        files: {
          'v.yaml': helmChart(`repo: ${text}, set: {${text}: ${text}}`).replace('chart: cilium', `chart: ${text}`)
        }
      }
    ],
    [`a kustomization of ${shown}`, { files: { 'v.yaml': kustomization(`repo: ${text}, valuesFile: ${text}`) } }],
    [
      `a dependency called ${shown}`,
      { files: umbrella('cilium: {mtu: 1}', `[{name: cilium, alias: ${text}, version: ${text}, repository: ${text}}]`) }
    ],
    [`a key called ${shown}`, { files: { 'v.yaml': `${text}: 1\n? ${text}\n: {${text}: "\${A}"}\n` } }]
  ];
});

const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const prototypes: readonly (readonly [string, Hostile])[] = inherited.flatMap((key): (readonly [string, Hostile])[] => {
  const values = `{${key}: {encryption: {enabled: true, type: wireguard}, polluted: true}}`;
  return [
    [`${key} in values`, { files: { 'v.yaml': values } }],
    [`${key} below a key`, { files: { 'v.yaml': `{encryption: ${values}, ${key}: [1]}` } }],
    [`${key} merged`, { files: { 'v.yaml': `a: &a ${values}\nb: {<<: *a}\n<<: *a\n` } }],
    [
      `${key} in a HelmRelease`,
      {
        files: {
          'v.yaml': `${from('{kind: ConfigMap, name: m}').replace('}\n', `, values: ${values}}\n`)}---\n${map(`{values.yaml: ${json(values)}}`)}`
        }
      }
    ],
    [
      `${key} as a parameter`,
      {
        files: {
          'v.yaml': application(
            `helm: {parameters: [{name: ${key}.polluted, value: "1"}, {name: "a.${key}.polluted", value: "1"}, {name: "a.${key}[0]", value: "1"}]}`
          )
        }
      }
    ],
    [`${key} in set`, { files: { 'v.yaml': helmChart(`set: {${key}.polluted: 1}`) } }],
    [
      `${key} as a ConfigMap's key`,
      { files: { 'v.yaml': `${from(`{kind: ConfigMap, name: m, valuesKey: ${key}}`)}---\n${map('{a: b}')}` } }
    ],
    [`${key} as a dependency`, { files: umbrella(`${key}: {polluted: true}`, `[{name: cilium, alias: ${key}}]`) }],
    [`${key} as a pointer`, { files: { 'v.yaml': 'a: {b: 1}' }, pointer: `a.${key}` }]
  ];
});

const cycles: readonly (readonly [string, Hostile])[] = [
  [
    'a kustomization whose values are itself',
    { files: { 'v.yaml': kustomization('valuesFile: v.yaml, additionalValuesFiles: [v.yaml]') } }
  ],
  [
    'a kustomization that includes itself',
    {
      files: {
        'kustomization.yaml': `resources: [., .., kustomization.yaml]\n${kustomization('valuesInline: {mtu: 1}')}`
      }
    }
  ],
  [
    'a chart that depends on itself',
    {
      files: {
        'v.yaml': 'cilium: {mtu: 1}',
        'Chart.yaml': 'name: cilium\ndependencies: [{name: cilium, repository: "file://."}]\n'
      }
    }
  ],
  [
    'a chart whose values are the chart',
    { files: { 'Chart.yaml': 'name: cilium\ndependencies: [{name: cilium, alias: dependencies}]\n' } }
  ],
  [
    'a release whose values are itself',
    {
      files: {
        'v.yaml': `${from('{kind: ConfigMap, name: m}')}---\nconfigMapGenerator: [{name: m, files: [values.yaml=v.yaml]}]\n`
      }
    }
  ],
  [
    'ConfigMaps that generate each other',
    {
      files: {
        'v.yaml': from('{kind: ConfigMap, name: m}'),
        'a.yaml': 'configMapGenerator: [{name: m, files: [values.yaml=b.yaml]}]',
        'b.yaml': 'configMapGenerator: [{name: m, files: [values.yaml=a.yaml]}]'
      }
    }
  ],
  ['an Application whose values are itself', { files: { 'v.yaml': sources('$v/v.yaml, $v/v.yaml') } }],
  ['an anchor in itself', { files: { 'v.yaml': 'a: &a {b: *a}' } }],
  ['a link to itself', { files: { 'v.yaml': kustomization('valuesFile: loop.yaml'), 'loop.yaml': '->loop.yaml' } }],
  [
    'links in a circle',
    { files: { 'v.yaml': kustomization('valuesFile: a.yaml'), 'a.yaml': '->b.yaml', 'b.yaml': '->a.yaml' } }
  ]
];

const references = (count: number): string => repeat(count, () => '{kind: ConfigMap, name: m},');
const large: readonly (readonly [string, Hostile])[] = [
  ['100,000 documents', { files: { 'v.yaml': '---\n'.repeat(100_000) } }],
  ['1000 releases', { files: { 'v.yaml': repeat(1000, () => '---\nkind: HelmRelease\n') } }],
  ['a file of 2 MB', { files: { 'v.yaml': `a: ${'x'.repeat(2_000_000)}` } }],
  [
    'a values file of 2 MB',
    { files: { 'v.yaml': kustomization('valuesFile: w.yaml'), 'w.yaml': '#'.repeat(2_000_000) } }
  ],
  ['a Chart.yaml of 2 MB', { files: { 'v.yaml': 'mtu: 1', 'Chart.yaml': '#'.repeat(2_000_000) } }],
  [
    'a neighbor of 2 MB',
    { files: { 'v.yaml': from('{kind: ConfigMap, name: m}'), 'w.yaml': `ConfigMap m${'#'.repeat(2_000_000)}` } }
  ],
  ['nested mappings', { files: { 'v.yaml': nested(300) } }],
  ['mappings nested too deeply', { files: { 'v.yaml': nested(2000) } }],
  ['texts in texts', { files: { 'v.yaml': helmChart(`valuesContent: ${json(json(json(nested(100))))}`) } }],
  [
    'anchors that make it deeper',
    {
      files: {
        'v.yaml': repeat(
          6,
          index =>
            `a${index}: &a${index} ${'{a: '.repeat(200)}${index === 0 ? '1' : `*a${index - 1}`}${'}'.repeat(200)}\n`
        )
      }
    }
  ],
  [
    'anchors that make it larger',
    { files: { 'v.yaml': `a: &a "${'x'.repeat(100_000)}"\nb: [${'*a,'.repeat(900)}]\n` } }
  ],
  [
    'anchors of lists that make it larger',
    { files: { 'v.yaml': `a: &a [${'1234567890,'.repeat(3000)}]\nb: [${'*a,'.repeat(990)}]\n` } }
  ],
  [
    'more references than can be read',
    { files: { 'v.yaml': `${from(references(400))}---\n${map('{values.yaml: "mtu: 1"}')}` } }
  ],
  [
    'many references to one object',
    { files: { 'v.yaml': `${from(references(300))}---\n${map('{values.yaml: "mtu: 1"}')}`, 'w.yaml': 'mtu: 1' } }
  ],
  [
    'many references to a key',
    {
      files: {
        'v.yaml': `${from(repeat(300, index => `{kind: ConfigMap, name: m, valuesKey: k, targetPath: "a[${index}]"},`))}---\n${map('{k: "1"}')}`
      }
    }
  ],
  ['more value files than can be read', { files: { 'v.yaml': sources('$v/w.yaml,'.repeat(400)), 'w.yaml': 'mtu: 1' } }],
  [
    'more values files than can be read',
    { files: { 'v.yaml': kustomization(`additionalValuesFiles: [${'w.yaml,'.repeat(400)}]`), 'w.yaml': 'mtu: 1' } }
  ],
  [
    'more parameters than can be set',
    {
      files: {
        'v.yaml': application(`helm: {parameters: [${repeat(400, index => `{name: k${index}, value: "1"},`)}]}`)
      }
    }
  ],
  ['more keys than can be set', { files: { 'v.yaml': helmChart(`set: {${repeat(400, index => `k${index}: 1,`)}}`) } }],
  [
    'a parameter of 100,000 steps',
    { files: { 'v.yaml': application(`helm: {parameters: [{name: "${'a.'.repeat(100_000)}a", value: "1"}]}`) } }
  ],
  [
    'a parameter of 400 steps',
    { files: { 'v.yaml': application(`helm: {parameters: [{name: "${'a.'.repeat(400)}a", value: "1"}]}`) } }
  ],
  [
    'a parameter of many indexes',
    { files: { 'v.yaml': application(`helm: {parameters: [{name: "a${'[999]'.repeat(190)}", value: "1"}]}`) } }
  ],
  [
    'a parameter of 100,000 commas',
    { files: { 'v.yaml': application(`helm: {parameters: [{name: a, value: "{${','.repeat(100_000)}}"}]}`) } }
  ],
  ['1000 texts that are YAML', { files: { 'v.yaml': repeat(1000, index => `k${index}: "a: 1\\nb: 2"\n`) } }],
  ['1000 keys to fill in', { files: { 'v.yaml': repeat(1000, index => `k${index}: "\${A}"\n`) } }],
  ['1000 dependencies', { files: umbrella('cilium: {mtu: 1}', `[${'{name: x},'.repeat(1000)}]`) }],
  [
    '1000 sources',
    { files: { 'v.yaml': application('').replace(/spec: .*/, `spec: {sources: [${'{ref: v},'.repeat(1000)}]}`) } }
  ],
  ['1000 equal keys', { files: { 'v.yaml': 'mtu: 1\n'.repeat(1000) } }],
  [
    'equal lines in a text',
    {
      files: {
        'v.yaml': helmChart('a: b')
          .replace('a: b}', 'valuesContent: ')
          .replace(/spec: \{.*/, `spec:\n  chart: cilium\n  valuesContent: |\n${'    unknown: 1\n'.repeat(2000)}`)
      }
    }
  ],
  [
    '300 files beside it',
    {
      files: {
        'v.yaml': from('{kind: ConfigMap, name: m}'),
        ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}.yaml`, 'a: 1']))
      }
    }
  ]
];

const broken: readonly (readonly [string, Hostile])[] = [
  ...[
    '\ufeffmtu: 1',
    '\0',
    'a: \u0085b',
    '%YAML 9.9\n---\na: 1',
    '!!js/function x',
    '!!python/object:os.system x',
    '&a',
    '*a',
    '<<: 7',
    '<<: [1]',
    '? [a]\n: 1',
    '? {a: b}\n: 1',
    '{{ .Values.x }}',
    'a: {{ x }}',
    '- - -',
    '---\n...\n---',
    '!<tag:yaml.org,2002:binary> x',
    'a: !!binary "####"',
    '"\\ud800": 1',
    `password: ${secrets[2] ?? ''}: x`,
    `[${token}`
  ].map((text): readonly [string, Hostile] => [json(text), { files: { 'v.yaml': text } }]),
  ['invalid YAML in a text', { files: { 'v.yaml': helmChart(`valuesContent: "${token}: [:"`) } }],
  ['a folder as the file', { files: { 'v.yaml': kustomization('valuesFile: d'), 'd/e.yaml': 'a: 1' } }],
  ['bytes that are no text', { files: { 'v.yaml': kustomization('valuesFile: w.bin'), 'w.bin': '\ufffd\u0001\u0002' } }]
];

/** Everything, by kind. */
export const repositories: Readonly<Record<string, readonly (readonly [string, Hostile])[]>> = {
  'wrong types': everyField,
  'paths that leave the checkout': escaping,
  'odd names': named,
  'inherited keys': prototypes,
  cycles,
  'large files': large,
  'broken files': broken
};

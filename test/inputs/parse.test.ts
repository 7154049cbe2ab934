import { comparing } from './comparing.ts';
import { describe, expect, test } from '@jest/globals';
import { parseOptions } from '../../src/inputs/parse.ts';
import { scenarioName } from '../../src/model/scenario.ts';
import { disk, errorOf, parse } from './options.ts';

const asItIs = { cluster: 'kubeconfig', apply: 'false' };
const onKubeconfig = { cluster: 'kubeconfig', 'allow-reconfigure': 'lab' };
const digest = `sha256:${'0'.repeat(64)}`;

describe('valid inputs', () => {
  test('no inputs mean the documented defaults', () => {
    expect(parse({})).toEqual({
      apply: true,
      cluster: { provider: 'kind', name: 'cilium-perf-gate', keep: false, loadImages: [] },
      nodes: { tolerations: [] },
      cilium: {
        chart: { kind: 'oci', reference: 'oci://quay.io/cilium/charts/cilium' },
        version: undefined,
        defaultVersion: '1.20.2',
        versionFile: undefined,
        valuesFiles: [],
        set: [],
        namespace: 'kube-system'
      },
      scenarios: [],
      modes: {
        wireguardNodeEncryption: false,
        ipsecKeyAlgorithm: 'rfc4106-gcm-aes',
        strictMode: 'off',
        ztunnelCa: 'internal',
        ztunnelWorkerThreads: undefined,
        ztunnelImage: undefined
      },
      suite: 'default',
      tests: ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'],
      rounds: undefined,
      durationSeconds: 5,
      burstSeconds: 1,
      omitSeconds: 0,
      timeScale: 1,
      comparing: comparing(),
      seed: undefined,
      witnessImage:
        'quay.io/cilium/alpine-curl:v1.10.0@sha256:913e8c9f3d960dde03882defa0edd3a919d529c2eb167caa7f54194528bde364',
      image:
        'quay.io/cilium/network-perf:3.21-1782913202-88c270c@sha256:c115a00b80bbf4ff49857dd545f0c40025f226d79051b2c8fdab3e8b938c7f92',
      output: 'cilium-perf-gate-results',
      planOnly: false,
      verbose: false,
      verifyOnly: false
    });
  });

  test('empty texts, which the runner passes for missing inputs, do not count as given', () => {
    const empty = {
      'kind-name': '',
      context: '',
      'allow-reconfigure': '',
      duration: '',
      seed: '',
      'cilium-values': ''
    };
    expect(parse({ ...empty, kubeconfig: undefined })).toEqual(parse({}));
  });

  test('a map and a record are the same', () => {
    expect(parseOptions(new Map([['seed', 'a']]), disk())).toEqual(parse({ seed: 'a' }));
  });

  test('everything about a kind cluster', () => {
    const { cluster } = parse({
      'kind-name': 'perf',
      'kind-keep': 'true',
      'kind-config': 'kind.yaml',
      'kind-node-image': 'kindest/node:v1.34.3',
      'kind-workers': '2',
      'kind-load-images': 'cilium-dev:ci\nregistry.example:5000/perf:1'
    });
    expect(cluster).toEqual({
      provider: 'kind',
      name: 'perf',
      keep: true,
      nodeImage: 'kindest/node:v1.34.3',
      configFile: 'kind.yaml',
      workers: 2,
      loadImages: ['cilium-dev:ci', 'registry.example:5000/perf:1']
    });
  });

  test('a Kubernetes version for a kind cluster', () => {
    expect(parse({ 'kind-kubernetes-version': '1.34.3' }).cluster).toMatchObject({ kubernetesVersion: '1.34.3' });
  });

  test('an issue for each loss is kept here or in another repository, with labels and assignees', () => {
    const regressionIssueOf = (inputs: Record<string, string>) => parse(inputs).comparing.regressionIssue;
    expect(regressionIssueOf({ 'regression-issue': 'none' })).toBeUndefined();
    expect(regressionIssueOf({ 'regression-issue': 'here' })).toEqual({ labels: [], assignees: [] });
    expect(
      regressionIssueOf({
        'regression-issue': 'example/issues',
        'regression-issue-labels': 'performance, needs triage',
        'regression-issue-assignees': 'octocat'
      })
    ).toEqual({ repository: 'example/issues', labels: ['performance', 'needs triage'], assignees: ['octocat'] });
  });

  test.each(['gh-pages', 'site/perf_1', 'pages.v2'])('the trend is published on the branch %s', pages => {
    expect(parse({ pages }).comparing.pages).toBe(pages);
  });

  test('the trend is published on no branch unless one is named', () => {
    expect(parse({}).comparing.pages).toBeUndefined();
  });

  test.each([
    ['10', 10],
    ['10s', 10],
    ['2m', 120],
    ['1m0s', 60],
    ['1m30s', 90],
    ['1h', 3600],
    ['0h1m', 60]
  ])('a duration of %s', (duration, seconds) => {
    expect(parse({ duration }).durationSeconds).toBe(seconds);
  });

  test.each([
    ['30', 30],
    ['30m', 30],
    ['1h30m', 90],
    ['6h', 360],
    ['300s', 5]
  ])('a time budget of %s', (text, minutes) => {
    expect(parse({ 'time-budget': text }).comparing.timeBudgetMinutes).toBe(minutes);
  });

  test('the published durations in any form', () => {
    expect(parse({ suite: 'published', duration: '30', omit: '0' })).toEqual(
      parse({ suite: 'published', duration: '30s', omit: '0s' })
    );
  });

  test('versions as registries tag them', () => {
    const inputs = { 'cilium-version': 'v1.20.2', 'reference-cilium-version': 'v1.19.6-rc.1' };
    const { cilium, comparing, cluster } = parse({ ...inputs, 'kind-kubernetes-version': 'v1.34.3' });
    expect([cilium.version, comparing.referenceVersion]).toEqual(['1.20.2', '1.19.6-rc.1']);
    expect(cluster).toMatchObject({ kubernetesVersion: '1.34.3' });
  });

  test('fractions', () => {
    const options = parse({ 'time-scale': '2.5', 'tolerance-throughput': '1', 'tolerance-latency': '7.5%' });
    expect(options.timeScale).toBe(2.5);
    expect(options.comparing.policy.tolerancePercent).toEqual({ throughput: 1, latency: 7.5 });
  });

  test('a kubeconfig with its context named twice', () => {
    const { cluster } = parse({ ...onKubeconfig, kubeconfig: 'config', context: 'lab' });
    expect(cluster).toEqual({ provider: 'kubeconfig', kubeconfig: 'config', context: 'lab', allowReconfigure: 'lab' });
  });

  test('a kubeconfig whose current context is only named as permission', () => {
    expect(parse(onKubeconfig).cluster).toMatchObject({ context: undefined, allowReconfigure: 'lab' });
  });

  test('a cluster as is, in any mode or in the one that is named', () => {
    expect(parse(asItIs)).toMatchObject({ apply: false, scenarios: [], cluster: { context: undefined } });
    expect(parse({ ...asItIs, scenarios: 'native+ztunnel' }).scenarios.map(scenarioName)).toEqual(['native+ztunnel']);
  });

  test('a verification has one round without tests, even with the defaults that the runner passes', () => {
    const defaults = { 'fail-on': 'regression, invalid', omit: '0s', suite: 'default', comment: 'true' };
    const options = parse({ mode: 'verify', ...defaults });
    expect(options).toMatchObject({ verifyOnly: true, tests: [], rounds: 1 });
    expect(parse({}).verifyOnly).toBe(false);
  });

  test('the published recipe, also if spelled out', () => {
    const published = { suite: 'published', rounds: 1, durationSeconds: 30, burstSeconds: 30, omitSeconds: 0 };
    expect(parse({ suite: 'published' })).toMatchObject(published);
    expect(parse({ suite: 'published', duration: '30', rounds: '1', omit: '0' })).toMatchObject(published);
  });

  test.each([
    ['commas', 'vxlan, native'],
    ['lines', 'vxlan\nnative\n'],
    ['commas and lines of Windows', 'vxlan,\r\nnative,\r\n']
  ])('a list separated by %s', (_, scenarios) => {
    expect(parse({ scenarios }).scenarios.map(({ routing }) => routing)).toEqual(['vxlan', 'native']);
  });

  test('vxlan+none is vxlan', () => {
    expect(parse({ scenarios: 'vxlan+none' }).scenarios).toEqual(parse({ scenarios: 'vxlan' }).scenarios);
  });

  test('no scenario leaves the mode to the values, and so does from-values', () => {
    for (const scenarios of [undefined, 'from-values']) {
      const options = parse({ scenarios, 'cilium-values': 'values.yaml', 'ipsec-key-algorithm': 'cbc-aes-sha512' });
      expect(options.scenarios).toEqual([]);
      expect(options.modes.ipsecKeyAlgorithm).toBe('cbc-aes-sha512');
    }
  });

  test.each<[string, Parameters<typeof parse>[0]]>([
    ['single values', { set: 'encryption.enabled=true' }],
    ['those of the reference', { 'reference-values': 'values.yaml' }],
    ['those of the release on a cluster', onKubeconfig]
  ])('values of a mode can be %s', (_, inputs) => {
    const options = parse({ scenarios: 'from-values', 'ipsec-key-algorithm': 'cbc-aes-sha512', ...inputs });
    expect(options.modes.ipsecKeyAlgorithm).toBe('cbc-aes-sha512');
  });

  test('all twelve scenarios, in the order given', () => {
    const names = ['vxlan', 'geneve', 'native'].flatMap(routing =>
      ['', '+wireguard', '+ipsec', '+ztunnel'].map(encryption => routing + encryption)
    );
    expect(parse({ scenarios: names.join() }).scenarios.map(scenarioName)).toEqual(names);
  });

  test('the options of the modes', () => {
    const options = parse({
      scenarios: 'vxlan+wireguard, vxlan+ipsec, native+ztunnel',
      'wireguard-node-encryption': 'true',
      'ipsec-key-algorithm': 'cbc-aes-sha512',
      'strict-mode': 'egress',
      'ztunnel-ca': 'spire',
      'ztunnel-worker-threads': '50%',
      'ztunnel-image': 'registry.example/ztunnel:1'
    });
    expect(options.modes).toEqual({
      wireguardNodeEncryption: true,
      ipsecKeyAlgorithm: 'cbc-aes-sha512',
      strictMode: 'egress',
      ztunnelCa: 'spire',
      ztunnelWorkerThreads: '50%',
      ztunnelImage: 'registry.example/ztunnel:1'
    });
  });

  test.each(['vxlan+wireguard', 'vxlan+ipsec'])('strict mode with %s alone', scenarios => {
    expect(parse({ scenarios, 'strict-mode': 'egress' }).modes.strictMode).toBe('egress');
  });

  test.each(['1', '256', '1%', '100%'])('%s worker threads', threads => {
    const inputs = { scenarios: 'vxlan+ztunnel', 'ztunnel-worker-threads': threads };
    expect(parse(inputs).modes.ztunnelWorkerThreads).toBe(threads);
  });

  test.each([
    ['chart', { kind: 'path', path: 'chart' }],
    ['cilium.tgz', { kind: 'path', path: 'cilium.tgz' }],
    ['https://helm.cilium.io/', { kind: 'repository', url: 'https://helm.cilium.io/' }],
    ['oci://localhost:5000/cilium', { kind: 'oci', reference: 'oci://localhost:5000/cilium' }]
  ])('chart %s', (text, chart) => {
    expect(parse({ 'cilium-chart': text }).cilium.chart).toEqual(chart);
  });

  test('a version is one only if the input is given, because files can tell it', () => {
    expect(parse({}).cilium).toMatchObject({ version: undefined, defaultVersion: '1.20.2' });
    expect(parse({ 'cilium-version': 'v1.19.4' }).cilium.version).toBe('1.19.4');
  });

  test('single values are one per line, because they can contain commas', () => {
    expect(parse({ set: 'a={1,2}\r\n\n  b=1 \n' }).cilium.set).toEqual(['a={1,2}', 'b=1']);
  });

  test('values files keep their order', () => {
    expect(parse({ 'cilium-values': 'values.yaml\nmore.yaml' }).cilium.valuesFiles).toEqual([
      'values.yaml',
      'more.yaml'
    ]);
  });

  test.each(['perf:3.21', `perf@${digest}`, `host:5000/a/perf:latest@${digest}`])('image %s', image => {
    expect(parse({ 'test-image': image }).image).toBe(image);
  });

  test('a pre-release version', () => {
    expect(parse({ 'cilium-version': '1.21.0-pre.0' }).cilium.version).toBe('1.21.0-pre.0');
  });

  test('the output folder may exist', () => {
    expect(parse({ output: 'empty' }).output).toBe('empty');
  });
});

describe('wrong inputs each get one sentence', () => {
  const scenarioList = 'write from-values, or vxlan, geneve or native, alone or with +wireguard, +ipsec or +ztunnel';
  const threads = 'is not a number of threads; write 1 to 256, or 1% to 100% of the CPUs, for example 4';
  const digits = 'write digits only, for example';
  test.each<[string, Record<string, string>, string]>([
    [
      'a regression issue in no repository',
      { 'regression-issue': 'true' },
      'regression-issue: "true" is not valid; write none, here, or another repository as owner/name.'
    ],
    ...['refs/heads/gh-pages', '../main', 'a..b', 'a//b', '-f', '.github', 'a b', 'gh-pages/'].map(
      (pages): [string, Record<string, string>, string] => [
        `${pages} as the name of a branch`,
        { pages },
        `pages: "${pages}" is not the name of a branch; write it without refs/heads/, for example gh-pages.`
      ]
    ),
    [
      'labels for no issue',
      { 'regression-issue-labels': 'performance' },
      'regression-issue-labels: has no effect without regression-issue; write regression-issue: here, or remove it.'
    ],
    [
      'a mention instead of a login',
      { 'regression-issue': 'here', 'regression-issue-assignees': '@octocat' },
      'regression-issue-assignees: "@octocat" is not a login; write it without @, for example octocat.'
    ],
    [
      'an unknown input',
      { scenario: 'native' },
      'scenario: is not an input (did you mean scenarios?); remove it. If the workflow sets an environment variable INPUT_SCENARIO, rename that, because the runner passes inputs under such names.'
    ],
    [
      'an unknown input like nothing',
      { colour: 'red' },
      'colour: is not an input; remove it. If the workflow sets an environment variable INPUT_COLOUR, rename that, because the runner passes inputs under such names.'
    ],
    [
      'the old name of an input',
      { 'margin-latency': '10' },
      'margin-latency: is not an input any more; write tolerance-latency with twice the value.'
    ],
    [
      'a name of the prototype',
      { constructor: 'x' },
      'constructor: is not an input; remove it. If the workflow sets an environment variable INPUT_CONSTRUCTOR, rename that, because the runner passes inputs under such names.'
    ],
    [
      'an unknown cluster',
      { cluster: 'kin' },
      'cluster: "kin" is not a valid value; write kind, aks or kubeconfig (did you mean kind?).'
    ],
    [
      'a boolean of YAML 1.1',
      { 'kind-keep': 'yes' },
      'kind-keep: "yes" is neither true nor false; write true or false.'
    ],
    [
      'a boolean in capitals',
      { 'plan-only': 'TRUE' },
      'plan-only: "TRUE" is neither true nor false; write true or false.'
    ],
    ...['1e3', '0x10', '0', '0s', '3601', '1h1s', '1.5s', '05', '10 s', '10S', '10ms', '1s1m', '-1s', 's'].map(
      (text): [string, Record<string, string>, string] => [
        `the duration ${text}`,
        { duration: text },
        `duration: "${text}" is not a duration from 1s to 3600s; write for example 10s.`
      ]
    ),
    ...['4', '4m59s', '361', '6h1m', '30m30s', '30min'].map((text): [string, Record<string, string>, string] => [
      `the time budget ${text}`,
      { 'time-budget': text },
      `time-budget: "${text}" is not a duration from 5m to 360m; write for example 30m.`
    ]),
    ...['0.9', '20.1', '2,5', '1e1', '2.', '.5', '2x'].map((text): [string, Record<string, string>, string] => [
      `the time scale ${text}`,
      { 'time-scale': text },
      `time-scale: ${JSON.stringify(text)} is not a number from 1 to 20; write for example 2.5.`
    ]),
    ...['0.9', '101', '5 %', '%', '5%%'].map((text): [string, Record<string, string>, string] => [
      `the tolerance ${text}`,
      { 'tolerance-latency': text },
      `tolerance-latency: "${text}" is not a number from 1 to 100; write for example 20.`
    ]),
    [
      'a metric that its test does not have',
      { gate: 'tcp-latency/latency-p999' },
      'gate: "tcp-latency/latency-p999" is not a metric of tcp-latency; write tcp-latency/ and latency-mean, latency-min, latency-p50, latency-p90, latency-p99, latency-max, latency-stddev, transaction-rate, retransmits-tx, retransmits-rx or pods-cpu (did you mean latency-p99?).'
    ],
    [
      'a metric that is neither good nor bad',
      { gate: 'tcp-stream/mss' },
      'gate: "tcp-stream/mss" is not a metric of tcp-stream; write tcp-stream/ and throughput, retransmits or pods-cpu.'
    ],
    [
      'a metric without its test',
      { gate: 'latency-p99' },
      'gate: "latency-p99" is not a metric; write test/metric, for example tcp-latency/latency-p99, with the test tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream, udp-throughput, udp-latency or tcp-connect.'
    ],
    [
      'a metric of a test that does not run',
      { gate: 'udp-latency/latency-p99', tests: 'tcp-stream, tcp-latency' },
      'gate: "udp-latency/latency-p99" needs the test udp-latency, but tests lists tcp-stream, tcp-latency; remove it, or add udp-latency to tests.'
    ],
    ['a number with spaces', { duration: ' 5 ' }, 'duration: " 5 " has spaces around it; remove them.'],
    ['zero rounds', { rounds: '0' }, `rounds: "0" is not a whole number from 1 to 100; ${digits} 3.`],
    ['a negative number', { omit: '-1' }, 'omit: "-1" is not a duration from 0s to 60s; write for example 1s.'],
    ['a fraction', { rounds: '1.5' }, `rounds: "1.5" is not a whole number from 1 to 100; ${digits} 3.`],
    ['a leading zero', { rounds: '03' }, `rounds: "03" is not a whole number from 1 to 100; ${digits} 3.`],
    [
      'an unknown scenario',
      { scenarios: 'vxlam' },
      `scenarios: "vxlam" is not a scenario; ${scenarioList} (did you mean vxlan?).`
    ],
    [
      'a scenario in capitals',
      { scenarios: 'VXLAN' },
      `scenarios: "VXLAN" is not a scenario; ${scenarioList} (did you mean vxlan?).`
    ],
    [
      'an encryption alone',
      { scenarios: 'wireguard' },
      `scenarios: "wireguard" is not a scenario; ${scenarioList} (did you mean vxlan+wireguard?).`
    ],
    [
      'a shortened scenario',
      { scenarios: 'Geneve+WG' },
      `scenarios: "Geneve+WG" is not a scenario; ${scenarioList} (did you mean geneve+wireguard?).`
    ],
    [
      'a scenario of two encryptions',
      { scenarios: 'vxlan+wireguard+ipsec' },
      `scenarios: "vxlan+wireguard+ipsec" is not a scenario; ${scenarioList}.`
    ],
    ['an unknown word', { scenarios: 'vxlan+tls13' }, `scenarios: "vxlan+tls13" is not a scenario; ${scenarioList}.`],
    [
      'an encryption by another sign',
      { scenarios: 'vxlan-wireguard' },
      `scenarios: "vxlan-wireguard" is not a scenario; ${scenarioList} (did you mean vxlan+wireguard?).`
    ],
    [
      'an algorithm that cilium-cli does not know',
      { scenarios: 'vxlan+ipsec', 'ipsec-key-algorithm': 'gcm' },
      'ipsec-key-algorithm: "gcm" is not a valid value; write rfc4106-gcm-aes, cbc-aes-sha256 or cbc-aes-sha512 (did you mean rfc4106-gcm-aes?).'
    ],
    [
      'an unknown strict mode',
      { scenarios: 'vxlan+wireguard', 'strict-mode': 'on' },
      'strict-mode: "on" is not a valid value; write off, egress, ingress or both.'
    ],
    [
      'an unknown CA',
      { scenarios: 'vxlan+ztunnel', 'ztunnel-ca': 'spiffe' },
      'ztunnel-ca: "spiffe" is not a valid value; write internal or spire.'
    ],
    ...['0', '257', '0%', '101%', '1.5', '%', '04', '4 %'].map((count): [string, Record<string, string>, string] => [
      `${count} worker threads`,
      { scenarios: 'vxlan+ztunnel', 'ztunnel-worker-threads': count },
      `ztunnel-worker-threads: "${count}" ${threads}.`
    ]),
    [
      'an image of ztunnel without a tag',
      { scenarios: 'vxlan+ztunnel', 'ztunnel-image': 'ztunnel' },
      'ztunnel-image: "ztunnel" has no tag or digest, so the next run could use another image; add a tag or @sha256:….'
    ],
    [
      'node encryption without WireGuard',
      { scenarios: 'vxlan, vxlan+ipsec', 'wireguard-node-encryption': 'true' },
      'wireguard-node-encryption: needs a scenario with wireguard, but scenarios lists vxlan, vxlan+ipsec; remove it, or add for example vxlan+wireguard.'
    ],
    [
      'an IPsec key without IPsec',
      { 'ipsec-key-algorithm': 'cbc-aes-sha256' },
      'ipsec-key-algorithm: needs a scenario with ipsec, but scenarios is not set; remove it, or add for example vxlan+ipsec.'
    ],
    [
      'a strict mode without what it is for',
      { scenarios: 'native+ztunnel', 'strict-mode': 'egress' },
      'strict-mode: needs a scenario with wireguard or ipsec, but scenarios lists native+ztunnel; remove it, or add for example vxlan+wireguard or vxlan+ipsec.'
    ],
    ...Object.entries({ 'ztunnel-ca': 'spire', 'ztunnel-worker-threads': '4', 'ztunnel-image': 'z:1' }).map(
      ([name, text]): [string, Record<string, string>, string] => [
        `${name} without ztunnel`,
        { [name]: text },
        `${name}: needs a scenario with ztunnel, but scenarios is not set; remove it, or add for example vxlan+ztunnel.`
      ]
    ),
    [
      'modes of values without values',
      { scenarios: 'from-values' },
      'scenarios: from-values needs values; write cilium-values or set, or name the scenarios to measure.'
    ],
    [
      'modes of values and scenarios at once',
      { scenarios: 'vxlan, from-values', 'cilium-values': 'values.yaml' },
      'scenarios: "from-values" cannot be combined with named scenarios; write one or the other.'
    ],
    [
      'modes of values on a cluster that is not changed',
      { ...onKubeconfig, 'allow-reconfigure': '', apply: 'false', scenarios: 'from-values' },
      'scenarios: from-values cannot be used with apply: false, which measures the mode it finds; remove it.'
    ],
    ...Object.entries({
      'strict-mode': ['egress', 'encryption.strictMode', 'vxlan+wireguard or vxlan+ipsec'],
      'wireguard-node-encryption': ['true', 'encryption.nodeEncryption', 'vxlan+wireguard'],
      'ztunnel-ca': ['spire', 'encryption.ztunnel.ca.type', 'vxlan+ztunnel']
    }).map(([name, [text = '', key = '', wanted = '']]): [string, Record<string, string>, string] => [
      `${name} beside the values that determine it`,
      { [name]: text, 'cilium-values': 'values.yaml' },
      `${name}: cannot be used without named scenarios, because the values determine it; set ${key} there, or name for example ${wanted} in scenarios.`
    ]),
    ['a scenario twice', { scenarios: 'vxlan, native, vxlan' }, 'scenarios: "vxlan" is listed twice; list it once.'],
    [
      'a scenario twice by two names',
      { scenarios: 'vxlan, vxlan+none' },
      'scenarios: "vxlan" is listed twice (with and without +none); list it once.'
    ],
    [
      'an empty list',
      { scenarios: ' ,\n' },
      'scenarios: " ,\\n" has no entries; write entries separated by commas or newlines, or remove the input.'
    ],
    [
      'an unknown suite',
      { suite: 'publish' },
      'suite: "publish" is not a valid value; write default or published (did you mean published?).'
    ],
    [
      'an unknown test',
      { tests: 'tcp-latncy' },
      'tests: "tcp-latncy" is not a valid value; write tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream, udp-throughput, udp-latency or tcp-connect (did you mean tcp-latency?).'
    ],
    [
      "netperf's name of a test",
      { tests: 'TCP_RR' },
      'tests: "TCP_RR" is not a valid value; write tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream, udp-throughput, udp-latency or tcp-connect (did you mean tcp-latency?).'
    ],
    [
      'a shortened test',
      { tests: 'bidir' },
      'tests: "bidir" is not a valid value; write tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream, udp-throughput, udp-latency or tcp-connect (did you mean tcp-bidirectional?).'
    ],
    [
      'a word that two tests start with',
      { tests: 'udp' },
      'tests: "udp" is not a valid value; write tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream, udp-throughput, udp-latency or tcp-connect.'
    ],
    ['a test twice', { tests: 'tcp-latency\ntcp-latency' }, 'tests: "tcp-latency" is listed twice; list it once.'],
    [
      'two lines where one is expected',
      { seed: 'a\nb' },
      'seed: "a\\nb" has more than one line; write one value on one line.'
    ],
    ['a blank value', { context: '  ' }, 'context: "  " is blank; write a value, or remove the input.'],
    [
      'a seed with other characters',
      { seed: 'a b' },
      'seed: "a b" is not a seed; write 1 to 64 letters, digits, hyphens and underscores, for example nightly-42.'
    ],
    [
      'a version with two v',
      { 'cilium-version': 'vv1.20.2' },
      'cilium-version: "vv1.20.2" is not a version; write three numbers, for example 1.20.2.'
    ],
    [
      'half a version',
      { 'cilium-version': '1.20' },
      'cilium-version: "1.20" is not a version; write three numbers, for example 1.20.2.'
    ],
    [
      'a version for a chart by path',
      { 'cilium-chart': 'chart', 'cilium-version': '1.20.2' },
      'cilium-version: "1.20.2" cannot be used with a chart path, because that chart has its own version; remove it, or write an oci://… or https://… chart.'
    ],
    [
      'a chart that is not there',
      { 'cilium-chart': 'cilium/cilium' },
      'cilium-chart: "cilium/cilium" does not exist; write the path of a chart, oci://… or https://….'
    ],
    [
      'a folder without a chart',
      { 'cilium-chart': 'empty' },
      'cilium-chart: "empty" has no Chart.yaml; write the folder that has one, or a .tgz archive.'
    ],
    [
      'a chart over http',
      { 'cilium-chart': 'http://helm.cilium.io' },
      'cilium-chart: "http://helm.cilium.io" is not supported; write a path, oci://… or https://….'
    ],
    [
      'an OCI chart with a tag',
      { 'cilium-chart': 'oci://h:5000/cilium:1.20.2' },
      'cilium-chart: "oci://h:5000/cilium:1.20.2" has a tag or digest; remove it and write the version in cilium-version.'
    ],
    [
      'an OCI chart without a name',
      { 'cilium-chart': 'oci://quay.io' },
      'cilium-chart: "oci://quay.io" is not an OCI reference; write one like oci://quay.io/cilium/charts/cilium.'
    ],
    [
      'an archive over https',
      { 'cilium-chart': 'https://h/c.tgz' },
      'cilium-chart: "https://h/c.tgz" is the address of an archive; write the address of its repository, for example https://helm.cilium.io.'
    ],
    [
      'a broken address',
      { 'cilium-chart': 'https://' },
      'cilium-chart: "https://" is not a URL; write one like https://helm.cilium.io.'
    ],
    ['set without a line', { set: '\n' }, 'set: "" has no entries; write one per line, or remove the input.'],
    [
      'a namespace in capitals',
      { 'cilium-namespace': 'Kube' },
      'cilium-namespace: "Kube" is not a namespace; write at most 63 lowercase letters, digits and hyphens, for example kube-system.'
    ],
    [
      'a cluster name that is too long',
      { 'kind-name': 'a'.repeat(50) },
      `kind-name: "${'a'.repeat(50)}" is not a cluster name; write at most 49 lowercase letters, digits, dots and hyphens, for example perf.`
    ],
    [
      'an image without a tag',
      { 'test-image': 'h:5000/perf' },
      'test-image: "h:5000/perf" has no tag or digest, so the next run could use another image; add a tag or @sha256:….'
    ],
    [
      'the image latest',
      { 'test-image': 'perf:latest' },
      'test-image: "perf:latest" has the tag latest, so the next run could use another image; write another tag or add @sha256:….'
    ],
    [
      'no image reference',
      { 'test-image': 'Perf!' },
      'test-image: "Perf!" is not an image reference; write repository:tag, repository@sha256:… or both.'
    ],
    ...['baseline', 'baseline-x'].map((key): [string, Record<string, string>, string] => [
      `the key ${key}, whose runs no report would find`,
      { 'comment-key': key },
      `comment-key: "${key}" starts like the name of a baseline artifact; write another key, for example aks.`
    ]),
    [
      'half a digest',
      { 'test-image': 'perf@sha256:abc' },
      'test-image: "perf@sha256:abc" is not an image reference; write repository:tag, repository@sha256:… or both.'
    ],
    [
      'a kind configuration that is not there',
      { 'kind-config': 'no.yaml' },
      'kind-config: "no.yaml" does not exist; write the path of a file.'
    ],
    [
      'a kubeconfig that is not there',
      { ...onKubeconfig, kubeconfig: '~/none' },
      'kubeconfig: "~/none" does not exist; write the path of a file.'
    ],
    [
      'a file as output folder',
      { output: 'config' },
      'output: "config" is a file; write the path of a folder; it is created if missing.'
    ],
    [
      'a kind input for a kubeconfig',
      { ...onKubeconfig, 'kind-node-image': 'a:1' },
      'kind-node-image: cannot be used with cluster: kubeconfig; remove it, or write cluster: kind.'
    ],
    [
      'a Kubernetes version beside a node image',
      { 'kind-kubernetes-version': '1.34.3', 'kind-node-image': 'kindest/node:v1.33.1' },
      'kind-kubernetes-version: "1.34.3" cannot be used with kind-node-image: "kindest/node:v1.33.1", which has its own Kubernetes version; remove one of the two.'
    ],
    [
      'no workers',
      { 'kind-workers': '0' },
      'kind-workers: "0" is not a whole number from 1 to 20; write digits only, for example 2.'
    ],
    [
      'an image to load that the next run could not tell from another',
      { 'kind-load-images': 'cilium-dev' },
      'kind-load-images: "cilium-dev" has no tag or digest, so the next run could use another image; add a tag or @sha256:….'
    ],
    [
      'workers for a kubeconfig',
      { ...onKubeconfig, 'kind-workers': '2' },
      'kind-workers: cannot be used with cluster: kubeconfig; remove it, or write cluster: kind.'
    ],
    [
      'kind-name for a kubeconfig',
      { ...onKubeconfig, 'kind-name': 'a' },
      'kind-name: cannot be used with cluster: kubeconfig; remove it, or write cluster: kind.'
    ],
    [
      'kind-keep for a kubeconfig',
      { ...onKubeconfig, 'kind-keep': 'true' },
      'kind-keep: cannot be used with cluster: kubeconfig; remove it, or write cluster: kind.'
    ],
    [
      'a kubeconfig for kind',
      { kubeconfig: 'config' },
      'kubeconfig: cannot be used with cluster: kind; remove it, or write cluster: kubeconfig.'
    ],
    [
      'a permission for kind',
      { cluster: 'kind', 'allow-reconfigure': 'a' },
      'allow-reconfigure: "a" is not the context of the kind cluster "cilium-perf-gate"; write "kind-cilium-perf-gate", or remove it.'
    ],
    [
      'no permission',
      { cluster: 'kubeconfig' },
      'allow-reconfigure: must be set with cluster: kubeconfig; write the name of the context to allow reconfiguring its Cilium, or apply: false to measure the cluster as is.'
    ],
    [
      'no permission for a named context',
      { cluster: 'kubeconfig', context: 'prod' },
      'allow-reconfigure: must be set with cluster: kubeconfig; write "prod" to allow reconfiguring its Cilium, or apply: false to measure the cluster as is.'
    ],
    [
      'a cluster as it is that would have to be made',
      { apply: 'false' },
      'apply: false cannot be used with cluster: kind, because it measures an existing cluster; write cluster: kubeconfig, with context: kind-<name> for a kind cluster.'
    ],
    [
      'permission for what is not done',
      { ...onKubeconfig, apply: 'false' },
      'allow-reconfigure: cannot be used with apply: false, which does not change Cilium; remove one of the two.'
    ],
    ...[
      { 'cilium-chart': 'chart' },
      { 'cilium-values': 'values.yaml' },
      { 'strict-mode': 'egress' },
      { 'reference-cilium-version': '1.19.6' }
    ].map((applied): [string, Record<string, string>, string] => [
      `${Object.keys(applied).join()} where nothing is applied`,
      { ...asItIs, ...applied },
      `${Object.keys(applied).join()}: cannot be used with apply: false, which does not change Cilium; remove one of the two.`
    ]),
    [
      'a base where nothing is applied',
      { ...asItIs, reference: 'base' },
      'reference: base cannot be used with apply: false, which measures only one state; remove one of the two.'
    ],
    [
      'two scenarios of a cluster as it is',
      { ...asItIs, scenarios: 'vxlan, native' },
      'scenarios: lists 2, but with apply: false the cluster has only one; write that one, or remove scenarios.'
    ],
    [
      'a plan of what is not known yet',
      { ...asItIs, 'plan-only': 'true' },
      'plan-only: cannot read the scenario from the cluster, which apply: false requires; name it in scenarios, or remove plan-only.'
    ],
    [
      'permission for another context',
      { ...onKubeconfig, context: 'prod' },
      'allow-reconfigure: "lab" is not the context in use, "prod"; write the same name in both.'
    ],
    [
      'another duration than published',
      { suite: 'published', duration: '10' },
      'duration: "10" cannot be used with suite: published, which uses 30s; remove it, or write suite: default.'
    ],
    [
      'other rounds than published',
      { suite: 'published', rounds: '3' },
      'rounds: "3" cannot be used with suite: published, which uses 1; remove it, or write suite: default.'
    ],
    [
      'a warm-up that is not published',
      { suite: 'published', omit: '1' },
      'omit: "1" cannot be used with suite: published, which uses 0s; remove it, or write suite: default.'
    ],
    [
      'samples of a verification',
      { mode: 'verify', rounds: '5' },
      'rounds: cannot be used with mode: verify, which takes no samples; remove it, or write mode: measure.'
    ],
    [
      'a warm-up longer than iperf3 is allowed to be',
      { omit: '2m' },
      'omit: "2m" is not a duration from 0s to 60s; write for example 1s.'
    ]
  ])('%s', (_, inputs, message) => {
    // A sentence about the context's kind of cluster would hide the one that is tested.
    const cluster: Record<string, string> = 'context' in inputs && !('cluster' in inputs) ? onKubeconfig : {};
    expect(errorOf(() => parse({ ...cluster, ...inputs }))).toBe(`InputError: ${message}`);
  });

  test('a password in an address is not repeated', () => {
    const message = errorOf(() => parse({ 'cilium-chart': 'https://user:secret@charts.example/x' }));
    expect(message).toBe(
      'InputError: cilium-chart: "https://charts.example" contains a user name or password; remove them, because logs show addresses.'
    );
  });

  test('a long value is cut', () => {
    expect(errorOf(() => parse({ seed: 'x'.repeat(5000) })).length).toBeLessThan(300);
  });

  test('several mistakes are reported at once, in the order of the inputs', () => {
    const message = errorOf(() =>
      parse({ cluster: 'gke', scenarios: 'vxlam, nativ', duration: '1e3', output: 'config', colour: 'red' })
    );
    expect(message.split('\n').map(line => line.replace('InputError: ', '').split(' ', 2).join(' '))).toEqual([
      'colour: is',
      'scenarios: "vxlam"',
      'scenarios: "nativ"',
      'cluster: "gke"',
      'duration: "1e3"',
      'output: "config"'
    ]);
  });
});

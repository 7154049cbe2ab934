import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { BaseSource } from '../../src/github/job.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { ClusterError, InputError } from '../../src/model/errors.ts';
import type { Run } from '../../src/model/run.ts';
import { scenarioName } from '../../src/model/scenario.ts';
import { planRun, readRequest, type PlannedRun } from '../../src/run/plan-run.ts';
import { run } from '../../src/run/run.ts';
import type { Session } from '../../src/run/session.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { createMachine, shownChart } from '../support/machine.ts';

type Content = Readonly<Record<string, string>>;

/** The base branch with these files. */
function baseWith(content: Content): BaseSource {
  const commit = {
    ...{ sha: '9fceb02d', branch: 'main', file: (path: string) => Promise.resolve(content[path]) },
    folder: () => Promise.resolve([]),
    head: 'a'.repeat(40),
    earlierPath: () => Promise.resolve(undefined),
    isInHead: () => Promise.resolve(true)
  };
  return { isDefault: true, commit: () => Promise.resolve(commit) };
}

/** The run of these inputs and files on a new kind cluster, which cannot be reached once it is there, or its error. */
async function attempt(inputs: Content, checkout: Content, base?: Content) {
  const { processes, files } = createMachine(command => (command === 'git' ? { stdout: 'tracked\n' } : undefined));
  files.content.set('/boot/config-6.1.0', 'CONFIG_VXLAN=y\nCONFIG_XFRM_USER=y\nCONFIG_INET_ESP=y\n');
  for (const [path, text] of Object.entries(checkout)) files.content.set(path, text);
  const outputs = fakeOutputs();
  const failed: Run[] = [];
  const ended = await run(parseOptions({ rounds: '3', ...inputs }, files), {
    host: fakeHost({ processes, files, outputs }),
    connect: () => Promise.reject(new ClusterError('nobody answers')),
    source: undefined,
    base: base && baseWith(base),
    onProgress: () => Promise.resolve(),
    onFailed: one => Promise.resolve(void failed.push(one))
  }).catch((thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))));
  const [error, finished] = ended instanceof Error ? [ended, undefined] : [undefined, ended];
  return {
    error,
    measured: failed[0] ?? finished,
    lines: outputs.lines,
    written: [...files.content.keys()],
    calls: processes.calls.map(call => call.join(' '))
  };
}

const given = { 'cilium-values': 'v.yaml' };

describe('without named scenarios', () => {
  test('each arm is planned in the mode of its own values, and the run records both', async () => {
    const { measured, lines } = await attempt(
      given,
      { 'v.yaml': 'routingMode: native\nencryption: {enabled: true}' },
      { 'v.yaml': 'tunnelProtocol: vxlan' }
    );
    expect(lines).toContain('mode: native+ipsec, from v.yaml');
    expect(lines).toContain('mode of the reference: vxlan, from v.yaml');
    expect(lines).toContainEqual(expect.stringMatching(/^plan: 3 rounds of native\+ipsec compared with vxlan;/));
    expect(measured?.plan).toMatchObject({ scenarios: ['native+ipsec'], fromValues: true });
    expect(measured?.reference).toMatchObject({
      scenario: 'vxlan',
      modes: { candidate: 'native+ipsec', reference: 'vxlan' }
    });
    const pods = measured?.plan.order.flat().filter(({ path }) => path === 'pod');
    expect(new Set(pods?.map(({ arm, scenario }) => `${arm} ${scenario}`))).toEqual(
      new Set(['candidate native+ipsec', 'reference vxlan'])
    );
  });

  test('a setting that changes the mode alone counts as another mode', async () => {
    const values = (more: string): string => `encryption: {enabled: true, ${more}}`;
    const { measured } = await attempt(
      given,
      { 'v.yaml': values('strictMode: {egress: {enabled: true}}') },
      { 'v.yaml': values('type: ipsec') }
    );
    expect(measured?.reference).toMatchObject({
      scenario: 'vxlan+ipsec',
      modes: { candidate: 'vxlan+ipsec (strict mode egress)', reference: 'vxlan+ipsec' }
    });
  });

  test('arms in one mode are compared as usual', async () => {
    const { measured, lines } = await attempt(given, { 'v.yaml': 'hubble: {enabled: true}' }, { 'v.yaml': '{}' });
    expect(measured?.reference?.scenario).toBeUndefined();
    expect(lines.filter(line => line.startsWith('mode'))).toEqual(['mode: vxlan, from v.yaml']);
  });

  test('and without values, vxlan is measured and said', async () => {
    const { measured, lines } = await attempt({}, {});
    expect(lines).toContain("mode: vxlan, from the chart's defaults, because scenarios and cilium-values are not set");
    expect(measured?.plan.scenarios).toEqual(['vxlan']);
    const single = await attempt({ scenarios: 'from-values', set: 'routingMode=native' }, {});
    expect(single.lines).toContain('mode: native, from set');
  });

  test.each([
    ['candidate', 'encryption: {enabled: true, type: wireguard}', '{}'],
    ['reference', '{}', 'encryption: {enabled: true, type: wireguard}']
  ])('a mode of the %s that the kernel lacks is refused before anything is created', async (_, checkout, base) => {
    const { error, calls } = await attempt(given, { 'v.yaml': checkout }, { 'v.yaml': base });
    expect(String(error)).toMatch(
      /^InputError: cilium-values: their mode does not work in a kind cluster on this machine: "vxlan\+wireguard": the kernel 6\.1\.0 has no WireGuard/
    );
    expect(calls.some(call => call.startsWith('kind create'))).toBe(false);
  });

  test.each([
    ['a mistyped mode', 'encryption: {enabled: true, type: wg}', 'cilium-values: encryption.type: wg is not'],
    ['the network of a cloud', 'eni: {enabled: true}', 'cilium-values: eni.enabled needs the network of that cloud'],
    ['a mode without UDP', 'encryption: {enabled: true, type: ztunnel}', 'tests: udp-latency cannot be measured in']
  ])('%s is refused, of either arm', async (_, values, sentence) => {
    const tests = { ...given, tests: 'tcp-latency, udp-latency' };
    for (const [checkout, base] of [
      [values, '{}'],
      ['{}', values]
    ] as const) {
      const { error, calls } = await attempt(tests, { 'v.yaml': checkout }, { 'v.yaml': base });
      const ofBase = sentence.replace(/^cilium-values:/, 'cilium-values of the base (9fceb02):');
      expect(String(error)).toContain(`InputError: ${base === values ? ofBase : sentence}`);
      expect(calls.some(call => call.startsWith('kind create'))).toBe(false);
    }
  });
});

describe('named scenarios', () => {
  test('are said to override the values, in the log and for the report', async () => {
    const sentence = 'scenarios: vxlan overrides routingMode: native of cilium-values';
    const { measured, lines } = await attempt(
      { ...given, scenarios: 'vxlan' },
      { 'v.yaml': 'routingMode: native' },
      { 'v.yaml': 'routingMode: native' }
    );
    expect(lines).toContain(sentence);
    expect(measured?.overrides).toEqual([sentence]);
    expect(measured?.plan.fromValues).toBeUndefined();
    expect(measured?.unchanged).toBe(true);
  });

  const notMeasured =
    'This difference between the two is not measured; leave scenarios out to measure each in the mode of its own values';

  test('are said to override those of each arm, if a change of the mode would go unmeasured', async () => {
    const { measured } = await attempt(
      { ...given, scenarios: 'vxlan' },
      { 'v.yaml': 'routingMode: native' },
      { 'v.yaml': 'tunnelProtocol: geneve' }
    );
    expect(measured?.overrides).toEqual([
      'scenarios: vxlan overrides routingMode: native of cilium-values',
      "scenarios: vxlan overrides tunnelProtocol: geneve of the reference's values",
      notMeasured
    ]);
    expect(measured).toMatchObject({
      unchanged: true,
      rendered: {
        arms: { overridden: [{ key: 'routingMode', at: 'v.yaml:1' }, { key: 'tunnelProtocol' }], withoutEffect: [] }
      }
    });
    const added = await attempt(
      { ...given, scenarios: 'vxlan' },
      { 'v.yaml': 'routingMode: native' },
      { 'v.yaml': '{}' }
    );
    expect(added.measured?.overrides?.at(-1)).toBe(notMeasured);
  });
});

describe('plan-only', () => {
  const plan = { 'plan-only': 'true' };

  async function planned(inputs: Content, checkout: Content, base?: Content): Promise<readonly string[]> {
    const { error, lines } = await attempt({ ...plan, ...inputs }, checkout, base);
    expect(error).toBeUndefined();
    return lines.filter(line => /^(mode|scenarios|plan|if)/.test(line));
  }

  test('shows the modes of both arms as far as they are known', async () => {
    const files = { 'v.yaml': 'routingMode: native', 'old.yaml': 'tunnelProtocol: geneve' };
    expect(await planned({ ...given, 'reference-values': 'old.yaml' }, files)).toEqual([
      'mode: native, from v.yaml',
      'mode of the reference: geneve, from old.yaml',
      expect.stringMatching(/^plan: 3 rounds of native compared with geneve;/)
    ]);
    expect(await planned(given, files, { 'v.yaml': '{}' })).toEqual([
      'mode: native, from v.yaml',
      'mode of the reference: vxlan, from v.yaml',
      expect.stringMatching(/^plan: 3 rounds of native compared with vxlan;/)
    ]);
  });

  test('has five lines about the run, and the order and the values of each mode only if asked', async () => {
    const files = { 'v.yaml': 'routingMode: native', 'old.yaml': 'routingMode: native' };
    const inputs = { ...plan, ...given, rounds: '12', 'reference-values': 'old.yaml' };
    const { lines } = await attempt({ ...inputs, 'when-unchanged': 'measure' }, files);
    const start = lines.findIndex(line => line.startsWith('plan: '));
    expect(lines.slice(start)).toEqual([
      'plan: 12 rounds of native; 5 bursts of 1 s per sample',
      expect.stringMatching(/^ {2}takes at most about \d+ min, plus 3 to create the cluster; ends as soon as/),
      expect.stringMatching(/^ {2}detects in 9 of 10 cases: a throughput loss of 10 % or a latency increase of 20 %$/),
      expect.stringMatching(/^ {2}seed \w+; with verbose, the order and the values/)
    ]);
    const whole = await attempt({ ...inputs, 'when-unchanged': 'measure', verbose: 'true' }, files);
    expect(whole.lines).toContainEqual(expect.stringMatching(/^ {4}assumed: noise of 5 %/));
    expect(whole.lines.filter(line => /^ {2}round \d+: /.test(line))).toHaveLength(12);
    expect(whole.lines).toContain('values of native:');
  });

  test('shows what named scenarios override, and that an installed release would count', async () => {
    expect(await planned({ ...given, scenarios: 'vxlan' }, { 'v.yaml': 'routingMode: native' })).toContain(
      'scenarios: vxlan overrides routingMode: native of cilium-values'
    );
    const existing = { 'allow-reconfigure': 'kind-cilium-perf-gate' };
    const said = 'if Cilium is installed on the cluster, the run uses the mode of its Helm release instead';
    expect(await planned(existing, {})).toContain(said);
    expect(await planned({}, {})).not.toContain(said);
  });

  test('renders: it names keys that do nothing with their line, and what differs', async () => {
    const files = { 'v.yaml': 'hubble:\n  enabled: true\nhubbel: {}\n', 'old.yaml': '{}' };
    const { lines } = await attempt({ ...plan, ...given, 'reference-values': 'old.yaml' }, files);
    expect(lines).toContain(
      'warning: cilium-values: hubbel (v.yaml:3) has no effect: the chart does not have this key, and renders the same without it; did you mean hubble?'
    );
    expect(lines).toContain('compared 1 rendered object of both arms: reference (-) and now (+)');
    expect(lines).toContainEqual(expect.stringMatching(/^plan: 3 rounds of vxlan/));
  });

  test('reads a chart once, as a run does', async () => {
    for (const inputs of [{ ...plan, ...given }, given]) {
      const { calls } = await attempt(inputs, { 'v.yaml': 'hubble: {}\nhubbel: {}' });
      expect(calls.filter(call => call.startsWith('helm show values'))).toHaveLength(1);
    }
  });

  test('says that a run would measure nothing if both arms render alike, and keeps no values', async () => {
    const files = { 'v.yaml': '# new\nhubble: {}', 'old.yaml': 'hubble: {}' };
    const inputs = { ...plan, ...given, 'reference-values': 'old.yaml' };
    const { lines, written } = await attempt(inputs, files);
    expect(lines.at(-1)).toMatch(/^unchanged: .* so a run would measure nothing of this plan; write when-unchanged/);
    expect(written.filter(path => path.startsWith('/state'))).toEqual([]);
    const anyway = await attempt({ ...inputs, 'when-unchanged': 'measure' }, files);
    expect(anyway.lines).toContain('warning: both arms are the same: every difference is noise');
    expect(anyway.lines.at(-1)).not.toMatch(/^unchanged/);
  });
});

describe('arms when only one has values files', () => {
  const differs = { differences: [{ changes: [{ path: 'data.values' }] }] };

  test.each<[string, Content, Content, Content | undefined]>([
    ['the pull request adds the file', given, { 'v.yaml': 'hubble: {enabled: true}' }, {}],
    ['the reference alone has one', { 'reference-values': 'old.yaml' }, { 'old.yaml': 'hubble: {x: 1}' }, undefined]
  ])('are compared by rendering if %s', async (_, inputs, checkout, base) => {
    expect((await attempt(inputs, checkout, base)).measured?.rendered?.arms).toMatchObject(differs);
  });

  test('are not if the other one starts from a release on the cluster, which is read later', async () => {
    const inputs = { 'reference-values': 'old.yaml', scenarios: 'vxlan', 'allow-reconfigure': 'kind-cilium-perf-gate' };
    const { measured } = await attempt(inputs, { 'old.yaml': 'hubble: {x: 1}' });
    expect(measured).toBeDefined();
    expect(measured?.rendered).toBeUndefined();
  });
});

describe('a cluster with Cilium', () => {
  /** What is planned on a cluster with a Helm release of these values. */
  async function planOn(inputs: Content, values: unknown, checkout: Content = {}) {
    const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-mode-')), 'config');
    writeFileSync(
      path,
      'clusters: [{name: c, cluster: {server: "https://c"}}]\nusers: []\ncontexts: [{name: lab, context: {cluster: c}}]\n'
    );
    const annotations = { 'meta.helm.sh/release-name': 'net', 'meta.helm.sh/release-namespace': 'kube-system' };
    const { kubernetes, cluster } = fakeKubernetes(
      values === undefined ? {} : { daemonSets: new Map([['kube-system/cilium', { metadata: { annotations } }]]) }
    );
    const release = { name: 'net', status: 'deployed', chart: 'cilium-1.20.2', app_version: '1.20.2', revision: '3' };
    const processes = fakeProcesses((_, [verb]) => {
      if (verb === 'show') return { stdout: shownChart };
      if (verb === 'version') return { stdout: 'v4.0.0' };
      return { stdout: JSON.stringify(verb === 'list' ? (values === undefined ? [] : [release]) : values) };
    });
    const outputs = fakeOutputs();
    const { files } = createMachine();
    for (const [file, text] of Object.entries(checkout)) files.content.set(file, text);
    files.content.set(path, '');
    const finished: string[] = [];
    const session = {
      host: fakeHost({ processes, outputs, files }),
      connect: () => Promise.resolve(kubernetes),
      ...{ source: undefined, base: undefined, id: 'cpg-1' },
      undoing: {
        workFolder: '/work',
        remember: () => Promise.resolve(),
        finish: (why: string) => Promise.resolve(void finished.push(why))
      }
    } as unknown as Session;
    const options = parseOptions(
      { cluster: 'kubeconfig', kubeconfig: path, 'allow-reconfigure': 'lab', ...inputs },
      { exists: name => name !== 'cilium-perf-gate-results', isFolder: () => false }
    );
    const request = await readRequest(session.host, options, undefined);
    const planned: PlannedRun | Error = await planRun(request, session).catch((thrown: unknown) => thrown as Error);
    if (!(planned instanceof Error)) planned.early?.entered.lock.stop();
    return { planned, lines: outputs.lines, finished, leases: [...cluster.leases.values()] };
  }

  const ofPlan = (planned: PlannedRun | Error): unknown =>
    planned instanceof Error ? planned : planned.plan.scenarios.map(scenarioName);

  test('is measured in the mode of its Helm release if neither scenarios nor values are given', async () => {
    const { planned, lines } = await planOn({}, { routingMode: 'native', encryption: { enabled: true } });
    expect(ofPlan(planned)).toEqual(['native+ipsec']);
    expect(lines).toContain('mode: native+ipsec, from Helm release net, revision 3, chart 1.20.2');
    expect(planned).toMatchObject({ early: { start: { earlier: { revision: 3 } } }, fromValues: true });
  });

  test('is not entered before the plan if values or scenarios are given', async () => {
    const installed = { routingMode: 'native' };
    const named = await planOn({ scenarios: 'geneve' }, installed);
    expect(ofPlan(named.planned)).toEqual(['geneve']);
    const files = await planOn(given, installed, { 'v.yaml': 'tunnelProtocol: geneve' });
    expect(ofPlan(files.planned)).toEqual(['geneve']);
    expect([...named.leases, ...files.leases]).toEqual([]);
  });

  test('is measured in vxlan if there is none, and refused if its mode cannot be measured', async () => {
    const { planned, lines } = await planOn({}, undefined);
    expect(ofPlan(planned)).toEqual(['vxlan']);
    expect(lines).toContain("mode: vxlan, from the chart's defaults, because scenarios and cilium-values are not set");
    const refused = await planOn({}, { encryption: { enabled: true, type: 'wg' } });
    expect(refused.planned).toBeInstanceOf(InputError);
    expect(refused.planned).toHaveProperty(
      'message',
      'cilium-values: encryption.type: wg is not wireguard, ipsec or ztunnel, so the chart would encrypt nothing; write one of them, or encryption.enabled: false.\ncilium-values: not set, so the values are those of Helm release net, revision 3, chart 1.20.2.'
    );
    expect(refused.finished).toHaveLength(1);
  });
});

import type { TestName } from '../model/test.ts';
import { modeKeys, isMapping, isSet, isStrict, mergeValues, valueAt, type Values } from './values.ts';
import { type ModeOptions, scenarioName, type Scenario } from '../model/scenario.ts';
import { spireRefusals } from './spire.ts';
import { isBefore } from '../lib/version.ts';

/** What decides, in addition to the scenario, whether it can be measured. Unknown facts are omitted and not judged. */
export interface Circumstances {
  /** The chart's version. */
  readonly ciliumVersion: string | undefined;
  readonly provider: 'kind' | 'aks' | 'kubeconfig';
  readonly tests: readonly TestName[];
  /** An AKS cluster that the run creates. */
  readonly newAks?: boolean;
  /** The values determine the mode, not the inputs. */
  readonly fromValues?: boolean;
  /** Values of the cluster and of the user's files, in Helm's order. */
  readonly userValues: readonly Values[];
  /** Number of nodes that are not control-plane nodes. */
  readonly workers?: number;
  /** The cluster's CiliumNodeConfig objects and their settings. */
  readonly nodeConfigs?: readonly { readonly name: string; readonly defaults: Readonly<Record<string, string>> }[];
}

/** Circumstances with merged values and the scenario's name. */
interface Case extends Circumstances {
  readonly name: string;
  readonly scenario: Scenario;
  readonly modes: ModeOptions;
  readonly values: Values;
  readonly words: Words;
}

/** How sentences name what determines a mode, and what to write instead. */
type Words = Readonly<Record<'mode' | 'noMode' | 'modeKey' | 'strict' | 'noStrict' | 'nodeEncryption' | 'ca', string>>;

function wordsOf(name: string, fromValues: boolean): Words {
  return fromValues
    ? {
        mode: `cilium-values: the mode "${name}"`,
        noMode: 'set another mode',
        modeKey: "leave it out, and set the mode with the chart's own values (routingMode, tunnelProtocol, encryption)",
        strict: 'encryption.strictMode',
        noStrict: 'leave strict mode out',
        nodeEncryption: 'cilium-values: encryption.nodeEncryption',
        ca: 'cilium-values: encryption.ztunnel.ca.type'
      }
    : {
        mode: `scenarios: "${name}"`,
        noMode: 'leave that scenario out',
        modeKey: 'leave it out: the scenarios and mode inputs determine it',
        strict: 'strict-mode',
        noStrict: 'write strict-mode: off',
        nodeEncryption: 'wireguard-node-encryption',
        ca: 'ztunnel-ca'
      };
}

/**
 * One sentence for each reason why a scenario is not applied and measured: the two settings that conflict, and what to
 * write instead (docs/rules.md#what-is-refused). The chart itself accepts several of these. A sentence that is not
 * about the scenario does not name it, so that several scenarios produce the same one.
 */
export function refusals(scenario: Scenario, modes: ModeOptions, circumstances: Circumstances): readonly string[] {
  const values = mergeValues(circumstances.userValues);
  const name = scenarioName(scenario);
  const words = wordsOf(name, circumstances.fromValues === true);
  const all: Case = { ...circumstances, name, scenario, modes, values, words };
  return [
    ...oldCilium(circumstances.ciliumVersion),
    ...modeKeysElsewhere(all),
    ...noRollout(all),
    ...addressFamilies(all),
    ...otherClouds(all),
    ...aksByocni(all),
    ...noRoutes(all),
    ...strictMode(all),
    ...(scenario.encryption === 'wireguard' ? nodeEncryption(all) : []),
    ...(scenario.encryption === 'ztunnel' ? ztunnel(all) : []),
    ...refusalsToMeasure(scenario, circumstances.tests)
  ];
}

/** One sentence for each reason why a scenario is not measured on a cluster that is already in it. */
export function* refusalsToMeasure(scenario: Scenario, tests: readonly TestName[]): Iterable<string> {
  const udp = scenario.encryption === 'ztunnel' ? tests.filter(test => test.startsWith('udp-')) : [];
  if (udp.length > 0) {
    yield `tests: ${udp.join(' and ')} cannot be measured in "${scenarioName(scenario)}", because ztunnel does not encrypt UDP; leave out the test, or measure another mode.`;
  }
}

/**
 * A sentence if a version of Cilium is too old to be installed (docs/versions.md#cilium). An unknown one is not. `where` is
 * where the version was found.
 */
export function oldCilium(version: string | undefined, where = 'cilium-chart'): readonly string[] {
  return isBefore(version, 1, 18)
    ? [
        `${where}: Cilium ${version ?? ''} cannot be installed and measured, because its chart has other values; write 1.18.0 or later, or measure a cluster that has it (1.16 or later) with apply: false.`
      ]
    : [];
}

function* modeKeysElsewhere({ values, words, nodeConfigs = [] }: Case): Iterable<string> {
  const instead = words.modeKey;
  const extraConfig = valueAt(values, 'extraConfig');
  for (const key of isMapping(extraConfig)
    ? modeKeys.filter(each => (extraConfig[each] ?? undefined) !== undefined)
    : []) {
    yield `cilium-values: extraConfig sets ${key}, which belongs to the mode; ${instead}.`;
  }
  for (const argument of texts(valueAt(values, 'extraArgs'))) {
    const key = modeKeys.find(each => argument === `--${each}` || argument.startsWith(`--${each}=`));
    if (key !== undefined) {
      yield `cilium-values: extraArgs sets ${key}, which belongs to the mode; ${instead}.`;
    }
  }
  const variables = environmentNames(valueAt(values, 'extraEnv'));
  for (const key of modeKeys) {
    const variable = `CILIUM_${key.toUpperCase().replaceAll('-', '_')}`;
    if (variables.includes(variable)) {
      yield `cilium-values: extraEnv sets ${variable}, which belongs to the mode; ${instead}.`;
    }
  }
  for (const { name, defaults } of nodeConfigs) {
    for (const key of modeKeys.filter(each => Object.hasOwn(defaults, each))) {
      yield `scenarios: the cluster's CiliumNodeConfig ${name} sets ${key}, which belongs to the mode; remove the key from it, or measure on another cluster.`;
    }
  }
}

/** Every agent would continue in the mode it was started in. */
function* noRollout({ values }: Case): Iterable<string> {
  if (valueAt(values, 'updateStrategy.type') === 'OnDelete') {
    yield 'cilium-values: updateStrategy.type: OnDelete prevents agents from restarting, but every mode switch needs a rollout; leave it out, or write RollingUpdate.';
  }
}

function* addressFamilies({ values }: Case): Iterable<string> {
  if (valueAt(values, 'ipv4.enabled') === false) {
    yield 'cilium-values: ipv4.enabled is false, but only IPv4 is measured; leave it out, or write true.';
  }
}

/** Their operator and IPAM need the cloud's own API and network. */
function* otherClouds({ values, provider }: Case): Iterable<string> {
  if (provider === 'kubeconfig') return;
  const keys = ['eni.enabled', 'azure.enabled', 'gke.enabled', 'alibabacloud.enabled'];
  const used = keys.find(key => isSet(valueAt(values, key)));
  const mode = valueAt(values, 'ipam.mode');
  const ipam = ['eni', 'azure', 'alibabacloud', 'delegated-plugin'].find(each => each === mode);
  const what = used ?? (ipam === undefined ? undefined : `ipam.mode: ${ipam}`);
  if (what !== undefined) {
    yield `cilium-values: ${what} needs the network of that cloud, which a cluster of type ${provider} does not have; override it in a second values file (for example ipam.mode: kubernetes), or measure such a cluster with cluster: kubeconfig.`;
  }
}

function* aksByocni({ values, scenario, words, provider }: Case): Iterable<string> {
  const enabled = isSet(valueAt(values, 'aksbyocni.enabled'));
  if (!enabled && provider !== 'aks') return;
  if (enabled && scenario.routing === 'native') {
    yield `${words.mode} routes natively, which aksbyocni.enabled in cilium-values forbids; measure vxlan or geneve, or leave aksbyocni out if the network has routes to the pods.`;
  }
  const mode = valueAt(values, 'ipam.mode');
  if (isSet(mode) && mode !== 'cluster-pool' && mode !== 'multi-pool') {
    yield `cilium-values: ipam.mode: ${String(mode)} contradicts aksbyocni.enabled, with which the chart writes no ipam key at all; write ipam.mode: cluster-pool, or leave aksbyocni out.`;
  }
}

/** Checked before anyone pays for a cluster: a network that does not exist yet cannot have routes. */
function* noRoutes({ scenario, words, newAks }: Case): Iterable<string> {
  if (newAks === true && scenario.routing === 'native') {
    yield `${words.mode} routes natively, which cannot work on a cluster created for the run, because its network has no routes to the pods; measure vxlan or geneve, or an existing cluster with such routes (aks-resource-group and aks-name).`;
  }
}

function* strictMode({ values, scenario, name, modes, words, fromValues, ciliumVersion }: Case): Iterable<string> {
  const origin = fromValues === true ? 'cilium-values: ' : '';
  const egress = `${words.strict}: egress`;
  const version = `cilium-version is ${String(ciliumVersion)}`;
  if (isStrict(scenario, modes, 'egress')) {
    if (isSet(valueAt(values, 'ipv6.enabled'))) {
      yield `${origin}${egress} protects IPv4 only, but cilium-values has ipv6.enabled; ${words.noStrict}, or leave IPv6 out.`;
    }
    if (scenario.encryption === 'ipsec' && isBefore(ciliumVersion, 1, 19)) {
      yield `${origin}${egress} with IPsec needs Cilium 1.19 or later, but ${version}; ${words.noMode}, or ${words.noStrict}.`;
    }
  }
  if (!isStrict(scenario, modes, 'ingress')) return;
  const ingress = `${origin}${words.strict}: ingress`;
  if (scenario.encryption === 'ipsec') {
    yield `${ingress} works with WireGuard only, an agent of "${name}" would not start; ${words.noMode}, or write ${egress}.`;
  } else if (isBefore(ciliumVersion, 1, 19)) {
    yield `${ingress} needs Cilium 1.19 or later, but ${version}; write ${egress}, or a later version.`;
  } else if (isBefore(ciliumVersion, 1, 20) && scenario.routing === 'native') {
    yield `${ingress} needs a tunnel before Cilium 1.20, but "${name}" has none and ${version}; write ${egress}, or ${words.noMode}.`;
  }
}

function* nodeEncryption({ modes, words, provider, workers }: Case): Iterable<string> {
  if (modes.wireguardNodeEncryption && provider === 'kind' && workers !== undefined && workers < 2) {
    yield `${words.nodeEncryption}: control-plane nodes opt out of it, and the kind cluster has ${workers === 0 ? 'no worker' : 'one worker'}; write kind-workers: 2, or leave node encryption out.`;
  }
}

function* ztunnel(all: Case): Iterable<string> {
  const { values, name, modes, words, ciliumVersion } = all;
  if (isBefore(ciliumVersion, 1, 19)) {
    yield `${words.mode} needs Cilium 1.19 or later, but cilium-version is ${String(ciliumVersion)}; ${words.noMode}, or write for example cilium-version: 1.20.2.`;
    return;
  }
  for (const [path, meaning] of [
    ['clustermesh.useAPIServer', 'is set'],
    ['clustermesh.config.enabled', 'is set'],
    ['cluster.id', 'is not 0']
  ] as const) {
    const value = valueAt(values, path);
    if (isSet(value) && value !== '0') {
      yield `cilium-values: ${path} ${meaning}, but Cilium does not support ztunnel ("${name}") with cluster mesh; leave it out, or ${words.noMode}.`;
    }
  }
  if (isSet(valueAt(values, 'encryption.ztunnel.secrets.bootstrapRootCert'))) {
    yield `cilium-values: encryption.ztunnel.secrets.bootstrapRootCert creates a Secret without the three other keys that the agent needs in "${name}"; leave it out: an existing Secret cilium-ztunnel-secrets is used, and a missing one is created with all keys.`;
  }
  yield* ztunnelOptions(all);
  if (modes.ztunnelCa === 'spire') yield* spireRefusals(values, ciliumVersion, words.ca);
}

/** Options that would silently be ignored, or would replace the user's own values. */
function* ztunnelOptions({ values, modes, ciliumVersion }: Case): Iterable<string> {
  const { ztunnelWorkerThreads, ztunnelImage } = modes;
  if (isBefore(ciliumVersion, 1, 19, 2)) {
    for (const [input, value] of Object.entries({
      'ztunnel-worker-threads': ztunnelWorkerThreads,
      'ztunnel-image': ztunnelImage
    })) {
      if (value !== undefined) {
        yield `${input}: ${value} needs Cilium 1.19.2 or later, because earlier charts have no value for it, but cilium-version is ${String(ciliumVersion)}; leave it out, or write a later version.`;
      }
    }
  }
  // Helm replaces lists: ours would remove the user's variables, including SPIRE's.
  if (ztunnelWorkerThreads !== undefined && isSet(valueAt(values, 'encryption.ztunnel.extraEnv'))) {
    yield `ztunnel-worker-threads: ${ztunnelWorkerThreads} would replace encryption.ztunnel.extraEnv of cilium-values; leave it out, and add ZTUNNEL_WORKER_THREADS to that list.`;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}

function environmentNames(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.map((each: unknown) => (isMapping(each) ? each['name'] : undefined)) : [];
}

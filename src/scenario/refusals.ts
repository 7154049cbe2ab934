import type { TestName } from '../model/test.ts';
import { modeKeys, isMapping, isSet, mergeValues, valueAt, strictModeOf, type Values } from './values.ts';
import { type ModeOptions, scenarioName, type Scenario } from '../model/scenario.ts';
import { spireRefusals } from './spire.ts';
import { isBefore } from '../lib/version.ts';

/** What decides, in addition to the scenario, whether it can be measured. Unknown facts are omitted and not judged. */
export interface Circumstances {
  /** The chart's version. */
  readonly ciliumVersion: string | undefined;
  readonly provider: 'kind' | 'aks' | 'kubeconfig';
  readonly tests: readonly TestName[];
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
}

/**
 * One sentence for each reason why a scenario is not applied and measured: the two settings that conflict, and what to
 * write instead (docs/rules.md#what-is-refused). The chart itself accepts several of these. A sentence that is not
 * about the scenario does not name it, so that several scenarios produce the same one.
 */
export function refusals(scenario: Scenario, modes: ModeOptions, circumstances: Circumstances): readonly string[] {
  const values = mergeValues(circumstances.userValues);
  const all: Case = { ...circumstances, name: scenarioName(scenario), scenario, modes, values };
  return [
    ...modeKeysElsewhere(all),
    ...noRollout(all),
    ...addressFamilies(all),
    ...aksByocni(all),
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
    yield `tests: ${udp.join(' and ')} cannot be measured in "${scenarioName(scenario)}", because ztunnel does not encrypt UDP; leave out the test or the scenario.`;
  }
}

function* modeKeysElsewhere({ values, nodeConfigs = [] }: Case): Iterable<string> {
  const instead = 'leave it out: the scenarios and mode inputs determine it';
  const extraConfig = valueAt(values, 'extraConfig');
  for (const key of isMapping(extraConfig) ? modeKeys.filter(each => extraConfig[each] !== undefined) : []) {
    yield `cilium-values: extraConfig sets ${key}, which belongs to the scenario; ${instead}.`;
  }
  for (const argument of texts(valueAt(values, 'extraArgs'))) {
    const key = modeKeys.find(each => argument === `--${each}` || argument.startsWith(`--${each}=`));
    if (key !== undefined) {
      yield `cilium-values: extraArgs sets ${key}, which belongs to the scenario; ${instead}.`;
    }
  }
  const variables = environmentNames(valueAt(values, 'extraEnv'));
  for (const key of modeKeys) {
    const variable = `CILIUM_${key.toUpperCase().replaceAll('-', '_')}`;
    if (variables.includes(variable)) {
      yield `cilium-values: extraEnv sets ${variable}, which belongs to the scenario; ${instead}.`;
    }
  }
  for (const { name, defaults } of nodeConfigs) {
    for (const key of modeKeys.filter(each => Object.hasOwn(defaults, each))) {
      yield `scenarios: the cluster's CiliumNodeConfig ${name} sets ${key}, which belongs to the scenario; remove the key from it, or measure on another cluster.`;
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

function* aksByocni({ values, scenario, name, provider }: Case): Iterable<string> {
  const enabled = isSet(valueAt(values, 'aksbyocni.enabled'));
  if (!enabled && provider !== 'aks') return;
  if (enabled && scenario.routing === 'native') {
    yield `scenarios: "${name}" routes natively, which aksbyocni.enabled in cilium-values forbids; measure vxlan or geneve, or leave aksbyocni out if the network has routes to the pods.`;
  }
  const mode = valueAt(values, 'ipam.mode');
  if (isSet(mode) && mode !== 'cluster-pool' && mode !== 'multi-pool') {
    yield `cilium-values: ipam.mode: ${String(mode)} contradicts aksbyocni.enabled, with which the chart writes no ipam key at all; write ipam.mode: cluster-pool, or leave aksbyocni out.`;
  }
}

function* strictMode({ values, scenario, name, modes, ciliumVersion }: Case): Iterable<string> {
  const mode = strictModeOf(scenario, modes);
  if (mode === 'egress') {
    if (isSet(valueAt(values, 'ipv6.enabled'))) {
      yield 'strict-mode: egress protects IPv4 only, but cilium-values has ipv6.enabled; write strict-mode: off, or leave IPv6 out.';
    }
    if (scenario.encryption === 'ipsec' && isBefore(ciliumVersion, 1, 19)) {
      yield `strict-mode: egress with IPsec needs Cilium 1.19 or later, but cilium-version is ${String(ciliumVersion)}; leave out "${name}", or write strict-mode: off.`;
    }
  }
  if (mode !== 'ingress') return;
  if (scenario.encryption === 'ipsec') {
    yield `strict-mode: ingress works with WireGuard only, an agent of "${name}" would not start; leave that scenario out, or write strict-mode: egress.`;
  } else if (isBefore(ciliumVersion, 1, 19)) {
    yield `strict-mode: ingress needs Cilium 1.19 or later, but cilium-version is ${String(ciliumVersion)}; write strict-mode: egress, or a later version.`;
  } else if (isBefore(ciliumVersion, 1, 20) && scenario.routing === 'native') {
    yield `strict-mode: ingress needs a tunnel before Cilium 1.20, but "${name}" has none and cilium-version is ${String(ciliumVersion)}; write strict-mode: egress, or leave that scenario out.`;
  }
}

function* nodeEncryption({ modes, provider, workers }: Case): Iterable<string> {
  if (modes.wireguardNodeEncryption && provider === 'kind' && workers !== undefined && workers < 2) {
    yield `wireguard-node-encryption: control-plane nodes opt out of it, and the kind cluster has ${workers === 0 ? 'no worker' : 'one worker'}; write kind-workers: 2, or leave node encryption out.`;
  }
}

function* ztunnel(all: Case): Iterable<string> {
  const { values, name, modes, ciliumVersion } = all;
  if (isBefore(ciliumVersion, 1, 19)) {
    yield `scenarios: "${name}" needs Cilium 1.19 or later, but cilium-version is ${String(ciliumVersion)}; leave it out, or write for example cilium-version: 1.20.2.`;
    return;
  }
  for (const [path, meaning] of [
    ['clustermesh.useAPIServer', 'is set'],
    ['clustermesh.config.enabled', 'is set'],
    ['cluster.id', 'is not 0']
  ] as const) {
    const value = valueAt(values, path);
    if (isSet(value) && value !== '0') {
      yield `cilium-values: ${path} ${meaning}, but Cilium does not support ztunnel ("${name}") with cluster mesh; leave it out, or leave out the scenario.`;
    }
  }
  if (isSet(valueAt(values, 'encryption.ztunnel.secrets.bootstrapRootCert'))) {
    yield `cilium-values: encryption.ztunnel.secrets.bootstrapRootCert creates a Secret without the three other keys that the agent needs in "${name}"; leave it out: an existing Secret cilium-ztunnel-secrets is used, and a missing one is created with all keys.`;
  }
  yield* ztunnelOptions(all);
  if (modes.ztunnelCa === 'spire') yield* spireRefusals(values, ciliumVersion);
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

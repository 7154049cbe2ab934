import { aksContradictions } from './aks-options.ts';
import { existingInputs } from './aks.ts';
import { scenarioName } from '../model/scenario.ts';
import { definitionOf, measureInputs, type InputName, type InputValues } from './definitions.ts';
import { either, quote } from './text.ts';
import { fromValues } from './values.ts';

/**
 * One sentence for each pair of inputs that cannot be used together. Ignores inputs that could not be parsed. `known`
 * lists the accepted inputs.
 */
export function contradictions(
  given: ReadonlyMap<InputName, string>,
  values: Partial<InputValues>,
  known: readonly InputName[]
): string[] {
  return [
    ...ofAnotherCluster(given, values),
    ...permission(values),
    ...aksContradictions(given, values),
    ...twoKubernetesVersions(given),
    ...nothingApplied(given, values),
    ...versionOfAPath(given, values),
    ...twoVersions(given, values),
    ...references(given, values),
    ...baselines(given, values),
    ...issuesOfNothing(given, values),
    ...gatesWithoutTest(values, known),
    ...ofAnotherMode(given, values),
    ...publishedRecipe(given, values),
    ...verification(given, values)
  ];
}

function* ofAnotherCluster(given: ReadonlyMap<InputName, string>, { cluster }: Partial<InputValues>): Iterable<string> {
  if (cluster === undefined) return;
  for (const name of given.keys()) {
    const { provider } = definitionOf(name);
    if (provider !== undefined && provider !== cluster) {
      yield `${name}: cannot be used with cluster: ${cluster}; remove it, or write cluster: ${provider}.`;
    }
  }
}

function* permission(values: Partial<InputValues>): Iterable<string> {
  if (values.cluster === 'kind') {
    const { 'kind-name': name, 'allow-reconfigure': named } = values;
    if (named !== undefined && name !== undefined && named !== `kind-${name}`) {
      yield `allow-reconfigure: ${quote(named)} is not the context of the kind cluster ${quote(name)}; write "kind-${name}", or remove it.`;
    }
  }
  if (values.cluster !== 'kubeconfig' || values.apply !== true) return;
  const { context, 'allow-reconfigure': allowed } = values;
  if (allowed === undefined) {
    yield `allow-reconfigure: must be set with cluster: kubeconfig; write ${
      context === undefined ? 'the name of the context' : quote(context)
    } to allow reconfiguring its Cilium, or apply: false to measure the cluster as is.`;
  } else if (context !== undefined && context !== allowed) {
    yield `allow-reconfigure: ${quote(allowed)} is not the context in use, ${quote(context)}; write the same name in both.`;
  }
}

function* twoKubernetesVersions(given: ReadonlyMap<InputName, string>): Iterable<string> {
  const version = given.get('kind-kubernetes-version');
  const image = given.get('kind-node-image');
  if (version !== undefined && image !== undefined) {
    yield `kind-kubernetes-version: ${quote(version)} cannot be used with kind-node-image: ${quote(image)}, which has its own Kubernetes version; remove one of the two.`;
  }
}

function* nothingApplied(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  const { apply, cluster, scenarios } = values;
  if (apply !== false) return;
  if (cluster === 'kind') {
    yield 'apply: false cannot be used with cluster: kind, because it measures an existing cluster; write cluster: kubeconfig, with context: kind-<name> for a kind cluster.';
  }
  for (const name of given.keys()) {
    if (definitionOf(name).applied === true) {
      yield `${name}: cannot be used with apply: false, which does not change Cilium; remove one of the two.`;
    }
  }
  if (values.reference === 'base') {
    yield 'reference: base cannot be used with apply: false, which measures only one state; remove one of the two.';
  }
  if (scenarios === undefined) {
    if (values['plan-only'] === true) {
      yield 'plan-only: cannot read the scenario from the cluster, which apply: false requires; name it in scenarios, or remove plan-only.';
    }
  } else if (scenarios.length === 0) {
    yield `scenarios: ${fromValues} cannot be used with apply: false, which measures the mode it finds; remove it.`;
  } else if (scenarios.length > 1) {
    yield `scenarios: lists ${scenarios.length}, but with apply: false the cluster has only one; write that one, or remove scenarios.`;
  }
}

function* versionOfAPath(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  const version = given.get('cilium-version');
  if (values['cilium-chart']?.kind === 'path' && version !== undefined) {
    yield `cilium-version: ${quote(version)} cannot be used with a chart path, because that chart has its own version; remove it, or write an oci://… or https://… chart.`;
  }
}

function* twoVersions(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  if (!given.has('cilium-version-file')) return;
  if (given.has('cilium-version')) {
    yield 'cilium-version-file: cannot be used with cilium-version; remove one of the two.';
  }
  if (values['cilium-chart']?.kind === 'path') {
    yield 'cilium-version-file: cannot be used with a chart path, because that chart has its own version; remove it, or write an oci://… or https://… chart.';
  }
}

function* references(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  const instead = (['reference-values', 'reference-cilium-version'] as const).filter(name => given.has(name));
  for (const name of instead) {
    if (values.reference !== undefined) {
      yield `${name}: cannot be used with reference: ${values.reference}; remove one of the two.`;
    }
  }
  if (instead.includes('reference-cilium-version') && values['cilium-chart']?.kind === 'path') {
    yield 'reference-cilium-version: cannot be used with a chart path, because that chart has only one version; remove it, or write an oci://… or https://… chart.';
  }
}

function* issuesOfNothing(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  if (values['regression-issue'] !== 'none') return;
  for (const name of ['regression-issue-labels', 'regression-issue-assignees'] as const) {
    if (given.has(name))
      yield `${name}: has no effect without regression-issue; write regression-issue: here, or remove it.`;
  }
}

function* baselines(
  given: ReadonlyMap<InputName, string>,
  { baseline, 'baseline-files': files }: Partial<InputValues>
): Iterable<string> {
  if (files !== undefined && baseline !== undefined && baseline !== 'file' && given.has('baseline')) {
    yield `baseline-files: cannot be used with baseline: ${baseline}; write baseline: file, or remove baseline-files.`;
  }
  if (files === undefined && baseline === 'file') {
    yield 'baseline-files: must be set with baseline: file; write the paths of the files.';
  }
}

/** A stored run has its own tests, so commands without `tests` accept every metric. */
function* gatesWithoutTest({ gate, tests }: Partial<InputValues>, known: readonly InputName[]): Iterable<string> {
  if (tests === undefined || !known.includes('tests')) return;
  for (const metric of gate ?? []) {
    const [test = ''] = metric.split('/');
    if (tests.some(name => name === test)) continue;
    yield `gate: ${quote(metric)} needs the test ${test}, but tests lists ${tests.join(', ')}; remove it, or add ${test} to tests.`;
  }
}

function* ofAnotherMode(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  const { apply, scenarios = [] } = values;
  // With apply: false they are already refused, and a scenario that could not be read is reported already.
  if (apply === false || (values.scenarios === undefined && given.has('scenarios'))) return;
  // On an existing cluster, the values can be those of its Helm release.
  const withValues = ['cilium-values', 'reference-values', 'set', 'allow-reconfigure', ...existingInputs] as const;
  const isFromValues = scenarios.length === 0 && withValues.some(name => given.has(name));
  if (given.has('scenarios') && scenarios.length === 0 && !isFromValues) {
    yield `scenarios: ${fromValues} needs values; write cilium-values or set, or name the scenarios to measure.`;
  }
  for (const name of given.keys()) {
    const { encryptions, chartValue } = definitionOf(name);
    if (encryptions === undefined || scenarios.some(({ encryption }) => encryptions.includes(encryption))) continue;
    const wanted = either(encryptions.map(encryption => scenarioName({ routing: 'vxlan', encryption })));
    if (!isFromValues) {
      const listed = scenarios.length === 0 ? 'is not set' : `lists ${scenarios.map(scenarioName).join(', ')}`;
      yield `${name}: needs a scenario with ${either(encryptions)}, but scenarios ${listed}; remove it, or add for example ${wanted}.`;
    } else if (chartValue !== undefined) {
      yield `${name}: cannot be used without named scenarios, because the values determine it; set ${chartValue} there, or name for example ${wanted} in scenarios.`;
    }
  }
}

function* publishedRecipe(given: ReadonlyMap<InputName, string>, values: Partial<InputValues>): Iterable<string> {
  if (values.suite !== 'published') return;
  for (const [name, text] of given) {
    const { published, parser } = definitionOf(name);
    if (published === undefined || values[name] === undefined) continue;
    if (values[name] !== parser.parse(published)) {
      yield `${name}: ${quote(text)} cannot be used with suite: published, which uses ${published}; remove it, or write suite: default.`;
    }
  }
}

/** A default counts as given, because the runner passes it like a value from the workflow. */
function* verification(given: ReadonlyMap<InputName, string>, { mode }: Partial<InputValues>): Iterable<string> {
  if (mode !== 'verify') return;
  for (const name of measureInputs) {
    const { default: usual, actionDefault } = definitionOf(name);
    const text = given.get(name);
    if (text !== undefined && text !== usual && text !== actionDefault) {
      yield `${name}: cannot be used with mode: verify, which takes no samples; remove it, or write mode: measure.`;
    }
  }
}

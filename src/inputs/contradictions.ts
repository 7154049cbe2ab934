import { aksContradictions } from './aks-options.ts';
import { scenarioName } from '../model/scenario.ts';
import { definitionOf, type InputName, type Values } from './definitions.ts';
import { either, quote } from './text.ts';

/** A sentence for each pair of inputs that cannot both be meant. Inputs that could not be read are left alone. */
export function contradictions(given: ReadonlyMap<InputName, string>, values: Partial<Values>): string[] {
  return [
    ...ofAnotherCluster(given, values),
    ...permission(values),
    ...aksContradictions(given, values),
    ...twoKubernetesVersions(given),
    ...nothingApplied(given, values),
    ...versionOfAPath(given, values),
    ...twoVersions(given, values),
    ...references(given, values),
    ...baselines(values),
    ...ofAnotherMode(given, values),
    ...publishedRecipe(given, values),
    ...warmUp(given, values)
  ];
}

function* ofAnotherCluster(given: ReadonlyMap<InputName, string>, { cluster }: Partial<Values>): Iterable<string> {
  if (cluster === undefined) return;
  for (const name of given.keys()) {
    const { provider } = definitionOf(name);
    if (provider !== undefined && provider !== cluster) {
      yield `${name}: contradicts cluster: ${cluster}; leave it out, or write cluster: ${provider}.`;
    }
  }
}

function* permission(values: Partial<Values>): Iterable<string> {
  if (values.cluster === 'kind') {
    const { 'cluster-name': name, 'allow-reconfigure': named } = values;
    if (named !== undefined && name !== undefined && named !== `kind-${name}`) {
      yield `allow-reconfigure: ${quote(named)} is not the context of the kind cluster ${quote(name)}; write "kind-${name}", or leave it out.`;
    }
  }
  if (values.cluster !== 'kubeconfig' || values.apply !== true) return;
  const { context, 'allow-reconfigure': allowed } = values;
  if (allowed === undefined) {
    yield `allow-reconfigure: missing; with cluster: kubeconfig write ${
      context === undefined ? 'the name of the context' : quote(context)
    } to allow that its Cilium is reconfigured, or apply: false to measure it as it is.`;
  } else if (context !== undefined && context !== allowed) {
    yield `allow-reconfigure: ${quote(allowed)} is not the context that is used, ${quote(context)}; write the same in both.`;
  }
}

function* twoKubernetesVersions(given: ReadonlyMap<InputName, string>): Iterable<string> {
  const version = given.get('kubernetes-version');
  const image = given.get('kind-node-image');
  if (version !== undefined && image !== undefined) {
    yield `kubernetes-version: ${quote(version)} contradicts kind-node-image: ${quote(image)}, whose Kubernetes is its own; leave one of the two out.`;
  }
}

function* nothingApplied(given: ReadonlyMap<InputName, string>, values: Partial<Values>): Iterable<string> {
  const { apply, cluster, scenarios } = values;
  if (apply !== false) return;
  if (cluster === 'kind') {
    yield 'apply: false measures a cluster that exists, and contradicts cluster: kind; write cluster: kubeconfig, with context: kind-<name> for a kind cluster.';
  }
  for (const name of given.keys()) {
    if (definitionOf(name).applied === true) {
      yield `${name}: contradicts apply: false, which changes nothing of Cilium; leave one of the two out.`;
    }
  }
  if (values.reference === 'base') {
    yield 'reference: base contradicts apply: false, which measures one state only; leave one of the two out.';
  }
  if (!given.has('scenarios')) {
    if (values['plan-only'] === true) {
      yield 'plan-only: with apply: false the scenario is read from the cluster, which plan-only does not ask; name it in scenarios, or leave plan-only out.';
    }
  } else if (scenarios !== undefined && scenarios.length > 1) {
    yield `scenarios: lists ${scenarios.length}, but with apply: false the cluster is in one; name that one, or leave it out.`;
  }
}

function* versionOfAPath(given: ReadonlyMap<InputName, string>, values: Partial<Values>): Iterable<string> {
  const version = given.get('cilium-version');
  if (values['cilium-chart']?.kind === 'path' && version !== undefined) {
    yield `cilium-version: ${quote(version)} contradicts the chart by path, which has its own version; leave it out, or write an oci://… or https://… chart.`;
  }
}

function* twoVersions(given: ReadonlyMap<InputName, string>, values: Partial<Values>): Iterable<string> {
  if (!given.has('cilium-version-file')) return;
  if (given.has('cilium-version')) {
    yield 'cilium-version-file: contradicts cilium-version; write one of the two.';
  }
  if (values['cilium-chart']?.kind === 'path') {
    yield 'cilium-version-file: contradicts the chart by path, which has its own version; leave it out, or write an oci://… or https://… chart.';
  }
}

function* references(given: ReadonlyMap<InputName, string>, values: Partial<Values>): Iterable<string> {
  const instead = (['reference-values', 'reference-cilium-version'] as const).filter(name => given.has(name));
  for (const name of instead) {
    if (values.reference !== undefined) {
      yield `${name}: contradicts reference: ${values.reference}; leave one of the two out.`;
    }
  }
  if (instead.includes('reference-cilium-version') && values['cilium-chart']?.kind === 'path') {
    yield 'reference-cilium-version: contradicts the chart by path, which has one version only; leave it out, or write an oci://… or https://… chart.';
  }
}

function* baselines({ baseline, 'baseline-files': files }: Partial<Values>): Iterable<string> {
  if (files !== undefined && baseline !== undefined && baseline !== 'file') {
    yield `baseline-files: contradicts baseline: ${baseline}; write baseline: file, or leave it out.`;
  }
  if (files === undefined && baseline === 'file') {
    yield 'baseline-files: missing; baseline: file needs the paths of the files.';
  }
}

function* ofAnotherMode(
  given: ReadonlyMap<InputName, string>,
  { apply, scenarios }: Partial<Values>
): Iterable<string> {
  // With apply: false they are contradictions already.
  if (scenarios === undefined || apply === false) return;
  for (const name of given.keys()) {
    const { encryptions } = definitionOf(name);
    if (encryptions === undefined || scenarios.some(({ encryption }) => encryptions.includes(encryption))) continue;
    const listed = scenarios.map(scenarioName).join(', ');
    const wanted = encryptions.map(encryption => scenarioName({ routing: 'vxlan', encryption }));
    yield `${name}: contradicts scenarios: ${listed}, of which none has ${either(encryptions)}; leave it out, or add for example ${either(wanted)}.`;
  }
}

function* publishedRecipe(given: ReadonlyMap<InputName, string>, { suite }: Partial<Values>): Iterable<string> {
  if (suite !== 'published') return;
  for (const [name, text] of given) {
    const { published } = definitionOf(name);
    if (published !== undefined && text !== published) {
      yield `${name}: ${quote(text)} contradicts suite: published, which has ${published}; leave it out, or write suite: default.`;
    }
  }
}

function* warmUp(given: ReadonlyMap<InputName, string>, { suite, omit, duration }: Partial<Values>): Iterable<string> {
  // In the published recipe any other omit is already a contradiction.
  if (suite === 'published' || omit === undefined || duration === undefined) return;
  if (given.has('omit') && omit >= duration) {
    yield `omit: "${omit}" is not less than duration, ${duration}; write at most ${duration - 1}.`;
  }
}

import { posix } from 'node:path';
import { isMapping, mergeValues, valueAt, type Values } from '../scenario/values.ts';
import { application } from './argo.ts';
import { helmRelease } from './flux.ts';
import { isCilium, type Identity, type Kind } from './kind.ts';
import { kustomization } from './kustomize.ts';
import { resolvePointer } from './pointer.ts';
import { helmChart } from './rancher.ts';
import {
  documentsOf,
  mappings,
  mappingsOf,
  mistake,
  nameOf,
  refuseLong,
  scalar,
  scalars,
  text,
  valuesIn,
  type Piece,
  type Place
} from './tree.ts';

/** Helm values as a repository has them. */
export interface Source {
  readonly values: Values;
  /** The chart's version or range of versions, as written beside the values; `undefined` if it is not there. */
  readonly version: string | undefined;
  /** For people: the object and file. */
  readonly from: string;
  /** The values as each file has them, in order of precedence. */
  readonly pieces: readonly Piece[];
}

/** The kinds of objects that give Cilium's chart its values. */
const kinds: readonly Kind[] = [helmRelease, application, helmChart, kustomization];

/**
 * The values in a file of a repository, found by what the file is: values, an object that installs Cilium's chart, or
 * the values of a chart that depends on Cilium's. `pointer` names a place in it instead, as `spec.values`. Throws an
 * InputError if the values cannot be read, or belong to another chart.
 */
export async function readSource(place: Place, content: string, pointer: string | undefined): Promise<Source> {
  const pieces: Piece[] = [];
  const source = await readParts({ ...place, keep: piece => void pieces.push(piece) }, content, pointer);
  // Files that the object names, or that were found for it, so that none is read in silence.
  const others = new Set(pieces.map(({ path }) => path).filter(path => path !== place.path));
  return { ...source, from: [source.from, ...others].join(' with '), pieces };
}

type Parts = Omit<Source, 'pieces'>;

async function readParts(place: Place, content: string, pointer: string | undefined): Promise<Parts> {
  refuseLong(place, content);
  refuseOtherLanguages(place, content);
  const all = mappingsOf(place, content);
  const objects = await installing(place, all);
  if (pointer !== undefined) return readPointer(place, pointer, all, objects);
  const [first, second] = objects;
  if (first === undefined) {
    refuseKustomization(place, all);
    return readPlain(place, content);
  }
  const together = objects.every(({ kind }) => kind === helmChart);
  if (second !== undefined && !together) {
    const labels = objects.map(({ label }) => label).join(' and ');
    throw mistake(
      place,
      `installs Cilium more than once (${labels}); write each into its own file, and name one of them`
    );
  }
  const parts: Values[] = [];
  for (const { kind, object } of objects) parts.push(await kind.values(object, place));
  return {
    values: mergeValues(parts),
    version: versionOf(objects),
    from: `${objects.map(({ label }) => label).join(' and ')} in ${place.path}`
  };
}

/** Throws an InputError for a kustomization that installs no chart, and names the files in which the values can be. */
function refuseKustomization(place: Place, objects: readonly Values[]): void {
  const isNamed = /^kustomization\.ya?ml$/.test(posix.basename(place.path));
  const found = objects.find(object => object['kind'] === 'Kustomization' || (isNamed && object['kind'] === undefined));
  if (found === undefined) return;
  const files = scalars(found['resources']).filter(path => /\.ya?ml$/.test(path));
  const paths = files.slice(0, 3).map(path => posix.join(posix.dirname(place.path), path));
  const meant = paths.length === 0 ? 'write the file with the values' : `did you mean ${paths.join(' or ')}?`;
  throw mistake(place, `is a kustomization without helmCharts, so it has no values; ${meant}`);
}

interface Installing extends Identity {
  readonly kind: Kind;
  readonly object: Values;
  readonly label: string;
}

/** The objects that install Cilium's chart. Throws an InputError if all install something else. */
export async function installing(place: Place, objects: readonly Values[]): Promise<readonly Installing[]> {
  const found: Installing[] = [];
  for (const object of objects) {
    const kind = kinds.find(each => each.matches(object));
    if (kind === undefined) continue;
    const label = `${text(object['kind']) ?? 'kustomization'} ${nameOf(object)}`.trim();
    found.push({ kind, object, label, ...(await kind.identify(object, place)) });
  }
  // A patch of an object does not repeat its chart.
  const own = found.filter(({ chart, object }) => isCilium(chart ?? scalar(valueAt(object, 'metadata.name'))));
  const [other] = found;
  if (own.length === 0 && other !== undefined) {
    throw mistake(
      place,
      `is ${other.label}, which installs the chart "${other.chart ?? 'unknown'}", not Cilium; write the file of Cilium's values`
    );
  }
  return own;
}

/** The version in objects. A distribution's chart counts its own versions, which are not Cilium's. */
export function versionOf(objects: readonly Identity[]): string | undefined {
  return objects.find(({ chart, version }) => version !== undefined && (chart === undefined || chart === 'cilium'))
    ?.version;
}

async function readPlain(place: Place, content: string): Promise<Parts> {
  const values = firstOf(place, content);
  const parent = await dependency(place);
  const own = parent && Object.hasOwn(values, parent.key) ? values[parent.key] : undefined;
  if (parent === undefined || !isMapping(own)) return { values, version: undefined, from: place.path };
  place.keep?.({ tree: place.tree, path: place.path, values: own, text: undefined });
  // Helm passes `global` on to the charts that a chart depends on.
  const { global } = values;
  return {
    values: global === undefined ? own : mergeValues([own, { global }]),
    version: parent.version,
    from: `${parent.key} in ${place.path}`
  };
}

async function readPointer(
  place: Place,
  pointer: string,
  all: readonly Values[],
  objects: readonly Installing[]
): Promise<Parts> {
  const candidates = objects.length > 0 ? objects.map(({ object }) => object) : all;
  const found = candidates.map(object => resolvePointer(object, pointer)).find(each => each !== undefined);
  if (found === undefined) {
    throw mistake(
      place,
      `has nothing at "${pointer}"; write the path of the values in it, for example ${place.path}#spec.values`
    );
  }
  const parent = await dependency(place);
  return {
    values: valuesIn(place, `"${pointer}"`, found),
    version: versionOf(objects) ?? (parent?.key === pointer ? parent.version : undefined),
    from: `${pointer} in ${place.path}`
  };
}

/** The first document, as Helm reads a values file. */
function firstOf(place: Place, content: string): Values {
  const [document] = documentsOf(place, content);
  if (document?.ok === false) throw mistake(place, `is not valid YAML: ${document.problem}`);
  return valuesIn(place, 'its first document', document?.value ?? {});
}

/** Cilium among the dependencies of the chart in the same folder: the key of its values, and its version. */
async function dependency(place: Place): Promise<{ key: string; version: string | undefined } | undefined> {
  const path = posix.join(posix.dirname(place.path), 'Chart.yaml');
  const [chart] = documentsOf({ ...place, path }, (await place.tree.read(path)) ?? '');
  return chart?.ok === true && isMapping(chart.value) ? dependencyIn(chart.value) : undefined;
}

/** Cilium among the dependencies that a Chart.yaml lists. */
export function dependencyIn(chart: Values): { key: string; version: string | undefined } | undefined {
  const found = mappings(chart['dependencies']).find(({ name }) => isCilium(scalar(name)));
  if (found === undefined) return undefined;
  const { name, alias, version } = found;
  return { key: text(alias) ?? scalar(name), version: name === 'cilium' ? text(version) : undefined };
}

/** Throws an InputError for a file that only another program can turn into values. */
function refuseOtherLanguages(place: Place, content: string): void {
  const name = posix.basename(place.path);
  const render = (what: string, how: string): never => {
    throw mistake(place, `is ${what}, which only its own program can read; ${how}, and write the path of the result`);
  };
  if (/\.(?:tf|tfvars|hcl)$/.test(name)) {
    render(
      'Terraform',
      'write the values into a YAML file that Terraform reads with file(), or render them in an earlier step'
    );
  }
  if (/\.(?:jsonnet|libsonnet)$/.test(name))
    render('Jsonnet', `render it first, for example with jsonnet ${place.path}`);
  const helmfile = /^helmfile.*\.(?:ya?ml|gotmpl)/.test(name) || /^releases:/m.test(content);
  if (helmfile) {
    render(
      'a helmfile',
      'render it first with helmfile --selector name=cilium write-values, or write the values files that it names'
    );
  }
  if (/\.(?:gotmpl|tpl|j2|tmpl)$/.test(name)) render('a template', 'render it first in an earlier step');
}

import { posix } from 'node:path';
import { mergeValues, valueAt, type Values } from '../scenario/values.ts';
import { isOf, lastPart, type Kind } from './kind.ts';
import { setValue } from './set.ts';
import { findInObjects, isNamed, mappings, mistake, pointInstead, text, valuesIn, type Place } from './tree.ts';

const sourceGroup = 'source.toolkit.fluxcd.io';

/** Flux's HelmRelease: `spec.values` on top of `valuesFrom`. */
export const helmRelease: Kind = {
  matches: object => isOf(object, 'helm.toolkit.fluxcd.io', 'HelmRelease'),
  async identify(object, place) {
    const name = text(valueAt(object, 'spec.chartRef.name'));
    if (name === undefined) {
      const chart = lastPart(text(valueAt(object, 'spec.chart.spec.chart')));
      return { chart, version: text(valueAt(object, 'spec.chart.spec.version')) };
    }
    const namespace = valueAt(object, 'spec.chartRef.namespace') ?? valueAt(object, 'metadata.namespace');
    const { found: repository } = await findInObjects(place, ['OCIRepository', name], each =>
      ociRepository.matches(each.object) && isNamed(each.object, name, namespace) ? each.object : undefined
    );
    return repository === undefined
      ? { chart: lastPart(name), version: undefined }
      : ociRepository.identify(repository, place);
  },
  async values(object, place) {
    const parts: Values[] = [];
    for (const reference of mappings(valueAt(object, 'spec.valuesFrom'))) {
      const namespace = valueAt(object, 'metadata.namespace');
      parts.push(await referenced(reference, namespace, mergeValues(parts), place));
    }
    return mergeValues([...parts, valuesIn(place, 'spec.values', valueAt(object, 'spec.values') ?? {})]);
  }
};

/** Flux's OCIRepository, which has no values, but the version of the chart. */
export const ociRepository: Pick<Kind, 'matches' | 'identify'> = {
  matches: object => isOf(object, sourceGroup, 'OCIRepository'),
  identify: object => ({
    chart: lastPart(text(valueAt(object, 'spec.url'))),
    version: text(valueAt(object, 'spec.ref.semver')) ?? text(valueAt(object, 'spec.ref.tag'))
  })
};

/** The values of one entry of `valuesFrom`; with `targetPath`, `below` with that key set. */
async function referenced(reference: Values, namespace: unknown, below: Values, place: Place): Promise<Values> {
  const { kind, name, valuesKey = 'values.yaml', targetPath } = reference;
  const called = `${String(kind)} ${String(name)}`;
  if (kind !== 'ConfigMap') {
    throw mistake(place, `takes values from ${called}, whose content is not in the repository; ${pointInstead(place)}`);
  }
  const search = await findInObjects(place, ['ConfigMap', String(name)], each =>
    configMapEntry(place, each, String(name), namespace, String(valuesKey))
  );
  const { found: written } = search;
  if (written === undefined) {
    throw mistake(
      place,
      `takes values from ${called}, key ${String(valuesKey)}, which this repository defines ${search.defined}; ${pointInstead(place)}`
    );
  }
  if (text(targetPath) !== undefined)
    return setValue(below, String(targetPath), written.content.trimEnd(), place.input);
  return valuesIn({ ...place, path: written.path }, `${called}, key ${String(valuesKey)}`, written.content);
}

interface Entry {
  readonly path: string;
  readonly content: string;
}

/** An entry of a ConfigMap that an object is, or that it generates as a kustomization. */
async function configMapEntry(
  { tree }: Place,
  { object, path }: { readonly object: Values; readonly path: string },
  name: string,
  namespace: unknown,
  key: string
): Promise<Entry | undefined> {
  const entry = (from: string, content: string | undefined): Entry | undefined =>
    content === undefined ? undefined : { path: from, content };
  if (object['kind'] === 'ConfigMap' && isNamed(object, name, namespace)) {
    const data = valueAt(object, 'data') as Values | undefined;
    return entry(path, text(data?.[key]));
  }
  const generator = mappings(object['configMapGenerator']).find(each => each['name'] === name);
  for (const file of Array.isArray(generator?.['files']) ? generator['files'].map(String) : []) {
    const [left = '', right] = file.split('=');
    const named = right ?? left;
    if ((right === undefined ? posix.basename(named) : left) !== key) continue;
    const source = posix.join(posix.dirname(path), named);
    return entry(source, await tree.read(source));
  }
  return undefined;
}

import { posix } from 'node:path';
import { isMapping, mergeValues, valueAt, type Values } from '../scenario/values.ts';
import { isOf, lastPart, type Kind } from './kind.ts';
import { setValue } from './set.ts';
import {
  bounded,
  findInObjects,
  isNamed,
  mappings,
  mistake,
  pointInstead,
  scalar,
  scalars,
  text,
  valuesIn,
  type Place
} from './tree.ts';

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
    let values: Values = {};
    for (const reference of bounded(place, 'spec.valuesFrom', mappings(valueAt(object, 'spec.valuesFrom')))) {
      values = await withReferenced(reference, valueAt(object, 'metadata.namespace'), values, place);
    }
    return mergeValues([values, valuesIn(place, 'spec.values', valueAt(object, 'spec.values') ?? {})]);
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

/** Values with those of one entry of `valuesFrom` on top, or below the key `targetPath`. */
async function withReferenced(reference: Values, namespace: unknown, values: Values, place: Place): Promise<Values> {
  const { kind, targetPath } = reference;
  const [name, valuesKey] = [scalar(reference['name']), text(reference['valuesKey']) ?? 'values.yaml'];
  const called = `${scalar(kind)} ${name}`;
  if (kind !== 'ConfigMap') {
    throw mistake(place, `takes values from ${called}, whose content is not in the repository; ${pointInstead(place)}`);
  }
  const search = await findInObjects(place, ['ConfigMap', name], each =>
    configMapEntry(place, each, name, namespace, valuesKey)
  );
  const { found: written } = search;
  if (written === undefined) {
    throw mistake(
      place,
      `takes values from ${called}, key ${valuesKey}, which this repository defines ${search.defined}; ${pointInstead(place)}`
    );
  }
  if (text(targetPath) !== undefined)
    return setValue(values, scalar(targetPath), written.content.trimEnd(), place.input);
  return mergeValues([
    values,
    valuesIn({ ...place, path: written.path }, `${called}, key ${valuesKey}`, written.content)
  ]);
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
    const data = valueAt(object, 'data');
    return entry(path, isMapping(data) && Object.hasOwn(data, key) ? text(data[key]) : undefined);
  }
  const generator = mappings(object['configMapGenerator']).find(each => each['name'] === name);
  for (const file of scalars(generator?.['files'])) {
    const [left = '', right] = file.split('=');
    const named = right ?? left;
    if ((right === undefined ? posix.basename(named) : left) !== key) continue;
    const source = posix.join(posix.dirname(path), named);
    return entry(source, await tree.read(source));
  }
  return undefined;
}

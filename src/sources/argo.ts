import { mergeValues, valueAt, type Values } from '../scenario/values.ts';
import { isCilium, isOf, lastPart, type Kind } from './kind.ts';
import { setValue } from './set.ts';
import {
  bounded,
  mappings,
  mistake,
  pointInstead,
  readNamed,
  scalar,
  scalars,
  text,
  valuesIn,
  type Place
} from './tree.ts';

/** Argo CD's Application: `valueFiles`, then `valuesObject` or else `values`, then `parameters`. */
export const application: Kind = {
  matches: object => isOf(object, 'argoproj.io', 'Application'),
  identify(object) {
    const source = chartSource(object);
    return { chart: chartOf(source), version: text(source['targetRevision']) };
  },
  async values(object, place) {
    const source = chartSource(object);
    const folder = text(source['path']);
    if (text(source['chart']) === undefined && folder !== undefined && folder !== '.') {
      throw mistake(
        place,
        `installs the folder ${folder}; write the values in it, for example cilium-values: ${folder.replace(/\/$/, '')}/values.yaml`
      );
    }
    const parts: Values[] = [];
    for (const file of bounded(place, 'valueFiles', scalars(valueAt(source, 'helm.valueFiles')))) {
      parts.push(await valueFile(object, source, file, place));
    }
    const written = valueAt(source, 'helm.valuesObject') ?? valueAt(source, 'helm.values') ?? {};
    parts.push(valuesIn(place, 'helm.values', written));
    if (mappings(valueAt(source, 'helm.fileParameters')).length > 0) {
      throw mistake(place, `has helm.fileParameters, which are not supported; ${pointInstead(place)}`);
    }
    return bounded(place, 'helm.parameters', mappings(valueAt(source, 'helm.parameters'))).reduce(
      (values, { name, value, forceString }) =>
        setValue(values, scalar(name), text(value) ?? '', place.input, forceString === true),
      mergeValues(parts)
    );
  }
};

/** The source with Cilium's chart, or else the first one with a chart or path. */
function chartSource(object: Values): Values {
  const sources = sourcesOf(object);
  return (
    sources.find(source => isCilium(chartOf(source) ?? '')) ??
    sources.find(source => text(source['chart']) !== undefined) ??
    sources.find(source => text(source['path']) !== undefined) ??
    {}
  );
}

function sourcesOf(object: Values): readonly Values[] {
  const several = mappings(valueAt(object, 'spec.sources'));
  return several.length > 0 ? several : mappings([valueAt(object, 'spec.source')]);
}

/** The chart's own name, or else that of the folder in Git or of the OCI repository. */
function chartOf({ chart, path, repoURL, ref }: Values): string | undefined {
  const where =
    text(chart) ?? (path === '.' ? undefined : text(path)) ?? (ref === undefined ? text(repoURL) : undefined);
  return lastPart(where);
}

async function valueFile(object: Values, source: Values, file: string, place: Place): Promise<Values> {
  const [, ref, path] = /^\$([^/]+)\/(.+)$/.exec(file) ?? [];
  const known = sourcesOf(object).some(each => each['ref'] === ref);
  if (ref !== undefined && path !== undefined && known) {
    const missing = valueAt(source, 'helm.ignoreMissingValueFiles') === true;
    if (missing && (await place.tree.read(path)) === undefined) return {};
    return readNamed(place, path, `valueFiles: ${file}`);
  }
  // Without a reference, the file is in the chart, and this is the one that Helm reads anyway.
  if (file === 'values.yaml') return {};
  throw mistake(place, `has "${file}" in valueFiles, which is not a file of this repository; ${pointInstead(place)}`);
}

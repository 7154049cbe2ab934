import { posix } from 'node:path';
import { mergeValues, type Values } from '../scenario/values.ts';
import { isCilium, isOf, type Kind } from './kind.ts';
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

const generator = 'HelmChartInflationGenerator';

/** A kustomization with `helmCharts`, or a HelmChartInflationGenerator for one of them: `valuesFile`, `valuesInline` and `additionalValuesFiles`. */
export const kustomization: Kind = {
  matches: object =>
    object['kind'] === generator ||
    (mappings(object['helmCharts']).length > 0 &&
      (object['kind'] === undefined || isOf(object, 'kustomize.config.k8s.io', 'Kustomization'))),
  identify(object) {
    const chart = chartIn(object);
    return { chart: text(chart['name']), version: text(chart['version']) };
  },
  async values(object, place) {
    const { valuesFile, valuesInline, valuesMerge = 'override', additionalValuesFiles } = chartIn(object);
    const file = text(valuesFile);
    const base = file === undefined ? {} : await beside(place, file);
    const inline = valuesIn(place, 'valuesInline', valuesInline ?? {});
    const more = bounded(place, 'additionalValuesFiles', scalars(additionalValuesFiles));
    const parts =
      valuesInline === undefined || valuesMerge === 'override'
        ? [base, inline]
        : valuesMerge === 'merge'
          ? [inline, base]
          : [inline];
    for (const path of more) parts.push(await beside(place, path));
    return mergeValues(parts);
  }
};

function chartIn(object: Values): Values {
  if (object['kind'] === generator) return object;
  const charts = mappings(object['helmCharts']);
  return charts.find(({ name }) => isCilium(scalar(name))) ?? charts[0] ?? {};
}

async function beside(place: Place, file: string): Promise<Values> {
  if (file.includes('://')) {
    throw mistake(place, `takes values from ${file}, which is not in the repository; ${pointInstead(place)}`);
  }
  return readNamed(place, posix.join(posix.dirname(place.path), file), 'helmCharts');
}

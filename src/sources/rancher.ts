import { isMapping, valueAt } from '../scenario/values.ts';
import { isOf, lastPart, type Kind } from './kind.ts';
import { setValue } from './set.ts';
import { bounded, mappings, mistake, pointInstead, scalar, text, valuesIn } from './tree.ts';

/** HelmChart of K3s and RKE2, and the HelmChartConfig that adds values to one: `valuesContent`, then `set`. */
export const helmChart: Kind = {
  matches: object => isOf(object, 'helm.cattle.io', 'HelmChart') || isOf(object, 'helm.cattle.io', 'HelmChartConfig'),
  identify(object) {
    const chart = lastPart(text(valueAt(object, 'spec.chart')));
    // A configuration belongs to the chart of its own name.
    const config = object['kind'] === 'HelmChartConfig' ? text(valueAt(object, 'metadata.name')) : undefined;
    return { chart: config ?? chart, version: text(valueAt(object, 'spec.version')) };
  },
  values(object, place) {
    if (mappings(valueAt(object, 'spec.valuesSecrets')).length > 0) {
      throw mistake(place, `takes values from valuesSecrets, which are not in the repository; ${pointInstead(place)}`);
    }
    const set = valueAt(object, 'spec.set');
    return bounded(place, 'spec.set', Object.entries(isMapping(set) ? set : {})).reduce(
      (values, [key, value]) => setValue(values, key, scalar(value), place.input),
      valuesIn(place, 'spec.valuesContent', valueAt(object, 'spec.valuesContent') ?? {})
    );
  }
};

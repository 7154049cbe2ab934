import { readFirstYaml } from '../lib/yaml.ts';
import { isMapping, isSet, type Values } from '../scenario/values.ts';
import { mistake, text, type Place } from './tree.ts';

/** How deep an object is searched for values; `spec.template.spec.sources.0.helm.values` has seven steps. */
const maxDepth = 8;
/** How many texts are read as YAML to find the values in them. */
const maxTexts = 300;

/**
 * Throws an InputError if values are not those of a chart: a Kubernetes object, values without any key of the chart, or
 * values with more of them below an unknown key. The message names the place where they probably are. A single unknown
 * key is fine, because Helm ignores it.
 */
export function refuseOtherKeys(
  place: Place,
  pointer: string | undefined,
  values: Values,
  chart: Values | undefined
): void {
  if (!isSet(values)) return;
  const kind = text(values['apiVersion']) === undefined ? undefined : text(values['kind']);
  if (chart === undefined && kind === undefined) return;
  const known = kind === undefined ? countKnown(values, chart ?? {}) : 0;
  const best = nestedPlaces(values, [], { left: maxTexts })
    .map(({ path, values: nested }) => ({
      path,
      known: countKnown(nested, chart ?? {}),
      all: Object.keys(nested).length
    }))
    .filter(each => each.known > known && each.known > each.all / 2)
    .sort((one, other) => other.known - one.known)[0];
  if (best !== undefined) {
    const at = [...(pointer === undefined ? [] : [pointer]), ...best.path].join('.');
    throw mistake(
      place,
      `has Cilium's values below "${at}", where the chart ignores them; write ${place.input}: ${place.path}#${at}`
    );
  }
  if (known > 0) return;
  const what =
    kind === undefined
      ? `has none of the keys of Cilium's chart, only ${Object.keys(values).slice(0, 5).join(', ')}`
      : `is a ${kind}, not Helm values`;
  throw mistake(
    place,
    `${what}; write the path of the values, with their place if they are inside another file, for example ${place.path}#spec.values`
  );
}

/** Number of top-level keys that a chart has, with the same kind of content and, in a mapping, a key below in common. */
function countKnown(values: Values, chart: Values): number {
  return Object.entries(values).filter(([key, value]) => {
    // Objects of every kind have a name.
    if (key === 'name' || !Object.hasOwn(chart, key)) return false;
    const below = chart[key];
    if (!isMapping(below)) return !isMapping(value) || below === null;
    if (!isMapping(value)) return value === null;
    return !isSet(value) || !isSet(below) || Object.keys(value).some(each => Object.hasOwn(below, each));
  }).length;
}

/** Every mapping below the keys, and in texts that are YAML themselves. Metadata has keys like the chart's own. */
function nestedPlaces(
  value: unknown,
  path: readonly string[],
  texts: { left: number }
): { path: readonly string[]; values: Values }[] {
  if (path.length > maxDepth || path.at(-1) === 'metadata') return [];
  if (typeof value === 'string' && value.includes('\n')) {
    texts.left -= 1;
    if (texts.left < 0) return [];
    const document = readFirstYaml(value);
    return document.ok && isMapping(document.value) ? [{ path, values: document.value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, child]) => nestedPlaces(child, [...path, key], texts));
  return isMapping(value) && path.length > 0 ? [{ path, values: value }, ...below] : below;
}

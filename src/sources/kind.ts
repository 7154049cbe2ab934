import type { Values } from '../scenario/values.ts';
import { scalar, type Place } from './tree.ts';

/** What an object installs. */
export interface Identity {
  /** The chart's name; `undefined` if the object does not say, such as a patch. */
  readonly chart: string | undefined;
  /** As written: a version, or a range of versions. */
  readonly version: string | undefined;
}

/** A kind of object that installs a Helm chart. */
export interface Kind {
  /** Whether an object is of this kind. */
  matches(object: Values): boolean;
  identify(object: Values, place: Place): Promise<Identity> | Identity;
  /** The values it gives the chart, merged as its controller does. Throws an InputError if some cannot be read. */
  values(object: Values, place: Place): Promise<Values> | Values;
}

/** Whether a chart is Cilium's: `cilium`, or a distribution's such as `rke2-cilium`. */
export function isCilium(chart: string): boolean {
  return /(?:^|-)cilium$/.test(chart);
}

/** The chart's name in a reference such as `oci://quay.io/cilium/charts/cilium` or `./charts/cilium`. */
export function lastPart(reference: string | undefined): string | undefined {
  return reference
    ?.split(/[#?]/, 1)[0]
    ?.split('/')
    .filter(part => part !== '' && part !== '.')
    .at(-1);
}

/** Whether an object belongs to an API group. */
export function isOf(object: Values, group: string, kind: string): boolean {
  return object['kind'] === kind && scalar(object['apiVersion']).startsWith(`${group}/`);
}

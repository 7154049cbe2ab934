import { isDeepStrictEqual } from 'node:util';
import { readYaml } from '../lib/yaml.ts';
import { ClusterError } from '../model/errors.ts';
import type { RenderedChange } from '../model/rendered.ts';
import { redactValue } from '../redaction/redact.ts';
import { isMapping, type Values } from '../scenario/values.ts';

/** A chart's objects by kind, namespace and name. Secrets are redacted; different ones stay different. */
export type Manifests = ReadonlyMap<string, Values>;

/** Maximum length of a path and of a value. */
const textLength = 300;

/** Parses the output of `helm template`. Keys that appear twice count with their last value, as in Kubernetes. */
export function parseManifests(text: string): Manifests {
  const objects = new Map<string, Values>();
  for (const document of readYaml(text)) {
    if (!document.ok) throw new ClusterError(`helm template wrote YAML that cannot be read: ${document.problem}`);
    const { value } = document;
    if (!isMapping(value)) continue;
    const name = nameOf(value);
    // An object that is rendered twice must not hide a difference in the first.
    objects.set(objects.has(name) ? `${name} (again)` : name, redactValue(value));
  }
  return objects;
}

function nameOf({ kind, metadata }: Values): string {
  const { namespace, name } = isMapping(metadata) ? metadata : {};
  const whole = [namespace, name].filter(part => typeof part === 'string').join('/');
  return cut(`${typeof kind === 'string' ? kind : 'object'} ${whole}`);
}

/** What differs between two renderings, field by field, sorted by object and path. */
export function diffManifests(reference: Manifests, candidate: Manifests): RenderedChange[] {
  return union(reference, candidate).flatMap(object => {
    const [before, now] = [reference.get(object), candidate.get(object)];
    if (before === undefined || now === undefined) {
      return [{ object, path: '', ...(before === undefined ? { candidate: 'exists' } : { reference: 'exists' }) }];
    }
    return diff(before, now, '').map(change => ({ object, ...change }));
  });
}

type FieldChange = Omit<RenderedChange, 'object'>;

function diff(before: unknown, now: unknown, path: string): FieldChange[] {
  if (isDeepStrictEqual(before, now)) return [];
  if (isMapping(before) && isMapping(now)) return diffKeys(new Map(entries(before)), new Map(entries(now)), path, '.');
  const [old, current] = [byName(before), byName(now)];
  if (old !== undefined && current !== undefined) {
    const changes = diffKeys(old, current, path, '');
    return changes.length > 0 ? changes : leaf(path, [...old.keys()], [...current.keys()]);
  }
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length) {
    return before.flatMap((item, index) => diff(item, now[index], `${path}[${index}]`));
  }
  return leaf(path, before, now);
}

function diffKeys(
  before: ReadonlyMap<string, unknown>,
  now: ReadonlyMap<string, unknown>,
  path: string,
  dot: '.' | ''
): FieldChange[] {
  return union(before, now).flatMap(key => {
    const inside = path === '' ? key : `${path}${dot}${key}`;
    if (before.has(key) && now.has(key)) return diff(before.get(key), now.get(key), inside);
    return leaf(inside, before.get(key), now.get(key));
  });
}

function entries(mapping: Values): [string, unknown][] {
  // A line break in a key would break out of its line.
  return Object.entries(mapping).map(([key, value]) => [/^[\w/-]+$/.test(key) ? key : JSON.stringify(key), value]);
}

/** The items of a list of objects with unique names, such as containers and environment variables. */
function byName(list: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined;
  const named = new Map<string, unknown>();
  for (const item of list) {
    if (!isMapping(item) || typeof item['name'] !== 'string') return undefined;
    named.set(`[${item['name']}]`, item);
  }
  return named.size === list.length ? named : undefined;
}

function leaf(path: string, before: unknown, now: unknown): FieldChange[] {
  const [reference, candidate] = shownValues(before, now);
  return [
    {
      path: cut(path),
      ...(reference === undefined ? {} : { reference: cut(reference) }),
      ...(candidate === undefined ? {} : { candidate: cut(candidate) })
    }
  ];
}

/** Both values as one line each; of two documents, only the first lines that differ. */
function shownValues(before: unknown, now: unknown): readonly (string | undefined)[] {
  if (typeof before === 'string' && typeof now === 'string' && before.includes('\n') && now.includes('\n')) {
    const [old, current] = [before.split('\n'), now.split('\n')];
    const first = old.findIndex((line, index) => line !== current[index]);
    return [old, current].map(lines => `… ${lines[first === -1 ? old.length : first]?.trim() ?? ''} …`);
  }
  return [before, now].map(value => (value === undefined ? undefined : JSON.stringify(value)));
}

function union(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...left.keys(), ...right.keys()])].sort();
}

function cut(text: string): string {
  return text.length <= textLength ? text : `${text.slice(0, textLength - 1).toWellFormed()}…`;
}

/**
 * Whether an object is only for people to look at: Hubble's UI, and dashboards for Grafana. Neither agents, operator
 * nor proxies read them.
 */
export function isForDisplay(object: string, manifests: readonly Manifests[]): boolean {
  const name = object.replace(/^\S+ (?:.*\/)?/, '');
  if (/^hubble-ui(?:-|$)/.test(name)) return true;
  return manifests.some(all => {
    const data = all.get(object)?.['data'];
    return object.startsWith('ConfigMap ') && isMapping(data) && Object.keys(data).join() === `${name}.json`;
  });
}

/** Annotations that only repeat a ConfigMap's checksum, so that its pods restart with it, and the chart's own version. */
export function isBookkeeping({ path }: Pick<RenderedChange, 'path'>): boolean {
  return /\bannotations\."[^"]*checksum[^"]*"$|\blabels\."helm\.sh\/chart"$/.test(path);
}

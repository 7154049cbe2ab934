import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import {
  maxRendered,
  type PlacedKey,
  type Rendered,
  type RenderedChange,
  type RenderedChanges
} from '../model/rendered.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import { diffManifests, isBookkeeping, isForDisplay, type Manifests } from './manifests.ts';
import {
  createRender,
  scenarioValuesOf,
  withLocalCharts,
  type Render,
  type RenderContext,
  type RenderedArm
} from './render.ts';
import { unknownKeys, type UnknownKey } from './unknown-keys.ts';
import { differingKeys, removalOf, setsKey } from './value-keys.ts';

/**
 * Renders both arms in each scenario with the values of a run, and compares the manifests: what Cilium would really run
 * before and after. Also finds keys of the candidate's values that the chart does not have and that change nothing.
 * `undefined` if there is nothing to tell about a single arm. Throws an InputError if Helm refuses values.
 */
export async function compareRendered(
  context: RenderContext,
  ofCandidate: RenderedArm,
  ofReference: RenderedArm | undefined
): Promise<Rendered | undefined> {
  const unknown = unknownKeys(ofCandidate.values, ofCandidate.content);
  const [scenario] = ofCandidate.scenarios;
  if (scenario === undefined || (ofReference === undefined && unknown.length === 0)) return undefined;
  const given = ofReference === undefined ? [ofCandidate] : [ofCandidate, ofReference];
  const [candidate = ofCandidate, reference] = await withLocalCharts(context, given);
  const render = createRender(context);
  const [first, again] = await Promise.all([render(candidate, scenario), render(candidate, scenario)]);
  // What differs between two renderings of the same input means nothing, such as generated certificates.
  const volatile = new Set(diffManifests(first, again).map(placeOf));
  const diff: Diff = (before, now) =>
    diffManifests(before, now).filter(change => !volatile.has(placeOf(change)) && !isBookkeeping(change));
  const isIdle = async (keys: readonly UnknownKey[]): Promise<boolean> => {
    const above = removalOf(keys.map(({ path }) => path));
    return diff(first, await render(candidate, scenario, above)).length === 0;
  };
  const idle = await idleOf(unknown.slice(0, maxRendered), isIdle);
  return {
    unknownKeys: await Promise.all(
      idle.map(async ({ path, nearest }) => ({
        ...(await placed(candidate, path.join('.'))),
        ...defined({ nearest })
      }))
    ),
    ...(reference === undefined
      ? {}
      : { arms: await compareArms(context, { render, diff, candidate, reference, first }) })
  };
}

/** A key with where it is written. */
async function placed({ whereIs }: RenderedArm, key: string): Promise<PlacedKey> {
  return { key, ...defined({ at: await whereIs(key) }) };
}

/** The differences that mean something. */
type Diff = (before: Manifests, now: Manifests) => readonly RenderedChange[];

/** The keys that change nothing: usually all of them, so they are first tried together. */
async function idleOf(
  keys: readonly UnknownKey[],
  isIdle: (keys: readonly UnknownKey[]) => Promise<boolean>
): Promise<readonly UnknownKey[]> {
  if (keys.length === 0 || (await isIdle(keys))) return keys;
  const idle: UnknownKey[] = [];
  for (const key of keys) if (await isIdle([key])) idle.push(key);
  return idle;
}

interface Arms {
  readonly render: Render;
  readonly diff: Diff;
  readonly candidate: RenderedArm;
  readonly reference: RenderedArm;
  /** The candidate in its first scenario. */
  readonly first: Manifests;
}

async function compareArms({ clusterValues }: RenderContext, arms: Arms): Promise<Rendered['arms']> {
  const { render, diff, candidate, reference, first } = arms;
  const differing = differingKeys(reference.values, candidate.values);
  const groups = new Map<string, { scenarios: string[]; changes: readonly RenderedChange[] }>();
  const defaults = new Map<string, RenderedChange>();
  const forDisplay = new Set<string>();
  let objects = 0;
  for (const [index, scenario] of candidate.scenarios.entries()) {
    const ofReference = reference.scenarios[index] ?? scenario;
    const [old, now] = await Promise.all([
      render(reference, ofReference),
      index === 0 ? first : render(candidate, scenario)
    ]);
    objects = Math.max(objects, new Set([...old.keys(), ...now.keys()]).size);
    const isVersions = await findChangesOfVersion(arms, old, ofReference, differing);
    const changes: RenderedChange[] = [];
    for (const change of diff(old, now)) {
      if (isForDisplay(change.object, [old, now])) forDisplay.add(change.object);
      else if (isAgentSetting(change) && isVersions(change)) defaults.set(placeOf(change), change);
      else changes.push(change);
    }
    if (changes.length === 0) continue;
    const id = JSON.stringify(changes);
    const group = groups.get(id) ?? { scenarios: [], changes: byRank(changes) };
    group.scenarios.push(scenarioName(scenario));
    groups.set(id, group);
  }
  const isIdle = groups.size === 0 && defaults.size === 0;
  const idle = isIdle ? differing : [];
  const owned = candidate.scenarios.map(scenario => scenarioValuesOf(candidate, scenario, clusterValues));
  const isOwned = (key: string): boolean => owned.some(values => setsKey(values, key));
  const place = (keys: readonly string[]): Promise<PlacedKey[]> =>
    Promise.all(keys.slice(0, maxRendered).map(key => placed(candidate, key)));
  return {
    objects,
    differences: [...groups.values()].map(({ scenarios, changes }) => ({ scenarios, ...bounded(changes) })),
    defaults: bounded([...defaults.values()]),
    forDisplay: [...forDisplay].slice(0, maxRendered),
    ...(isIdle || differing.length === 0 ? {} : { responsible: await place(differing) }),
    overridden: await place(idle.filter(isOwned)),
    withoutEffect: await place(idle.filter(key => !isOwned(key)))
  };
}

/** Which differences are the version's alone: those that the candidate's chart makes with the reference's values. */
async function findChangesOfVersion(
  { render, diff, candidate, reference }: Arms,
  old: Manifests,
  scenario: Scenario,
  differing: readonly string[]
): Promise<(change: RenderedChange) => boolean> {
  if (candidate.content.version === reference.content.version) return () => false;
  if (differing.length === 0) return () => true;
  const { values } = reference;
  try {
    const bumped = diff(old, await render({ ...candidate, values }, scenario));
    const known = new Set(bumped.map(change => JSON.stringify(change)));
    return change => known.has(JSON.stringify(change));
  } catch (error) {
    // A new chart can refuse old values: they had to change together, and neither explains a difference alone.
    if (error instanceof InputError) return () => false;
    throw error;
  }
}

/** What configures the agents: their ConfigMap, and the arguments and environment of their container. */
function isAgentSetting({ object, path }: RenderedChange): boolean {
  if (isConfig(object)) return path.startsWith('data.');
  return isAgent(object) && /\.containers\[cilium-agent\]\.(?:args|command|env)\b/.test(path);
}

function isConfig(object: string): boolean {
  return /^ConfigMap (?:.*\/)?cilium-config$/.test(object);
}

function isAgent(object: string): boolean {
  return /^DaemonSet (?:.*\/)?cilium$/.test(object);
}

/** The agents' configuration first, because a record is cut at its end. */
function byRank(changes: readonly RenderedChange[]): readonly RenderedChange[] {
  const rank = ({ object }: RenderedChange): number => (isConfig(object) ? 0 : isAgent(object) ? 1 : 2);
  return changes.toSorted((left, right) => rank(left) - rank(right));
}

function placeOf({ object, path }: RenderedChange): string {
  return `${object} ${path}`;
}

function bounded(changes: readonly RenderedChange[]): RenderedChanges {
  return { changes: changes.slice(0, maxRendered), more: Math.max(0, changes.length - maxRendered) };
}

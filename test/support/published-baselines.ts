import type { BaselineSearch } from '../../src/baseline/find.ts';
import { baselineOf, ownFingerprint, zipped } from './baseline-builder.ts';
import {
  addArtifact,
  addRun,
  commitName,
  type FakeArtifact,
  type FakeRun,
  type World
} from './loopback-github/world.ts';

/** Name of the baselines' artifact. */
export const artifact = 'cilium-perf-gate-baseline';
/** A search on the default branch. */
export const search: BaselineSearch = {
  origin: { repositoryId: 4711, workflow: '.github/workflows/perf.yml', branch: 'main', ownRunId: 1 },
  artifact,
  history: commitName(10),
  fingerprint: ownFingerprint(),
  requests: 150
};

/** A run of the default branch that published its baseline. */
export function publishBaseline(world: World, run: Partial<FakeRun> = {}, of: Partial<FakeArtifact> = {}): FakeRun {
  const added = addRun(world, run);
  addArtifact(world, added, artifact, zipped(baselineOf(added)), of);
  return added;
}

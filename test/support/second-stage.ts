import { addRun, commitName, type FakeRun, type World } from './loopback-github/world.ts';

/** A fork's repository. */
export const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };
/** The workflow of the second stage. */
export const reportWorkflow = '.github/workflows/report.yml';

/** Sets a file of the default branch. */
export function setFile(world: World, path: string, text: string): void {
  world.files.set(`${commitName(10)}:${path}`, text);
}

/** The default branch has the workflow that measures, and the one that reports it. */
export function addWorkflows(world: World): void {
  setFile(world, '.github/workflows/perf.yml', 'name: perf\n');
  setFile(world, reportWorkflow, 'on: { workflow_run: { workflows: [perf] } }\n');
}

/** A fork's run of the workflow that measures. */
export function addForkRun(world: World, headBranch = 'change'): FakeRun {
  return addRun(world, { head: fork, headBranch, headSha: commitName(20), event: 'pull_request' });
}

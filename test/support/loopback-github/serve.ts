import { runtimeToken } from './results-service.ts';
import { startLoopbackGitHub } from './server.ts';
import { addPullRequest, addRun, commitName, createWorld } from './world.ts';

/**
 * The loopback GitHub as a process of its own, for a local workflow runner: `node serve.ts [port]`. Prints one line of
 * JSON with its address, the variables that a job needs and the ids of a push run and a pull request, serves until it
 * is stopped, and then prints what was asked of it wrongly. control.ts changes its state while it serves.
 */
const [port = '0'] = process.argv.slice(2);
const world = createWorld();
const run = addRun(world, { status: 'in_progress', conclusion: null });
const pullRequest = addPullRequest(world);
world.commits.set(commitName(20), [commitName(10)]);
const server = await startLoopbackGitHub(world, Number(port));
const environment = {
  GITHUB_API_URL: server.url,
  GITHUB_RUN_ID: String(run.id),
  GITHUB_REPOSITORY: `${world.repository.owner}/${world.repository.name}`,
  ACTIONS_RESULTS_URL: `${server.url}/`,
  ACTIONS_RUNTIME_TOKEN: runtimeToken(run.id)
};
process.stdout.write(
  `${JSON.stringify({ url: server.url, runId: run.id, pullRequest: pullRequest.number, environment })}\n`
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server[Symbol.asyncDispose]().then(undefined, (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  });
}

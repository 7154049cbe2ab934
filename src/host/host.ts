import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { createClock } from './clock.ts';
import { createFiles } from './files.ts';
import { createIdToken } from './id-token.ts';
import type { Host, Outputs } from './ports.ts';
import { createProcesses } from './processes.ts';
import { listenForSignals } from './signals.ts';
import { createState } from './state.ts';

/** This machine, with the given place for people to read. */
export function createHost(outputs: Outputs): Host {
  const stop = listenForSignals();
  const files = createFiles();
  return {
    processes: createProcesses(stop),
    files,
    state: createState(files, stateFolder(process.env)),
    outputs,
    clock: createClock(stop),
    idToken: createIdToken(process.env),
    stop,
    hostName: hostname(),
    environment: process.env
  };
}

/** The runner's temporary folder outlives the step but not the job; elsewhere the XDG state folder. */
function stateFolder(environment: NodeJS.ProcessEnv): string {
  const runnerTemp = environment['GITHUB_ACTIONS'] === 'true' ? environment['RUNNER_TEMP'] : undefined;
  const base = runnerTemp ?? environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state');
  return join(base, 'cilium-perf-gate');
}

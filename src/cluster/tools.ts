import { ClusterError, InputError } from '../model/errors.ts';
import type { Host, Processes } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import { isBefore } from '../lib/version.ts';

/** A program that has to be on the machine, from a version on. */
interface Tool {
  readonly name: string;
  readonly asks: readonly string[];
  readonly minimum: readonly [major: number, minor: number];
  /** What came with that version. */
  readonly why: string;
}

const helm: Tool = {
  name: 'helm',
  asks: ['version', '--template', '{{.Version}}'],
  minimum: [3, 8],
  why: 'it reads charts from oci:// registries'
};
const kind: Tool = {
  name: 'kind',
  asks: ['version', '--quiet'],
  minimum: [0, 20],
  why: "it gives each node a cgroup namespace of its own, which Cilium's socket load balancing needs"
};
/** The engine, asked by its command. */
const docker: Tool = {
  name: 'docker',
  asks: ['info', '--format', '{{.ServerVersion}}'],
  minimum: [20, 10],
  why: 'it gives containers cgroup namespaces of their own, which kind asks for'
};

/**
 * Asks every program that a run will start for its version, all at once. Throws one InputError with a line for each that
 * is missing or too old; a version that cannot be read, of a build from source for example, is let pass.
 */
export async function checkTools(
  { processes, environment }: Pick<Host, 'processes' | 'environment'>,
  { apply, cluster: { provider } }: Pick<RunOptions, 'apply' | 'cluster'>
): Promise<void> {
  // Nothing is applied to a cluster that is measured as it is, and its Helm release is shown only where helm can tell.
  const needed = [...(apply ? [helm] : []), ...(provider === 'kind' ? [kind, ...engines(environment)] : [])];
  const problems = (await Promise.all(needed.map(tool => problemOf(processes, tool)))).filter(
    problem => problem !== undefined
  );
  if (problems.length === 0) return;
  throw new InputError(
    `this machine lacks what the run starts (GitHub's Ubuntu runners have all of it):\n${problems.join('\n')}`
  );
}

/** kind takes another engine than Docker when its own variable says so, and checks that one itself. */
function engines(environment: Host['environment']): readonly Tool[] {
  const named = environment['KIND_EXPERIMENTAL_PROVIDER'];
  return named === undefined || named === '' || named === 'docker' ? [docker] : [];
}

async function problemOf(processes: Processes, { name, asks, minimum, why }: Tool): Promise<string | undefined> {
  const wanted = `${minimum.join('.')}.0 or newer is needed (${why})`;
  try {
    const { exitCode, stdout, stderr } = await processes.run(name, asks);
    const version = /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
    if (exitCode !== 0) {
      const said = (stderr || stdout).trim().split('\n')[0] ?? '';
      return `${name}: ${name} ${asks[0] ?? ''} failed (exit code ${exitCode}): ${said}; version ${wanted}`;
    }
    return isBefore(version, ...minimum) ? `${name}: version ${String(version)} found; ${wanted}` : undefined;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return `${name}: not found on PATH; version ${wanted}`;
  }
}

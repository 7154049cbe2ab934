import { ClusterError, InputError } from '../model/errors.ts';
import { saidBy } from '../host/foreign.ts';
import type { Host, Processes } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import { oldestPrograms } from '../model/programs.ts';
import { isBefore } from '../lib/version.ts';

/** A program that must be installed, with its oldest version. */
interface Tool {
  readonly name: string;
  readonly asks: readonly string[];
  readonly minimum: readonly [major: number, minor: number];
  /** Why that version is required. */
  readonly why: string;
}

const helm: Tool = {
  name: 'helm',
  asks: ['version', '--template', '{{.Version}}'],
  minimum: oldestPrograms.helm,
  why: 'for charts in oci:// registries'
};
const kind: Tool = {
  name: 'kind',
  asks: ['version', '--quiet'],
  minimum: oldestPrograms.kind,
  why: "Cilium's socket load balancing needs its private cgroup namespaces for nodes"
};
/** The engine, queried by its command. */
const docker: Tool = {
  name: 'docker',
  asks: ['info', '--format', '{{.ServerVersion}}'],
  minimum: oldestPrograms.docker,
  why: 'kind needs its private cgroup namespaces for containers'
};

/**
 * Checks the versions of all programs that a run starts, in parallel. Throws one InputError with a line for each that
 * is missing or too old. Unreadable versions, such as those of source builds, are accepted.
 */
export async function checkTools(
  { processes, environment }: Pick<Host, 'processes' | 'environment'>,
  { apply, cluster: { provider } }: Pick<RunOptions, 'apply' | 'cluster'>
): Promise<void> {
  // With apply: false, Helm changes nothing, and its release is shown only if helm is available.
  const needed = [...(apply ? [helm] : []), ...(provider === 'kind' ? [kind, ...engines(environment)] : [])];
  const problems = (await Promise.all(needed.map(tool => problemOf(processes, tool)))).filter(
    problem => problem !== undefined
  );
  if (problems.length === 0) return;
  throw new InputError(
    `required tools are missing (GitHub-hosted Ubuntu runners include all of them):\n${problems.join('\n')}`
  );
}

/** kind uses another engine if this variable is set, and checks that one itself. */
function engines(environment: Host['environment']): readonly Tool[] {
  const named = environment['KIND_EXPERIMENTAL_PROVIDER'];
  return named === undefined || named === '' || named === 'docker' ? [docker] : [];
}

async function problemOf(processes: Processes, { name, asks, minimum, why }: Tool): Promise<string | undefined> {
  const wanted = `${minimum.join('.')}.0 or newer required (${why})`;
  try {
    const result = await processes.run(name, asks);
    const { exitCode } = result;
    const version = /(?<!\d)\d+\.\d+\.\d\S*/.exec(result.stdout)?.[0];
    if (exitCode !== 0) {
      const said = saidBy(result).split('\n')[0] ?? '';
      return `${name}: ${name} ${asks[0] ?? ''} failed (exit code ${exitCode}): ${said}; version ${wanted}`;
    }
    return isBefore(version, ...minimum) ? `${name}: version ${String(version)} found; ${wanted}` : undefined;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return `${name}: not found on PATH; version ${wanted}`;
  }
}

/** Tags of everything that this program makes in Azure: by them `sweep` finds what a killed runner left. */
export const tagNames = {
  /** The run that made it. */
  run: 'cilium-perf-gate-run',
  /** When it may be removed by anybody, ISO 8601. */
  expires: 'cilium-perf-gate-expires',
  /** Number of the workflow run on GitHub. */
  githubRun: 'cilium-perf-gate-github-run'
} as const;

/** What a run may last beyond its estimate; as long as a job on GitHub's runners at most. */
const graceHours = 6;

/** The tags of a run that begins now, each as `name=value`. */
export function runTags(
  runId: string,
  now: Date,
  estimatedSeconds: number,
  githubRun: number | undefined
): readonly string[] {
  const expires = new Date(now.getTime() + (estimatedSeconds + graceHours * 3600) * 1000);
  return [
    `${tagNames.run}=${runId}`,
    `${tagNames.expires}=${expires.toISOString()}`,
    ...(githubRun === undefined ? [] : [`${tagNames.githubRun}=${String(githubRun)}`])
  ];
}

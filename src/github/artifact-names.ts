const prefix = 'cilium-perf-gate-';
const baselinePrefix = `${prefix}baseline-`;

/** Name of the artifact that later runs compare with; one for each `comment-key`. */
export function baselineName(commentKey: string): string {
  return `${baselinePrefix}${commentKey}`;
}

/** Name of the artifact with everything that was measured; an attempt may not write that of another. */
export function rawName(commentKey: string, job: string, attempt: number): string {
  return `${prefix}${commentKey}-${job}-${String(attempt)}`;
}

/** Whether an artifact is one of a run's raw material by its name. */
export function isRawName(name: string): boolean {
  return name.startsWith(prefix) && !name.startsWith(baselinePrefix);
}

/** What the attempts of one job's artifact have in common. */
export function withoutAttempt(name: string): string {
  return name.replace(/-\d+$/, '');
}

/** Which job of a run an artifact of raw material is of, with its `comment-key`: `aks-measure`. */
export function jobIn(name: string): string {
  return withoutAttempt(name).slice(prefix.length);
}

/** The `comment-key` in the name of a job's raw material, and so in that of its baselines; `undefined` when it has none. */
export function commentKeyIn(name: string, job: string): string | undefined {
  const key = jobIn(name);
  const end = `-${job}`;
  const found = key.endsWith(end) ? key.slice(0, -end.length) : '';
  return /^[A-Za-z0-9_-]{1,40}$/.test(found) ? found : undefined;
}

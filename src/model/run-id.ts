/** What runs are called. Namespaces and resource groups are named after them, and nothing else is ever deleted. */
const runIdForm = /^cpg-[0-9a-f]{8}$/;

/** On everything that this program creates in a cluster. */
export const ownerLabels = { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' } as const;

/** Labels of what one run creates. Nothing without them is deleted. */
export function runLabels(runId: string): Readonly<Record<string, string>> {
  return { ...ownerLabels, 'cilium-perf-gate/run': runId };
}

/** Why an object is not the one that carries these labels; `undefined` if it is. */
export function whyNotOwn(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>
): string | undefined {
  const missing = Object.entries(wanted).find(
    ([name, value]) => !Object.hasOwn(labels, name) || labels[name] !== value
  );
  return missing === undefined ? undefined : `its label ${missing[0]} is not ${missing[1]}`;
}

/** A run's id from a random UUID. */
export function runIdOf(uuid: string): string {
  return `cpg-${uuid.slice(0, 8)}`;
}

/** Whether a name is one that a run would have. */
export function isRunId(name: string): boolean {
  return runIdForm.test(name);
}

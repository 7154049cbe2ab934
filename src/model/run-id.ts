/** What runs are called. Namespaces and resource groups are named after them, and nothing else is ever deleted. */
const runIdForm = /^cpg-[0-9a-f]{8}$/;

/** A run's id from a random UUID. */
export function runIdOf(uuid: string): string {
  return `cpg-${uuid.slice(0, 8)}`;
}

/** Whether a name is one that a run would have. */
export function isRunId(name: string): boolean {
  return runIdForm.test(name);
}

/** The action that the examples use, at a placeholder commit. */
const named = /\bexample\/cilium-perf-gate((?:\/[\w-]+)?)@0{40}/g;

/** Replaces the named action in an example with one in the same repository. */
export function useLocalAction(workflow: string, action: string): string {
  return workflow.replaceAll(named, `${action}$1`);
}

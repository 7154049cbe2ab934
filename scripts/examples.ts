/** What the examples use, at a commit that says that it is to be replaced. */
const named = /\bexample\/cilium-perf-gate((?:\/[\w-]+)?)@0{40}/g;

/** An example's text with an action of the same repository in place of the one that it names. */
export function useLocalAction(workflow: string, action: string): string {
  return workflow.replaceAll(named, `${action}$1`);
}

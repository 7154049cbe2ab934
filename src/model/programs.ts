/** The oldest versions of the programs that a run starts, for which one is required. */
export const oldestPrograms = {
  helm: [3, 8],
  kind: [0, 20],
  docker: [20, 10],
  az: [2, 39]
} as const satisfies Record<string, readonly [major: number, minor: number]>;

/** The message for a program that this machine does not have. */
export function missingProgram(command: string): string {
  const oldest = Object.entries(oldestPrograms)
    .find(([name]) => name === command)?.[1]
    .join('.');
  return `${command} is not on the PATH${oldest === undefined ? '' : `; install ${command} ${oldest} or later`}`;
}

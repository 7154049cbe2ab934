/** More than any tool of the suite prints; a pod that prints more is cut off instead of filling the memory. */
export const outputLimitBytes = 16 * 1024 * 1024;

/** Load balancers in front of an API server drop connections that are silent for minutes; a tool under -J is silent. */
export const pingMilliseconds = 10_000;

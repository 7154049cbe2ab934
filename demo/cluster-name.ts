const version = process.env['LAB_CILIUM'] ?? '';

/**
 * The demo's cluster, which the end-to-end tests reuse. The lab's node image has one version of Cilium, so each version
 * that is asked for has its own cluster.
 */
export const clusterName = ['cilium-perf-gate-demo', ...version.split('.').filter(Boolean)].join('-');

/**
 * Versions that the lab builds. Cilium's are in cilium-version.ts; the Go module in kubernetes/ pins the same
 * version.
 */
export const versions = {
  // kind v0.33.0 also supports older Kubernetes. From 1.35, the kubelet refuses cgroup v1, which some CI machines
  // still have.
  kubernetes: '1.34.3',
  kind: '0.33.0',
  helm: '3.22.0',
  go: '1.26.8',
  debian: 'bookworm',
  clang: '19'
} as const;

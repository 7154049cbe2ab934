/** What the lab builds. The Go modules under kubernetes/ and cilium/ pin the same versions. */
export const versions = {
  cilium: '1.20.2',
  // kind v0.33.0 creates clusters of older Kubernetes too; from 1.35 on the kubelet refuses cgroup v1, which some CI machines still have.
  kubernetes: '1.34.3',
  kind: '0.33.0',
  helm: '3.22.0',
  go: '1.26.8',
  debian: 'bookworm',
  clang: '19'
} as const;

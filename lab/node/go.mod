module cilium-perf-gate/lab/node

go 1.21

module cilium-perf-gate/lab/vm/clang

go 1.21

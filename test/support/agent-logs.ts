/**
 * What an agent without Geneve in its kernel repeats while its container counts as ready. The form is that of a recorded
 * line of Cilium 1.20.2 with another error. The error is put together as in Cilium's source: `Reinitialize` and
 * `setupTunnelDevice` in pkg/datapath/loader (base.go, netlink.go), `EnsureDevice` in pkg/datapath/linux/device/netlink.go.
 */
export const noGeneve =
  'time=2026-11-23T00:44:08.979967068Z level=warn msg="Failed to initialize datapath, retrying later" module=agent.datapath.orchestrator error="failed to setup geneve tunnel device: setting up geneve device: creating geneve device: creating device cilium_geneve: operation not supported, maybe kernel module for geneve is not available?" retryDelay=10s';

/** A failure of the datapath that passes, as recorded. */
export const datapathLater =
  'time=2026-11-23T00:44:08.979967068Z level=warn msg="Failed to initialize datapath, retrying later" module=agent.datapath.orchestrator error="timeout waiting for parameter [net core bpf_jit_enable] reconciliation: %!w(<nil>)" retryDelay=10s';

// The limits of rules.md 8, in one place. Where a figure is ours and not the rules', its comment says so.

/** Share of the pods' packets, and of their bytes in a bulk direction, that an encryption counter must cover. */
export const COVERAGE_NEEDED = 0.98;

/** Share of the pods' packets below which an encryption counter counts as not moved: `none`. */
export const PLAINTEXT_SHARE = 0.01;

/** Share of the control's packets below which it is the clear path that it is meant to be. */
export const CONTROL_SHARE = 0.02;

/** Ethernet header in the pods' bytes that no encryption counter has: B_ip = B - 14 P. */
export const ETHERNET_HEADER_BYTES = 14;

/** Seconds over which the idle background must have been measured. */
export const BACKGROUND_SECONDS = 5;

/** Background above this share of the pods' packets: the counter is shared with other traffic. */
export const BACKGROUND_SHARE = 0.1;

/** Encrypted packets above this multiple of the pods' in a small-packet direction: the counter is shared. */
export const SHARED_FACTOR = 1.5;

/**
 * The same in bytes for a bulk direction. Ours: the rules bound only the small-packet direction, and a bidirectional test
 * has none. Recorded overheads are 1.036 to 1.084; 130 bytes on a 1280-byte packet would be 1.10.
 */
export const SHARED_BYTES_FACTOR = 1.5;

/** Packets that each transaction of a request-response test needs in each direction, times the coverage. */
export const RR_PACKETS = 1;

/** Packets in each direction of a transaction with a connection of its own; never scaled by the coverage. */
export const CRR_PACKETS = 3;

/** Growth of the decisive XFRM errors, as a share of the pods' packets, above which a sample is invalid. */
export const XFRM_ERROR_SHARE = 0.001;

/** Share of cilium_wg0's delta over a block that the measured peer must make up. */
export const PEER_SHARE = 0.9;

/** The ztunnels of both nodes are read again until their bytes differ by less than this. */
export const ZTUNNEL_AGREEMENT = 0.01;

/** How long they may be read again, seconds. */
export const ZTUNNEL_REREAD_SECONDS = 2;

/**
 * A pod that received less than this share of what the other sent does not count what it receives. Ours: before Linux 6.7
 * veth ignored what bpf_redirect_peer delivered (cilium/cilium#21496, #34245), which is every received packet under BPF
 * host routing.
 */
export const BLIND_RECEIVER_SHARE = 0.1;

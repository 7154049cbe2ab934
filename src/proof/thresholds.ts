// All limits of a proof; docs/proof.md gives the evidence for them.

/**
 * Share that an encryption counter must cover: of the pods' payload in a bulk direction, of their packets in any other.
 */
export const COVERAGE_NEEDED = 0.98;

/** Share of what the pods moved below which an encryption counter counts as unchanged: `none`. */
export const PLAINTEXT_SHARE = 0.01;

/** Share of the control's traffic below which the control counts as unencrypted. */
export const CONTROL_SHARE = 0.02;

/** Ethernet header, included in the pods' bytes but in no encryption counter. */
export const ETHERNET_HEADER_BYTES = 14;

/**
 * IP and TCP header of each packet, with TCP timestamps. A pod's interface counts one per up to 64 KiB, the wire one
 * per segment. Without timestamps, 12 bytes too many are subtracted per segment, which makes a good sample look 0.8 %
 * worse, and never a bad one better.
 */
export const TCP_HEADER_BYTES = 52;

/** The part of it that is TCP's timestamps (RFC 7323: 10 bytes, padded). */
export const TCP_TIMESTAMPS_BYTES = 12;

/** IP and UDP header of each datagram. */
export const UDP_HEADER_BYTES = 28;

/** WireGuard's header and authentication tag, included in its link's counters. */
export const WIREGUARD_BYTES = 32;

/** VXLAN or Geneve without options (8 bytes) and the Ethernet, IP and UDP headers it adds. */
export const ENCAPSULATION_BYTES = 50;

/** Minimum duration of the idle background in seconds. */
export const BACKGROUND_SECONDS = 5;

/**
 * Share of what the pods moved, in the direction's unit, above which the background means that the counter is shared
 * with other traffic.
 */
export const BACKGROUND_SHARE = 0.1;

/**
 * The same for acknowledgments, as long as the counter without the background matches the pods within
 * ACKNOWLEDGMENT_TOLERANCE. There are few of them: 400 packets per second are a fifth of those in a 2 Gbit/s transfer.
 */
export const ACKNOWLEDGMENT_BACKGROUND_SHARE = 0.5;

/** Both ends count acknowledgments equally (recorded: 1.000 to 1.005), so a larger difference means other traffic. */
export const ACKNOWLEDGMENT_TOLERANCE = 0.02;

/** A counter above this multiple of the pods' packets or payload is shared with other traffic. */
export const SHARED_FACTOR = 1.5;

/** Packets per transaction of a request-response test in each direction, before multiplying by the coverage. */
export const RR_PACKETS = 1;

/** Packets per transaction with its own connection in each direction; never multiplied by the coverage. */
export const CRR_PACKETS = 3;

/**
 * What a pod may receive beyond what its node decrypted: ARP replies, and packets in flight at both ends of the window,
 * in which a failed transfer may still run. Above both limits it is plaintext.
 */
export const CLEAR_PACKETS = 10;
export const CLEAR_SHARE = 0.02;

/**
 * The same once a transfer has ended and nothing is in flight. In every recorded run, a node decrypted at least 99.97 % of
 * what its pod received.
 */
export const ENDED_CLEAR_SHARE = 0.002;

/** Growth of the decisive XFRM errors, as a share of the pods' packets, above which a sample is invalid. */
export const XFRM_ERROR_SHARE = 0.001;

/** Share of cilium_wg0's gain over a block that the measured peer must account for. */
export const PEER_SHARE = 0.9;

/** The ztunnels of both nodes are read again until their bytes differ by less than this. */
export const ZTUNNEL_AGREEMENT = 0.01;

/** Maximum time for reading them again, in seconds. */
export const ZTUNNEL_REREAD_SECONDS = 2;

/**
 * A pod that received less than this share of what the other sent does not count received packets: before Linux 6.7,
 * veth ignored what bpf_redirect_peer delivered (cilium/cilium#21496, #34245), which is every received packet under BPF
 * host routing.
 */
export const BLIND_RECEIVER_SHARE = 0.1;

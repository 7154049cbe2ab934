// The limits of a proof, in one place; docs/proof.md gives the evidence for them.

/** Share of the pods' payload in a bulk direction, and of their packets in any other, that an encryption counter must cover. */
export const COVERAGE_NEEDED = 0.98;

/** Share of what the pods moved below which an encryption counter counts as not moved: `none`. */
export const PLAINTEXT_SHARE = 0.01;

/** Share of the control's packets below which it is the clear path that it is meant to be. */
export const CONTROL_SHARE = 0.02;

/** Ethernet header in the pods' bytes that no encryption counter has. */
export const ETHERNET_HEADER_BYTES = 14;

/**
 * IP and TCP header of each packet, with TCP's timestamps. A pod's interface counts one for up to 64 KiB, the wire one for
 * each segment. Where there are no timestamps 12 bytes too many are taken away of each segment, which makes a good sample
 * look 0.8 % worse and never a bad one better.
 */
export const TCP_HEADER_BYTES = 52;

/** Header and authentication tag of WireGuard, which the counters of its link contain. */
export const WIREGUARD_BYTES = 32;

/** VXLAN or Geneve without options: 8, and the Ethernet, IP and UDP headers that it adds. */
export const ENCAPSULATION_BYTES = 50;

/** Seconds over which the idle background must have been measured. */
export const BACKGROUND_SECONDS = 5;

/** Background above this share of what the pods moved, in the unit of the direction: the counter is shared with other traffic. */
export const BACKGROUND_SHARE = 0.1;

/**
 * The same for acknowledgements, as long as what is left without the background is what the pods moved within
 * ACKNOWLEDGEMENT_TOLERANCE. There are few of them: 400 packets a second are a fifth of those of a 2 Gbit/s transfer.
 */
export const ACKNOWLEDGEMENT_BACKGROUND_SHARE = 0.5;

/** Both ends count acknowledgements alike (recorded: 1.000 to 1.005), so a counter that is off by more has others' packets. */
export const ACKNOWLEDGEMENT_TOLERANCE = 0.02;

/** Encrypted packets or payload above this multiple of the pods': the counter is shared with other traffic. */
export const SHARED_FACTOR = 1.5;

/** Packets that each transaction of a request-response test needs in each direction, times the coverage. */
export const RR_PACKETS = 1;

/** Packets in each direction of a transaction with a connection of its own; never scaled by the coverage. */
export const CRR_PACKETS = 3;

/**
 * What a pod may receive beyond what its node decrypted: ARP answers, and packets on their way at both ends of the window.
 * Above both it is clear traffic.
 */
export const CLEAR_PACKETS = 10;
export const CLEAR_SHARE = 0.02;

/** Growth of the decisive XFRM errors, as a share of the pods' packets, above which a sample is invalid. */
export const XFRM_ERROR_SHARE = 0.001;

/** Share of cilium_wg0's delta over a block that the measured peer must make up. */
export const PEER_SHARE = 0.9;

/** The ztunnels of both nodes are read again until their bytes differ by less than this. */
export const ZTUNNEL_AGREEMENT = 0.01;

/** How long they may be read again, seconds. */
export const ZTUNNEL_REREAD_SECONDS = 2;

/**
 * A pod that received less than this share of what the other sent does not count what it receives: before Linux 6.7
 * veth ignored what bpf_redirect_peer delivered (cilium/cilium#21496, #34245), which is every received packet under BPF
 * host routing.
 */
export const BLIND_RECEIVER_SHARE = 0.1;

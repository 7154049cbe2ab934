export { clearTraffic, judgeFailed } from './clear-traffic.ts';
export { judgeControl, controlSections } from './control.ts';
export { datapathSection, droppedPackets } from './datapath.ts';
export { checkEnrolled, enrolmentSection, readEnrolments, type Enrolment } from './enrolment.ts';
export { someText, wholeJson } from './keep.ts';
export { blockPolicySelector, blockPolicyText, findLeftovers, leftoverSections, type Leftover } from './leftovers.ts';
export { expectedMatrix, judgeRow, type MatrixOptions, type MatrixRow, type RowEnd, type RowResult } from './matrix.ts';
export { observeTransfer, observeZtunnelRow, type Observation } from './observe.ts';
export { podSections } from './pod-counters.ts';
export { judgeSample, proofs, reasonAgainst, reasonAgainstBlock, type SampleJudgement } from './sample.ts';
export { judgeServiceLeak, type ServiceLeak } from './service-leak.ts';
export { BACKGROUND_SECONDS, ZTUNNEL_REREAD_SECONDS } from './thresholds.ts';
export { metricsSection, ztunnelsAgree } from './ztunnel-metrics.ts';
export {
  captureCommands,
  innerIndexesCommand,
  judgeSighting,
  listeningLine,
  readSighting,
  standsByWitness,
  type CaptureKind
} from './witness.ts';
export { hasBlockPolicy, xfrmPolicySection } from './xfrm-policy.ts';
export { peersSection, readPeerKeys } from './wireguard-peers.ts';

export { judgeControl, controlSections } from './control.ts';
export { datapathSection, droppedPackets } from './counters.ts';
export { someText, wholeJson } from './readings.ts';
export { blockPolicySelector, blockPolicyText, findLeftovers, leftoverSections } from './leftovers.ts';
export { expectedMatrix, isAsExpected, type MatrixRow, type RowEnd } from '../model/traffic-matrix.ts';
export { observeTransfer, observeZtunnelRow, type Observation } from './observe.ts';
export { podSections } from './pod-counters.ts';
export { clearTraffic, judgeFailed, judgeSample, proofs, reasonAgainstBlock, type SampleJudgment } from './sample.ts';
export { BACKGROUND_SECONDS, ZTUNNEL_REREAD_SECONDS } from './thresholds.ts';
export { metricsSection, ztunnelsAgree } from './ztunnel.ts';
export {
  captureCommands,
  innerIndexesCommand,
  judgeSighting,
  listeningLine,
  readSighting,
  standsByWitness
} from './witness.ts';
export { hasBlockPolicy, xfrmPolicySection } from './xfrm.ts';
export { peersSection, readPeerKeys } from './wireguard.ts';
export { enrollmentSection, judgeServiceLeak, readEnrollments, type Enrollment } from './ztunnel-state.ts';

import { parseScenario } from './scenario.ts';
import type { InvalidReason, Run, Sample } from './run.ts';

const unproven: InvalidReason = {
  kind: 'unproven',
  message: 'it was recorded as valid without the proof its mode requires'
};

/** Whether every valid sample of a run carries the proof it needs. */
export function isProven(run: Run): boolean {
  return !run.samples.some(isUnproven);
}

/**
 * Turns valid pod samples without proof into invalid ones, so that none of their values is shown or compared, whoever
 * wrote the file. Only stored runs need this: this program never records such a sample.
 */
export function refuseUnproven(run: Run): Run {
  return {
    ...run,
    samples: run.samples.map(sample =>
      isUnproven(sample) ? { ...sample, status: 'invalid', reason: unproven } : sample
    )
  };
}

/** Whether a sample claims to be valid without proof, or did until it was turned invalid. */
export function lacksProof(sample: Sample): boolean {
  return isUnproven(sample) || sample.reason?.message === unproven.message;
}

function isUnproven(sample: Sample): boolean {
  return sample.status === 'valid' && sample.path === 'pod' && !carriesProof(sample);
}

/** Checks the proof against the mode in the scenario's name, not the mode the proof itself claims. */
function carriesProof({ scenario, proof }: Sample): boolean {
  const mode = parseScenario(scenario)?.encryption;
  return mode !== undefined && proof?.mode === mode && proof.verdict === (mode === 'none' ? 'plaintext' : 'encrypted');
}

import { parseScenario } from './scenario.ts';
import type { InvalidReason, Run, Sample } from './run.ts';

const unproven: InvalidReason = {
  kind: 'unproven',
  message: 'it was recorded as valid without the proof that its mode demands'
};

/** Whether every valid sample of a run carries the evidence that its figures need. */
export function isProven(run: Run): boolean {
  return !run.samples.some(isUnproven);
}

/**
 * A stored run whose samples of pods are invalid where they call themselves valid and do not carry their proof: whoever wrote
 * it, no figure of theirs is shown or compared. What is measured here needs none of it, for no such sample is recorded.
 */
export function refuseUnproven(run: Run): Run {
  return {
    ...run,
    samples: run.samples.map(sample =>
      isUnproven(sample) ? { ...sample, status: 'invalid', reason: unproven } : sample
    )
  };
}

/** Whether a sample calls itself valid without its proof, or did before it was refused. */
export function lacksProof(sample: Sample): boolean {
  return isUnproven(sample) || sample.reason?.message === unproven.message;
}

function isUnproven(sample: Sample): boolean {
  return sample.status === 'valid' && sample.path === 'pod' && !carriesProof(sample);
}

/** Whether a sample of pods was proven to be what its scenario, not the proof itself, says of the traffic. */
function carriesProof({ scenario, proof }: Sample): boolean {
  const mode = parseScenario(scenario)?.encryption;
  return mode !== undefined && proof?.mode === mode && proof.verdict === (mode === 'none' ? 'plaintext' : 'encrypted');
}

import { encrypts, parseScenario } from './scenario.ts';
import type { MatrixRowResult, Run, Sample, ScenarioResult, WitnessResult } from './run.ts';

/** A scenario of the candidate that encrypts, and what was proven to be plaintext in it. */
export interface Leak {
  readonly scenario: string;
  readonly samples: readonly Sample[];
  /** Rows of the traffic matrix that should be encrypted. */
  readonly rows: readonly MatrixRowResult[];
  /** What the second witness saw during the matrix. */
  readonly sightings: readonly WitnessResult[];
}

/**
 * The candidate's traffic that was proven to be plaintext although its mode encrypts (docs/rules.md#not-encrypted). A
 * sample counts unless its retry was proven to be encrypted. Not the reference's, which may leak what the candidate mends.
 */
export function leaksOf({ plan, scenarios, samples }: Run): readonly Leak[] {
  return plan.scenarios.flatMap(scenario => {
    if (!encrypts(scenario)) return [];
    const own = samples.filter(sample => isOwn(sample, scenario));
    const result = scenarios.find(({ name, arm }) => name === scenario && arm === 'candidate');
    const leak = {
      ...{ scenario, rows: clearRows(result), sightings: result?.witness?.filter(isClear) ?? [] },
      samples: own.filter(sample => isPlaintext(sample) && !own.some(other => replaces(other, sample)))
    };
    return leak.samples.length + leak.rows.length + leak.sightings.length === 0 ? [] : [leak];
  });
}

/** Samples of the candidate that were plaintext until their retry was proven to be encrypted. */
export function mendedLeaks({ plan, samples }: Run): readonly Sample[] {
  return plan.scenarios.filter(encrypts).flatMap(scenario => {
    const own = samples.filter(sample => isOwn(sample, scenario));
    return own.filter(sample => isPlaintext(sample) && own.some(other => replaces(other, sample)));
  });
}

/** Rows of a scenario's traffic matrix that should be encrypted and were plaintext. */
function clearRows(result: Pick<ScenarioResult, 'matrix'> | undefined): readonly MatrixRowResult[] {
  return result?.matrix?.filter(({ expected, seen }) => expected === 'encrypted' && seen === 'plaintext') ?? [];
}

function isOwn({ arm, path, scenario }: Sample, wanted: string): boolean {
  return arm === 'candidate' && path === 'pod' && scenario === wanted;
}

/** By the proof of its own mode; that of another one shows nothing. */
function isPlaintext({ proof, scenario }: Sample): boolean {
  return proof?.verdict === 'plaintext' && proof.mode === parseScenario(scenario)?.encryption;
}

function isClear({ seen }: WitnessResult): boolean {
  return seen === 'plaintext';
}

/** Whether a sample is the successful retry of another one. */
function replaces(later: Sample, { round, block, test, repeat, attempt }: Sample): boolean {
  return (
    later.status === 'valid' &&
    later.proof?.verdict === 'encrypted' &&
    later.round === round &&
    later.block === block &&
    later.test === test &&
    later.repeat === repeat &&
    later.attempt > attempt
  );
}

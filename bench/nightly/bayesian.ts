/** Expected nights between changes, nights that count as recent, and the probability of a recent change that alarms. */
const [hazard, recent, alarmAt] = [1 / 250, 20, 0.95];
/** Prior of a new level: its standard deviation in those of a night, and the variance of a night, worth three nights. */
const [levelFactor, priorSd, priorNights] = [4, 0.05, 3];

/** A level with its sufficient statistics: normal-inverse-gamma. */
interface Run {
  readonly probability: number;
  readonly kappa: number;
  readonly center: number;
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Bayesian online change-point detection (Adams & MacKay 2007, arXiv:0710.3742): the posterior of how long the present
 * level has lasted, with a constant hazard and a normal-inverse-gamma prior. Returns the nights at which the probability
 * of a change within the last twenty nights rises above 95 %, with the sign of the change.
 */
export function onlineChanges(values: readonly number[]): { detected: number; sign: number }[] {
  const found: { detected: number; sign: number }[] = [];
  const prior = (center: number): Run => ({
    ...{ probability: 1, kappa: 1 / levelFactor ** 2, center, alpha: priorNights / 2 },
    beta: (priorNights / 2) * priorSd ** 2
  });
  let runs: readonly Run[] = [];
  let isReported = false;
  for (const [night, value] of values.entries()) {
    const oldest = runs.at(-1);
    const fresh = prior(oldest?.center ?? value);
    const weighted = runs.map(run => run.probability * predict(run, value));
    const started =
      runs.length === 0 ? 1 : hazard * runs.reduce((sum, run) => sum + run.probability, 0) * predict(fresh, value);
    const next = [
      { ...fresh, probability: started },
      ...runs.map((run, index) => ({ ...run, probability: (1 - hazard) * (weighted[index] ?? 0) }))
    ].map(run => update(run, value));
    const total = next.reduce((sum, run) => sum + run.probability, 0);
    runs = next.map(run => ({ ...run, probability: run.probability / total }));
    const changed = runs.slice(0, recent).reduce((sum, run) => sum + run.probability, 0);
    if (night >= 2 * recent && !isReported && changed > alarmAt) {
      const [likeliest] = runs.slice(0, recent).sort((left, right) => right.probability - left.probability);
      const before = [...runs.slice(recent)].sort((left, right) => right.probability - left.probability)[0];
      isReported = true;
      found.push({ detected: night, sign: Math.sign((likeliest?.center ?? 0) - (before?.center ?? 0)) });
    }
    if (changed < 0.5) isReported = false;
    if (runs.length > 400) runs = runs.slice(0, 400);
  }
  return found;
}

/** Student's t density of the next night. */
function predict({ kappa, center, alpha, beta }: Run, value: number): number {
  const degrees = 2 * alpha;
  const scale = (beta * (kappa + 1)) / (alpha * kappa);
  const log =
    gammaStep(alpha) -
    0.5 * Math.log(degrees * Math.PI * scale) -
    ((degrees + 1) / 2) * Math.log1p((value - center) ** 2 / (degrees * scale));
  return Math.exp(log);
}

function update({ probability, kappa, center, alpha, beta }: Run, value: number): Run {
  return {
    probability,
    kappa: kappa + 1,
    center: (kappa * center + value) / (kappa + 1),
    alpha: alpha + 0.5,
    beta: beta + (kappa * (value - center) ** 2) / (2 * (kappa + 1))
  };
}

/** ln Γ(x + 1/2) - ln Γ(x), to 1e-5 from x = 1.5 on (Stirling's series). */
function gammaStep(x: number): number {
  return 0.5 * Math.log(x) - 1 / (8 * x) + 1 / (192 * x ** 3);
}

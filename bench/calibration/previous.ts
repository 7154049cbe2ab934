import { tTwoSided, tUpperQuantile, tUpperTail } from '../../src/statistics/distributions.ts';
import { holm } from '../../src/statistics/holm.ts';
import { smallestThatMatters } from '../../src/statistics/outcome.ts';
import { spend } from '../../src/statistics/spending.ts';
import { mean, moderate, spreadOf } from '../../src/statistics/variance.ts';
import { pairedMetrics, pairedMinutes, upTo, type Answer, type Rule } from './rules.ts';

const looks = [4, 5, 6, 7];
const planned = 7;
const samples = 2;
const single = { durationSeconds: 10, burstSeconds: 10, omitSeconds: 1 };
const [alpha, futility] = [0.05, 0.05];
const spending = spend(looks, planned, 1.5);

/** Two-sided, where `spending` is one-sided. */
const nominal = (look: number, level: number): number => 2 * spending.nominal(look, level / 2);

/**
 * The rule that this one replaced, to compare with: seven rounds of two samples, each of ten seconds on one set of
 * connections, and a control in each, two-sided tests at 5 %, variances moderated with up to 12 degrees of freedom, and a
 * pass only if every metric is equivalent within half its tolerance or improved.
 */
export const previous: Rule = {
  name: 'before: 7 rounds, pass within half the tolerance',
  rounds: planned,
  bursts: samples,
  stored: 0,
  judge: ({ now, further }) => {
    const scenarios = [now, ...further].map(pairedMetrics);
    for (const [look, rounds] of looks.entries()) {
      const outcomes = judgeAt(look, upTo(scenarios.flat(), rounds));
      if (outcomes === undefined) continue;
      return {
        outcomes,
        minutes: pairedMinutes(
          scenarios.map(() => rounds),
          rounds,
          samples,
          single
        )
      };
    }
    throw new Error('the last look must stop');
  }
};

/** The outcomes, or `undefined` if another round is worthwhile. */
function judgeAt(look: number, metrics: ReturnType<typeof pairedMetrics>): Answer['outcomes'] | undefined {
  const rounds = looks[look] ?? NaN;
  const { spreads } = moderate(
    metrics.map(({ differences }) => spreadOf(differences)),
    Math.min(2 * metrics.length, 12)
  );
  const tests = metrics.map((metric, index) => {
    const { variance, degreesOfFreedom } = spreads[index] ?? { variance: NaN, degreesOfFreedom: NaN };
    const estimate = mean(metric.differences);
    const standardError = Math.sqrt(variance / rounds);
    const p = Math.min(1, 2 * spending.repeated(look, tTwoSided(estimate / standardError, degreesOfFreedom) / 2));
    return { ...metric, estimate, standardError, degreesOfFreedom, p, matters: smallestThatMatters(metric.tolerance) };
  });
  const steps = holm(
    tests.map(({ p }) => p),
    alpha
  );
  const outcomes = tests.map(({ better, estimate, standardError, degreesOfFreedom, matters }, index) => {
    const half = (level: number): number => tUpperQuantile(nominal(look, level) / 2, degreesOfFreedom) * standardError;
    if (Math.abs(estimate) > half(steps[index]?.level ?? NaN) && Math.abs(estimate) >= matters)
      return estimate > 0 === (better === 'higher') ? 'improvement' : 'regression';
    return Math.abs(estimate) + half(2 * alpha) < matters ? 'good' : 'none';
  });
  if (rounds === planned || outcomes.includes('regression') || !outcomes.includes('none')) return outcomes;

  let [anyChange, allGood] = [0, 1];
  for (const [index, { better, estimate, standardError, degreesOfFreedom, matters }] of tests.entries()) {
    const sd = standardError * Math.sqrt(rounds);
    const atEnd = (level: number): number =>
      (tUpperQuantile(nominal(looks.length - 1, level) / 2, degreesOfFreedom + planned - rounds) * sd) /
      Math.sqrt(planned);
    const spread = sd * Math.sqrt(1 / rounds - 1 / planned);
    const worse = better === 'higher' ? -estimate : estimate;
    const above = (bound: number): number => tUpperTail((bound - worse) / spread, degreesOfFreedom);
    const needed = Math.max(matters, atEnd(alpha / metrics.length));
    const room = matters - atEnd(2 * alpha);
    const improvement = 1 - above(-needed);
    anyChange += above(needed) + (outcomes[index] === 'improvement' ? 0 : improvement);
    if (outcomes[index] === 'none')
      allGood = Math.min(allGood, improvement + (room > 0 ? above(-room) - above(room) : 0));
  }
  return anyChange < futility && allGood < futility ? outcomes : undefined;
}

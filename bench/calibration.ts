import { seededRandom } from '../src/plan/plan.ts';
import { defaultDesign, designFor, type Design } from '../src/statistics/design.ts';
import { noises, visit, type Noise, type Visit } from './calibration/noise.ts';
import { previous } from './calibration/previous.ts';
import {
  fixedRatio,
  history,
  interleaved,
  mannWhitney,
  onePair,
  plainPairs,
  sample,
  tAgainstStored,
  tolerances,
  type Rule
} from './calibration/rules.ts';

/**
 * False alarms, losses found, passes and minutes of cluster time of each rule, with the product's own functions. Simulates
 * four primary metrics of one scenario in two arms with the models of bench/calibration/noise.ts. The candidate's throughput
 * is unchanged, or lost a share of its tolerance. Prints the tables of docs/statistics.md.
 * Usage: node bench/calibration.ts [simulations, default 1000] [designs, to compare alternatives to the default]
 */
const simulations = Number(process.argv[2] ?? 1000);
const rounds = defaultDesign.looks.at(-1) ?? 0;
const storedRuns = 10;

interface Figures {
  /** Share of runs with a regression or improvement in an unchanged metric. */
  readonly falseAlarms: number;
  /** Share of runs where the changed metric is a regression. */
  readonly found: number;
  /** Share of runs where no metric keeps the run from passing. */
  readonly pass: number;
  readonly minutes: number;
  readonly minutes95: number;
}

/** `lost` is the true loss of the first metric, in tolerances. */
function simulate(rule: Rule, noise: Noise, lost: number, scenarios = 1): Figures {
  const random = seededRandom(`${rule.name} ${noise.name} ${lost}`);
  const shift = -lost * (tolerances[0] ?? NaN);
  const minutes: number[] = [];
  let [falseAlarms, found, passed] = [0, 0, 0];
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const measure = (by: number): Visit => visit(noise, rule.rounds, rule.bursts, by, random);
    const stored = Array.from({ length: rule.stored }, () => measure(0).candidate);
    const further = Array.from({ length: scenarios - 1 }, () => measure(0));
    const answer = rule.judge({ now: measure(shift), further, stored });
    const unchanged = lost === 0 ? answer.outcomes : answer.outcomes.slice(1);
    if (unchanged.some(outcome => outcome === 'regression' || outcome === 'improvement')) falseAlarms += 1;
    if (answer.outcomes[0] === 'regression') found += 1;
    if (answer.outcomes.every(outcome => outcome === 'good' || outcome === 'improvement')) passed += 1;
    minutes.push(answer.minutes);
  }
  const sorted = minutes.sort((a, b) => a - b);
  return {
    falseAlarms: falseAlarms / simulations,
    found: found / simulations,
    pass: passed / simulations,
    minutes: sorted.reduce((sum, value) => sum + value, 0) / simulations,
    minutes95: sorted[Math.ceil(0.95 * simulations) - 1] ?? NaN
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const time = ({ minutes, minutes95 }: Figures): string => `${minutes.toFixed(1)} (${minutes95.toFixed(1)})`;
const row = (cells: readonly string[]): void => {
  console.log(`| ${cells.join(' | ')} |`);
};
const heading = (title: string, cells: readonly string[]): void => {
  console.log(`\n${title}; ${simulations} simulations each\n`);
  row(cells);
  row(cells.map(() => '-'));
};

function compareRules(rules: readonly Rule[], noise: Noise): void {
  heading(`Noise: ${noise.name}; minutes: expected (95th percentile)`, [
    'rule',
    'false alarms without change',
    'found: half / one / two tolerances lost',
    'pass: unchanged / one tolerance lost',
    'minutes unchanged',
    'minutes with one tolerance lost'
  ]);
  for (const rule of rules) {
    const [none, half, one, two] = [0, 0.5, 1, 2].map(lost => simulate(rule, noise, lost));
    if (none === undefined || half === undefined || one === undefined || two === undefined) continue;
    row([
      rule.name,
      percent(none.falseAlarms),
      [half, one, two].map(({ found }) => percent(found)).join(' / '),
      `${percent(none.pass)} / ${percent(one.pass)}`,
      time(none),
      time(one)
    ]);
  }
}

/** False alarms, losses found and passes; then minutes. */
function describe(rule: Rule, noise: Noise, scenarios = 1): string {
  const [none, one] = [simulate(rule, noise, 0, scenarios), simulate(rule, noise, 1, scenarios)];
  const shares = [none.falseAlarms, one.found, none.pass, one.pass].map(percent).join(', ');
  return `${shares}; ${none.minutes.toFixed(1)}/${one.minutes.toFixed(1)} min`;
}

function compareNoises(rules: readonly Rule[]): void {
  heading(
    'Every noise model: false alarms unchanged, one tolerance lost found, pass unchanged, pass with one lost; minutes unchanged/lost',
    ['noise', ...rules.map(({ name }) => name)]
  );
  for (const noise of noises) row([noise.name, ...rules.map(rule => describe(rule, noise))]);
}

/** Plans that a user shortened. */
function compareShortPlans(): void {
  const plans = [4, 5, 6, 8].map(count => interleaved(`${count} rounds`, designFor(count)));
  heading('False alarms of short plans, unchanged', ['noise', ...plans.map(({ name }) => name)]);
  for (const noise of noises) row([noise.name, ...plans.map(plan => percent(simulate(plan, noise, 0).falseAlarms))]);
}

/** The designs considered for the default. */
function compareDesigns(noise: Noise): void {
  const range = (from: number, to: number, step = 1): number[] =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const looks = [range(4, 12), range(4, 12, 2), range(4, 10), range(3, 12), range(4, 14)];
  const variants: readonly Design[] = looks.flatMap(each =>
    [1, 1.5, 2].flatMap(spendingRho =>
      [0.6, 1, 1.5].map(toleranceRho => ({ ...defaultDesign, looks: each, spendingRho, toleranceRho }))
    )
  );
  const futility = [0, 0.02, 0.1, 0.2].map(each => ({ ...defaultDesign, futility: each }));
  const rules = [...variants, ...futility].map(design =>
    interleaved(
      `rounds ${design.looks.join(',')}; rho ${design.spendingRho} and ${design.toleranceRho}; futility ${design.futility}`,
      design
    )
  );
  compareRules(rules, noise);
}

const ours = interleaved(`now: ${rounds} rounds (default)`, defaultDesign);
const peers = [fixedRatio(rounds), tAgainstStored(storedRuns, rounds), mannWhitney(rounds), onePair()];
const [issueNoise] = noises;
if (issueNoise === undefined) throw new Error('there is no noise model');
if (process.argv[3] === 'designs') compareDesigns(issueNoise);
else {
  compareRules(
    [
      previous,
      ours,
      interleaved(`${rounds} rounds, one look`, { ...defaultDesign, looks: [rounds] }),
      plainPairs(defaultDesign),
      history(storedRuns, rounds, false),
      history(storedRuns, rounds, true),
      ...peers
    ],
    issueNoise
  );
  const longer = interleaved('now, duration: 10s', defaultDesign, { ...sample, durationSeconds: 10 });
  compareNoises([previous, ours, longer]);
  heading('Three scenarios, a loss in one of them', ['rule', 'the same figures']);
  for (const rule of [previous, ours]) row([rule.name, describe(rule, issueNoise, 3)]);
  compareShortPlans();
}

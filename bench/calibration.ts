import { seededRandom } from '../src/plan/plan.ts';
import { defaultDesign, designFor, type Design } from '../src/statistics/design.ts';
import { noises, visit, type Noise } from './calibration/noise.ts';
import {
  fixedRatio,
  history,
  interleaved,
  mannWhitney,
  margins,
  onePair,
  plainPairs,
  tAgainstStored,
  type Rule
} from './calibration/rules.ts';

/**
 * False alarms, power and minutes of cluster time of each rule. Simulates four primary metrics of one scenario in two arms
 * with the models of docs/rules.md#noise-models. The candidate's throughput is unchanged, or worse by one, two or four
 * margins. Usage: node bench/calibration.ts [simulations, default 1000] [designs, to compare alternatives to the default]
 */
const simulations = Number(process.argv[2] ?? 1000);
const { samplesPerBlock } = defaultDesign;
const rounds = defaultDesign.looks.at(-1) ?? 0;
const storedRuns = 10;

interface Figures {
  /** Share of runs with a regression or improvement in an unchanged metric. */
  readonly falseAlarms: number;
  /** Share of runs where the changed metric is a regression. */
  readonly power: number;
  /** Share of runs where every metric is equivalent or improved. */
  readonly pass: number;
  readonly minutes: number;
  readonly minutes95: number;
}

function simulate(rule: Rule, noise: Noise, shiftMargins: number): Figures {
  const random = seededRandom(`${rule.name} ${noise.name} ${shiftMargins}`);
  const shift = -shiftMargins * (margins[0] ?? NaN);
  const minutes: number[] = [];
  let [falseAlarms, found, passed] = [0, 0, 0];
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const stored = Array.from(
      { length: rule.stored },
      () => visit(noise, rule.rounds, rule.samples, 0, random).candidate
    );
    const now = visit(noise, rule.rounds, rule.samples, shift, random);
    const answer = rule.judge({ now, stored });
    const unchanged = shiftMargins === 0 ? answer.outcomes : answer.outcomes.slice(1);
    if (unchanged.some(outcome => outcome === 'regression' || outcome === 'improvement')) falseAlarms += 1;
    if (answer.outcomes[0] === 'regression') found += 1;
    if (answer.outcomes.every(outcome => outcome === 'equivalent' || outcome === 'improvement')) passed += 1;
    minutes.push(answer.minutes);
  }
  const sorted = minutes.sort((a, b) => a - b);
  return {
    falseAlarms: falseAlarms / simulations,
    power: found / simulations,
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
  console.log(`\n${title}\n`);
  row(cells);
  row(cells.map(() => '-'));
};

function compareRules(rules: readonly Rule[], noise: Noise): void {
  heading(`Noise: ${noise.name}; ${simulations} simulations each; minutes: expected (95th percentile)`, [
    'rule',
    'false alarms without change',
    'power at 1 / 2 / 4 margins',
    'false alarms in other metrics at 2',
    'pass without change',
    'minutes without change',
    'minutes at 2 margins'
  ]);
  for (const rule of rules) {
    const [none, one, two, four] = [0, 1, 2, 4].map(shift => simulate(rule, noise, shift));
    if (none === undefined || one === undefined || two === undefined || four === undefined) continue;
    row([
      rule.name,
      percent(none.falseAlarms),
      [one, two, four].map(({ power }) => percent(power)).join(' / '),
      percent(two.falseAlarms),
      percent(none.pass),
      time(none),
      time(two)
    ]);
  }
}

function compareNoises(rules: readonly Rule[]): void {
  heading(`Every noise model: false alarms without change, power at two margins`, [
    'noise',
    ...rules.map(({ name }) => name)
  ]);
  for (const noise of noises)
    row([
      noise.name,
      ...rules.map(rule => {
        const [none, two] = [simulate(rule, noise, 0), simulate(rule, noise, 2)];
        return `${percent(none.falseAlarms)}, ${percent(two.power)}`;
      })
    ]);
}

/** The designs considered for the default. */
function compareDesigns(noise: Noise): void {
  const looks = [[4, 5, 6, 7], [4, 5, 7], [3, 4, 5, 6, 7], [3, 5, 7], [4, 5, 6, 8], [5, 7, 9, 11], [7], [3, 4, 5, 6]];
  const variants: readonly Design[] = [1, 2, 3].flatMap(samples =>
    looks
      .filter(each => samples === 2 || (samples === 1) === (each.at(-1) ?? 0) > 8)
      .flatMap(each =>
        [0.6, 1, 1.5, 3].map(spendingRho => ({ ...defaultDesign, looks: each, samplesPerBlock: samples, spendingRho }))
      )
  );
  const futility = [0, 0.02, 0.1, 0.2].map(each => ({ ...defaultDesign, futility: each }));
  const rules = [...variants, ...futility].map(design =>
    interleaved(
      `rounds ${design.looks.join(',')}; ${design.samplesPerBlock} samples; rho ${design.spendingRho}; futility ${design.futility}`,
      design
    )
  );
  compareRules(rules, noise);
}

const ours = interleaved(`${rounds} interleaved rounds (default)`, defaultDesign);
const peers = [
  fixedRatio(rounds, samplesPerBlock),
  tAgainstStored(storedRuns, rounds, samplesPerBlock),
  mannWhitney(rounds, samplesPerBlock),
  onePair(samplesPerBlock)
];
const [issueNoise] = noises;
if (issueNoise === undefined) throw new Error('there is no noise model');
if (process.argv[3] === 'designs') compareDesigns(issueNoise);
else {
  compareRules(
    [
      ours,
      interleaved('7 rounds, one look', { ...defaultDesign, looks: [7] }),
      plainPairs(defaultDesign),
      interleaved('12 rounds', designFor(12)),
      history(storedRuns, rounds, samplesPerBlock, false),
      history(storedRuns, rounds, samplesPerBlock, true),
      ...peers
    ],
    issueNoise
  );
  compareNoises([ours, ...peers]);
}

import { seededRandom } from '../src/plan/plan.ts';
import { nightNoises, simulateNights, type NightNoise } from './nightly/nights.ts';
import {
  bayesian,
  orion,
  otava,
  ours,
  pinned,
  pinnedApart,
  plainCusum,
  poolRule,
  type NightRule
} from './nightly/rules.ts';

/**
 * False alarms a year over the four primary metrics of a scenario, and the nights until a lasting loss is found, of each
 * rule for nightly runs. Simulates nights with the models of bench/nightly/nights.ts. Marks: at most one false alarm a
 * year with every model, -5 % in a median of 8 nights, -10 % in 3. Prints the tables of docs/statistics.md.
 * Usage: node bench/nightly.ts [simulations, default 50, about two minutes of CPU time; 400 takes fifteen] [ours, to leave out the other rules]
 */
const simulations = Number(process.argv[2] ?? 50);
const year = 365;
/** Nights within which a loss counts as found. */
const soon = 30;

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? NaN;

/** Losses and gains reported in unchanged years. */
function falseAlarms(rule: NightRule, noise: NightNoise): string {
  const years = Math.max(2, Math.round(simulations * rule.share));
  let [losses, gains] = [0, 0];
  for (let each = 0; each < years; each += 1) {
    const seed = `${noise.name} ${each}`;
    const nights = simulateNights(noise, year, undefined, seededRandom(seed), seededRandom(`${seed} reference`));
    for (const { isLoss } of rule.judge(nights)) {
      if (isLoss) losses += 1;
      else gains += 1;
    }
  }
  return `${((losses + gains) / years).toFixed(1)} (${(losses / years).toFixed(1)} losses)`;
}

/** Nights to find a loss that starts between the 60th and the 120th night, and the share found soon. */
function nightsToFind(rule: NightRule, noise: NightNoise, loss: number): string {
  const times = Math.max(4, Math.round(8 * simulations * rule.share));
  const nights = Array.from({ length: times }, (_, each) => {
    const seed = `${noise.name} ${loss} ${each}`;
    const random = seededRandom(seed);
    const from = 60 + Math.floor(60 * random());
    const planted = { from, size: Math.log(1 - loss) };
    const simulated = simulateNights(noise, from + soon, planted, random, seededRandom(`${seed} reference`));
    const found = rule.judge(simulated.slice(0, 1)).filter(({ isLoss, detected }) => isLoss && detected >= from);
    return Math.min(...found.map(({ detected }) => detected)) - from + 1;
  });
  const share = nights.filter(Number.isFinite).length / times;
  const middle = median(nights);
  return `${Number.isFinite(middle) ? middle : `over ${soon}`} (${(100 * share).toFixed(0)} %)`;
}

const row = (cells: readonly string[]): void => {
  console.log(`| ${cells.join(' | ')} |`);
};

const own = [ours, pinned, pinnedApart];
const rules = process.argv[3] === 'ours' ? own : [poolRule, otava, orion, bayesian, plainCusum, ...own];
const heads = ['rule', 'false alarms a year', 'nights to find -5 % (found in 30)', 'nights to find -10 %'];
for (const noise of nightNoises) {
  console.log(`\nNoise: ${noise.name}; ${simulations} years, slow rules fewer\n`);
  row(heads);
  row(heads.map(() => '-'));
  for (const rule of rules) {
    row([rule.name, falseAlarms(rule, noise), nightsToFind(rule, noise, 0.05), nightsToFind(rule, noise, 0.1)]);
  }
}

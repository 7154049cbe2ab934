import { seededRandom } from '../src/plan/plan.ts';
import { compareRounds, type PairedMetric, type RoundsComparison } from '../src/statistics/compare-rounds.ts';
import { defaultDesign } from '../src/statistics/design.ts';
import { ASSUMED_NOISE, differenceSd } from '../src/statistics/detectable-change.ts';
import { toleranceOf } from '../src/statistics/outcome.ts';
import { sampleBursts } from './calibration/rules.ts';

/**
 * Matrix jobs with four metrics each, judged separately and as one family, with and without `matrix-jobs`: how often a false alarm
 * is raised if nothing changed, and how often a loss of the tolerance in one metric is found.
 * Usage: node bench/matrix-jobs.ts [simulations, default 1000]
 */
const simulations = Number(process.argv[2] ?? 1000);
const sd = differenceSd(ASSUMED_NOISE, sampleBursts);
const tolerance = toleranceOf('higher', 10);
const perJob = 4;
// The seed of the figures in docs/pull-requests.md.
const random = seededRandom('legs');

interface Job {
  readonly metrics: readonly PairedMetric[];
  readonly rounds: number;
  readonly compared: RoundsComparison;
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Measures a job until it stops; its first metric is worse by `shift`. */
function measure(shift: number, others: readonly number[]): Job {
  const rounds = defaultDesign.looks.at(-1) ?? 0;
  const differences = Array.from({ length: perJob }, (_, index) =>
    Array.from({ length: rounds }, () => (index === 0 ? -shift : 0) + sd * normal())
  );
  for (const look of defaultDesign.looks) {
    const metrics = differences.map((all, index) => ({
      ...{ id: String(index), group: String(index), better: 'higher' as const, tolerance, gated: true },
      differences: all.slice(0, look)
    }));
    const compared = compareRounds(metrics, defaultDesign, { rounds: look, ended: false }, others);
    if (compared.stop !== undefined) return { metrics, rounds: look, compared };
  }
  throw new Error('the last look must stop');
}

function judgeTogether(jobs: readonly Job[]): RoundsComparison[] {
  const families = jobs.map(({ compared }) => compared.metrics.map(({ familyP }) => familyP));
  return jobs.map(({ metrics, rounds }, index) =>
    compareRounds(metrics, defaultDesign, { rounds, ended: false }, families.toSpliced(index, 1).flat())
  );
}

function isAlarm({ outcome }: RoundsComparison['metrics'][number]): boolean {
  return outcome === 'regression' || outcome === 'improvement';
}

function simulate(count: number, told: boolean): void {
  const others = Array.from({ length: told ? (count - 1) * perJob : 0 }, () => 1);
  const hits = { apart: 0, together: 0, found: 0 };
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const unchanged = Array.from({ length: count }, () => measure(0, others));
    if (unchanged.some(({ compared }) => compared.metrics.some(isAlarm))) hits.apart += 1;
    if (judgeTogether(unchanged).some(({ metrics }) => metrics.some(isAlarm))) hits.together += 1;
    const changed = [measure(tolerance, others), ...unchanged.slice(1)];
    if (judgeTogether(changed)[0]?.metrics.slice(0, 1).some(isAlarm) === true) hits.found += 1;
  }
  const share = (hit: number): string => `${((100 * hit) / simulations).toFixed(1)} %`;
  console.log(
    `${count} jobs ${told ? 'with' : 'without'} matrix-jobs: false alarms judged separately ${share(hits.apart)}, as one family ${share(hits.together)}; losses of the tolerance found ${share(hits.found)}`
  );
}

for (const count of [1, 3, 10]) {
  simulate(count, false);
  if (count > 1) simulate(count, true);
}

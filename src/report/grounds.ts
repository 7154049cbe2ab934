import { count } from '../lib/count.ts';
import type { Comparison } from '../model/comparison.ts';
import { countRounds } from '../model/rounds.ts';
import type { Run, Sample } from '../model/run.ts';
import { encrypts } from '../model/scenario.ts';
import type { ReportSection, Span } from './blocks.ts';
import { scenarioName } from './titles.ts';

/** What the verdict rests on, in one line: how the traffic was proven, and how long was measured. */
export function groundsSection(run: Run, { stopped }: Pick<Comparison, 'stopped'>): ReportSection[] {
  const rounds = [
    `🔁 ${countRounds(run)}`,
    count(Math.round(run.timing.totalSeconds / 60), 'minute'),
    ...(run.stoppedByBudget === true ? ['stopped by the time budget'] : stopped === undefined ? [] : ['stopped early'])
  ];
  const pieces: readonly Span[][] = [...describeProof(run), [rounds.join(', ')]];
  const paragraph = pieces.flatMap((piece, index): Span[] => (index === 0 ? piece : [' · ', ...piece]));
  return [{ name: 'the grounds of the verdict', paragraphs: [paragraph] }];
}

/** In how many samples the traffic was proven to be what the mode promises. Samples that a retry replaced do not count. */
function describeProof({ samples }: Pick<Run, 'samples'>): Span[][] {
  const latest = new Map<string, Sample>();
  for (const sample of samples.filter(({ path }) => path === 'pod')) {
    const { round, block, test, repeat, attempt } = sample;
    const place = `${round} ${block} ${test} ${repeat}`;
    if (attempt > (latest.get(place)?.attempt ?? 0)) latest.set(place, sample);
  }
  const promises = (encrypted: boolean): Sample[] =>
    [...latest.values()].filter(({ scenario }) => encrypts(scenario) === encrypted);
  const [sealed, plain] = [promises(true), promises(false)];
  const proven = (all: readonly Sample[]): string => {
    const valid = all.filter(({ status }) => status === 'valid').length;
    return valid === all.length ? `all ${count(valid, 'sample')}` : `${valid} of ${count(all.length, 'sample')}`;
  };
  return [
    ...(sealed.length === 0
      ? []
      : sealed.some(({ status }) => status === 'valid')
        ? [[`🔒 Encryption proven on both nodes in ${proven(sealed)}`]]
        : [[`🔓 Encryption proven in none of ${count(sealed.length, 'sample')}`]]),
    ...(plain.length === 0
      ? []
      : [['🔓 ', ...namesOf(plain), `: plaintext, as configured, proven in ${proven(plain)}`]])
  ];
}

/** The scenarios of samples: next to one that encrypts, plaintext must not seem to be its own. */
function namesOf(samples: readonly Sample[]): Span[] {
  const names = [...new Set(samples.map(({ scenario }) => scenario))];
  return names.flatMap((name): Span[] => [', ', scenarioName(name)]).slice(1);
}

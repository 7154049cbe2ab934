import type { Arm, InvalidReason, Run, Sample } from '../model/run.ts';
import { scenarioTitle } from './titles.ts';

/** Something without a valid measurement, and why. */
export interface Note {
  /** Number in the summary, from 1. */
  readonly number: number;
  readonly reason: InvalidReason;
  /** The pieces of a sentence: where, the kind of reason, its message, and what follows from it. */
  readonly text: readonly string[];
  readonly arm: Arm;
  readonly scenario: string;
  readonly path: Sample['path'];
  /** Absent for a block or a scenario, whose note concerns all tests. */
  readonly test?: Sample['test'];
  readonly round?: number;
}

/** Everything invalid in a run: scenarios, then blocks, then samples in the order they ran. */
export function collectNotes(run: Run): Note[] {
  const notes: Omit<Note, 'number'>[] = [];
  const add = (
    note: Pick<Note, 'arm' | 'scenario' | 'path' | 'test' | 'round'>,
    reason: InvalidReason | undefined,
    where: string,
    remark = ''
  ): void => {
    if (reason === undefined) return;
    notes.push({ ...note, reason, text: [where, `: ${reason.kind}: `, reason.message, remark] });
  };
  for (const { name, arm, status, reason } of run.scenarios) {
    const path = 'pod';
    add({ arm, scenario: name, path }, reason, `${place(arm, name, path)} ${status}`);
  }
  for (const { round, arm, scenario, path, reason } of run.blocks) {
    add({ arm, scenario, path, round }, reason, `round ${round}, ${place(arm, scenario, path)}, the whole block`);
  }
  const retries = validRetries(run);
  for (const sample of run.samples) {
    const { round, arm, scenario, path, test, attempt, reason } = sample;
    const which = attempt === 1 ? '' : ', retry';
    const where = `round ${round}, ${place(arm, scenario, path)}, ${test}${which}`;
    add({ arm, scenario, path, test, round }, reason, where, retries.has(sample) ? '; the retry counts' : '');
  }
  return notes.map((note, index) => ({ ...note, number: index + 1 }));
}

/** The notes as a list, one entry for those of the same test with the same kind of reason. */
export function summarizeNotes(notes: readonly Note[]): (readonly string[])[] {
  const alike = Map.groupBy(notes, ({ arm, scenario, path, test, round, reason, text }) =>
    JSON.stringify([arm, scenario, path, test, round === undefined, reason.kind, text.at(-1)])
  );
  return [...alike.values()].flatMap(group => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const rounds = [...new Set(others.flatMap(({ round }) => round ?? []))];
    const more = others.length === 0 ? '' : `; the same ${others.length} more times (round ${rounds.join(', ')})`;
    return [[...first.text, more]];
  });
}

function place(arm: Arm, scenario: string, path: Sample['path']): string {
  const title = scenarioTitle(scenario);
  const where = arm === 'reference' ? `${title} (reference)` : title;
  return path === 'host' ? `control (after ${where})` : where;
}

/** Samples whose test was repeated successfully in the same block. */
function validRetries({ samples }: Run): ReadonlySet<Sample> {
  const place = ({ round, block, test }: Sample): string => `${round} ${block} ${test}`;
  const last = new Map<string, number>();
  for (const sample of samples) {
    if (sample.status === 'invalid') continue;
    last.set(place(sample), Math.max(sample.attempt, last.get(place(sample)) ?? 0));
  }
  return new Set(samples.filter(sample => sample.attempt < (last.get(place(sample)) ?? 0)));
}

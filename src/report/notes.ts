import type { Arm, InvalidReason, Run, Sample } from '../results/run.ts';
import { escapeMarkdown, escapeShort } from './markdown.ts';
import { scenarioTitle } from './titles.ts';

/** Something that has no figure that counts, and why. */
export interface Note {
  /** As the summary numbers it, from 1. */
  readonly number: number;
  readonly reason: InvalidReason;
  /** Markdown. */
  readonly text: string;
  readonly arm: Arm;
  readonly scenario: string;
  readonly path: Sample['path'];
  /** The sample's; a note on a block or a scenario has none and concerns all tests. */
  readonly test?: Sample['test'];
  readonly round?: number;
}

/**
 * Everything in a run that was invalid: scenarios, then blocks, then samples in the order in which they ran. With
 * `characters` a longer message is cut there.
 */
export function collectNotes(run: Run, characters?: number): Note[] {
  const notes: Omit<Note, 'number'>[] = [];
  for (const { name, arm, status, reason } of run.scenarios) {
    if (reason === undefined) continue;
    notes.push({
      reason,
      arm,
      scenario: name,
      path: 'pod',
      text: `${place(arm, name, 'pod')} ${status}: ${describeReason(reason, characters)}`
    });
  }
  for (const { round, arm, scenario, path, reason } of run.blocks) {
    if (reason === undefined) continue;
    const text = `round ${String(round)}, ${place(arm, scenario, path)}, the whole block: ${describeReason(reason, characters)}`;
    notes.push({ reason, arm, scenario, path, round, text });
  }
  for (const sample of run.samples) {
    const { round, arm, scenario, path, test, attempt, reason } = sample;
    if (reason === undefined) continue;
    const retried = hasValidRetry(run, sample) ? '; the retry counts' : '';
    const which = attempt === 1 ? '' : ', retry';
    const text = `round ${String(round)}, ${place(arm, scenario, path)}, ${test}${which}: ${describeReason(reason, characters)}${retried}`;
    notes.push({ reason, arm, scenario, path, test, round, text });
  }
  return notes.map((note, index) => ({ ...note, number: index + 1 }));
}

/** A reason as Markdown: its kind and its sentence. */
export function describeReason({ kind, message }: InvalidReason, characters?: number): string {
  return `${kind}: ${characters === undefined ? escapeMarkdown(message) : escapeShort(message, characters)}`;
}

function place(arm: Arm, scenario: string, path: Sample['path']): string {
  const where = arm === 'reference' ? `${scenarioTitle(scenario)} (reference)` : scenarioTitle(scenario);
  return path === 'host' ? `control (after ${where})` : where;
}

function hasValidRetry(run: Run, failed: Sample): boolean {
  return run.samples.some(
    sample =>
      sample.status === 'valid' &&
      sample.attempt > failed.attempt &&
      sample.round === failed.round &&
      sample.block === failed.block &&
      sample.test === failed.test
  );
}

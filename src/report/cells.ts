import { wantedRounds } from '../results/rounds.ts';
import type { Arm, Run, Sample } from '../results/run.ts';
import { parseScenario } from '../scenario/scenario.ts';
import type { TestName } from '../suite/test.ts';
import { aggregate, validSamples, type Selection } from './figures.ts';
import type { Note } from './notes.ts';
import { formatCell, type Row } from './rows.ts';

/** The cell of an arm's scenario in a row: its figure, or in words why there is none. Never empty, never a zero in its place. */
export function scenarioCell(run: Run, row: Row, arm: Arm, scenario: string, notes: readonly Note[]): string {
  const selection: Selection = { arm, path: 'pod', scenario };
  const figure = formatFigure(run, row, selection);
  if (figure === undefined) return reasonCell(run, row.test, selection, notes);
  const rounds = new Set(validSamples(run, row.test, selection).map(sample => sample.round));
  const wanted = wantedRounds(run);
  if (rounds.size >= wanted) return figure;
  const causes = notes.filter(
    note => concerns(note, row.test, selection) && (note.round === undefined || !rounds.has(note.round))
  );
  return `${figure}, ${String(rounds.size)} of ${String(wanted)} rounds${references(causes)}`;
}

/** The cell of the control in a round. */
export function controlCell(run: Run, row: Row, round: number, notes: readonly Note[]): string {
  const selection: Selection = { path: 'host', round };
  return formatFigure(run, row, selection) ?? reasonCell(run, row.test, selection, notes);
}

function formatFigure(run: Run, row: Row, selection: Selection): string | undefined {
  return formatCell(
    row,
    row.figures.map(({ metric }) => aggregate(run, row.test, metric, selection))
  );
}

function reasonCell(run: Run, test: TestName, selection: Selection, notes: readonly Note[]): string {
  const causes = notes.filter(note => concerns(note, test, selection));
  const last = causes.at(-1);
  if (last !== undefined) {
    const failed = last.test === undefined && last.round === undefined ? 'failed' : 'invalid';
    return `${failed}: ${last.reason.kind}${references(causes)}`;
  }
  if (validSamples(run, test, selection).length > 0) return 'invalid: missing-value';
  if (isPlanned(run, test, selection)) return 'not measured';
  const encryption = parseScenario(selection.scenario ?? '')?.encryption;
  return encryption === 'ztunnel' && test.startsWith('udp-') ? 'not encrypted by design' : 'not planned';
}

function references(notes: readonly Note[]): string {
  return notes.length === 0 ? '' : ` (note ${notes.map(note => String(note.number)).join(', ')})`;
}

function concerns(note: Note, test: TestName, selection: Selection): boolean {
  return (
    note.path === selection.path &&
    ofArm(note, selection) &&
    (note.test === undefined || note.test === test) &&
    (selection.scenario === undefined || note.scenario === selection.scenario) &&
    (selection.round === undefined || note.round === selection.round)
  );
}

function isPlanned(run: Run, test: TestName, selection: Selection): boolean {
  const rounds = selection.round === undefined ? run.plan.order : [run.plan.order[selection.round - 1] ?? []];
  return rounds.some(blocks => blocks.some(block => matches(block, test, selection)));
}

function matches(block: Run['plan']['order'][number][number], test: TestName, selection: Selection): boolean {
  return (
    block.path === selection.path &&
    ofArm(block, selection) &&
    block.tests.includes(test) &&
    (selection.scenario === undefined || block.scenario === selection.scenario)
  );
}

/** The control belongs to no arm: both share the machines. */
function ofArm({ arm, path }: { readonly arm: Arm; readonly path: Sample['path'] }, selection: Selection): boolean {
  return path === 'host' || arm === (selection.arm ?? 'candidate');
}

import { wantedRounds } from '../model/rounds.ts';
import type { Arm, Run, Sample } from '../model/run.ts';
import { parseScenario } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';
import type { Note } from './notes.ts';
import { formatDecimal, type Aggregate, aggregate, validSamples, type Selection } from './quantity.ts';

/** A row of the published table: which metrics of a test it shows, and in which format. */
export interface Row {
  readonly test: TestName;
  readonly label: string;
  readonly figures: readonly { readonly metric: string; readonly format: (value: number) => string }[];
}

const gigabits = (value: number): string => formatDecimal(value / 1e9, 1);
const megabits = (value: number): string => formatDecimal(value / 1e6, 0);
const tenths = (value: number): string => formatDecimal(value, 1);
const whole = (value: number): string => formatDecimal(value, 0);

const latencyAndRate: Row['figures'] = [
  { metric: 'latency-mean', format: whole },
  { metric: 'transaction-rate', format: whole }
];

/** Rows with the published table's order, labels and units. The last row is our addition in the same style. */
export const rows: readonly Row[] = [
  {
    test: 'tcp-throughput',
    label: 'TCP Throughput (Gbit/s)',
    figures: [{ metric: 'throughput', format: gigabits }]
  },
  {
    test: 'udp-throughput',
    label: 'UDP Throughput (Gbit/s)',
    figures: [{ metric: 'throughput', format: gigabits }]
  },
  {
    test: 'udp-throughput',
    label: 'UDP Throughput Lost Datagrams (%)',
    figures: [{ metric: 'lost-datagrams', format: tenths }]
  },
  {
    test: 'tcp-bidirectional',
    label: 'Bidirectional Throughput (TX-C/RX-C) (Gbit/s)',
    figures: [
      { metric: 'throughput-tx', format: gigabits },
      { metric: 'throughput-rx', format: gigabits }
    ]
  },
  { test: 'tcp-latency', label: 'TCP Latency (Mean µs/Transaction Rate)', figures: latencyAndRate },
  { test: 'udp-latency', label: 'UDP Latency (Mean µs/Transaction Rate)', figures: latencyAndRate },
  {
    test: 'tcp-stream',
    label: 'TCP Stream (Throughput 10^6bits/sec)',
    figures: [{ metric: 'throughput', format: megabits }]
  },
  { test: 'tcp-connect', label: 'TCP Connect (Mean µs/Transaction Rate)', figures: latencyAndRate }
];

/**
 * A cell such as `7.6` or `3.8/2.4`; with several rounds, followed by the range of their means: `7.6 (7.4–7.9)`,
 * `3.8/2.4 (3.7–3.9/2.2–2.6)`. `undefined` if a value is missing.
 */
function formatCell(row: Row, aggregates: readonly (Aggregate | undefined)[]): string | undefined {
  const parts = row.figures.flatMap(({ format }, index) => {
    const figure = aggregates[index];
    return figure === undefined ? [] : [{ figure, format }];
  });
  if (parts.length < row.figures.length) return undefined;
  const means = parts.map(({ figure, format }) => format(figure.mean)).join('/');
  if (parts.every(({ figure }) => figure.rounds === 1)) return means;
  const spreads = parts.map(({ figure, format }) => `${format(figure.min)}–${format(figure.max)}`);
  return `${means} (${spreads.join('/')})`;
}

/** The cell of an arm's scenario: its value, or why there is none. Never empty, and never zero for a missing value. */
export function scenarioCell(run: Run, row: Row, arm: Arm, scenario: string, notes: readonly Note[]): string {
  const selection: Selection = { arm, path: 'pod', scenario };
  const figure = formatFigure(run, row, selection);
  if (figure === undefined) return reasonCell(run, row.test, selection, notes);
  const rounds = new Set(validSamples(run, row.test, selection).map(sample => sample.round));
  const wanted = wantedRounds(run, { arm, scenario });
  if (rounds.size >= wanted) return figure;
  const causes = notes.filter(
    note => concerns(note, row.test, selection) && (note.round === undefined || !rounds.has(note.round))
  );
  return `${figure}, ${rounds.size} of ${wanted} rounds${references(causes)}`;
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

/** The control belongs to both arms because they share the machines. */
function ofArm({ arm, path }: { readonly arm: Arm; readonly path: Sample['path'] }, selection: Selection): boolean {
  return path === 'host' || arm === (selection.arm ?? 'candidate');
}

import { count, nameFirst } from '../lib/count.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { listSection, tableSections, type ReportSection, type Text } from './blocks.ts';
import { renderSection } from './comment.ts';
import {
  cellsOf,
  costsOf,
  figureOf,
  mostModes,
  primaryTitle,
  rowsOf,
  trafficCells,
  trafficOf,
  type Figure,
  type Row,
  type Traffic
} from './evaluation.ts';
import { fitParts } from './fit-to-limit.ts';
import { signOf, wordOf } from './headline.ts';
import { shorten } from './markdown.ts';
import { withFolds, type ReportedRun } from './matrix-jobs.ts';
import { leakSentences, noticesOf } from './notices.ts';
import { differingSetups, describePlace, type SetupRow } from './setup-table.ts';
import { inSentence, scenarioTitle } from './titles.ts';

/** A run with the path of its file. */
type SideRun = Pick<ReportedRun, 'name' | 'run' | 'comparison'>;

/** The figures of several runs that have nothing to be compared with: tests as rows, modes of the runs as columns. */
export interface SideBySide {
  /** The paths of their files, and what distinguishes each from the others in a few words. */
  readonly runs: readonly { readonly run: string; readonly label: string }[];
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly title: string;
    readonly unit?: Row['unit'];
    /** One for each column; never a figure without proof. */
    readonly cells: readonly (Figure | 'invalid' | 'not measured')[];
  }[];
  /** The parameters that differ, with a value for each run. */
  readonly setups: readonly SetupRow[];
}

interface Column {
  readonly run: string;
  readonly label: string;
  readonly scenario: string;
  readonly traffic: Traffic;
}

/** What is shown of them, without markup. */
export interface SideBySideReport {
  readonly heading: string;
  readonly sentence: string;
  readonly sections: readonly ReportSection[];
}

const labelLength = 60;
/** Number of runs that a remark lists. */
const namedRuns = 5;
/** Of the comment's tables and lists. */
const mostRows = 200;

/** Whether runs can only be described: none was compared, and every one measured something. */
export function areSideBySide(runs: readonly Pick<SideRun, 'run' | 'comparison'>[]): boolean {
  const isAlone = ({ run, comparison }: Pick<SideRun, 'run' | 'comparison'>): boolean =>
    run.reference === undefined && run.unchanged !== true && run.plan.tests.length > 0 && comparison.design === 'none';
  return runs.length > 1 && runs.every(isAlone);
}

/** A run with its label and its rows. */
interface LabeledRun extends SideRun {
  readonly label: string;
  readonly rows: readonly Row[];
}

function labeledOf(runs: readonly SideRun[]): LabeledRun[] {
  const labels = labelsOf(runs);
  return runs.map((one, index) => ({ ...one, label: labels[index] ?? one.name, rows: rowsOf(one.run) }));
}

/** The figures of runs in their order, one scenario after the other. */
export function createSideBySide(runs: readonly SideRun[]): SideBySide {
  return figuresOf(labeledOf(runs));
}

function figuresOf(measured: readonly LabeledRun[]): SideBySide {
  const scenarios = [...new Set(measured.flatMap(({ run }) => run.plan.scenarios))];
  const columns = scenarios.flatMap(scenario =>
    measured.filter(({ run }) => run.plan.scenarios.includes(scenario)).map(one => ({ ...one, scenario }))
  );
  const titlesOf = ({ plan }: Run): string[] => plan.tests.map(primaryTitle);
  const titles = new Set([
    ...measured.flatMap(({ run }) => titlesOf(run)),
    ...measured.flatMap(({ rows }) => rows.map(({ title }) => title))
  ]);
  return {
    runs: measured.map(({ name, label }) => ({ run: name, label })),
    columns: columns.map(({ name, run, label, scenario }) => ({
      ...{ run: name, label, scenario },
      traffic: trafficOf(run, scenario)
    })),
    rows: [...titles].map(title => {
      const find = (rows: readonly Row[]): Row | undefined => rows.find(row => row.title === title);
      const unit = measured.flatMap(({ rows }) => find(rows)?.unit ?? [])[0];
      const cells = columns.map(({ run, rows, scenario }) => {
        const row = find(rows);
        const figure = row === undefined ? undefined : figureOf(row, scenario);
        return figure ?? (titlesOf(run).includes(title) ? 'invalid' : 'not measured');
      });
      return { title, ...(unit === undefined ? {} : { unit }), cells };
    }),
    setups: differingSetups(measured.map(({ run }) => run))
  };
}

/** Short names that distinguish runs: by what differs of version and cluster, and where that is not enough, by folder. */
function labelsOf(runs: readonly SideRun[]): string[] {
  const versions = runs.map(({ run }) => run.cilium?.version ?? 'unknown version');
  const differing = [versions, placesOf(runs)].filter(values => new Set(values).size > 1);
  const labels = runs.map((_, index) => differing.map(values => values[index] ?? '').join(' on '));
  const folders = distinguish(runs.map(({ name }) => name));
  const numbers = runs.map((_, index) => `run ${index + 1}`);
  return [folders, numbers].reduce(
    (known, more) =>
      known.map((label, index) => {
        const isShared = known.filter(other => other === label).length > 1;
        const parts = isShared ? [label, more[index] ?? ''] : [label];
        return shorten(parts.filter(part => part !== '').join(', '), labelLength);
      }),
    labels
  );
}

/** The kinds of their clusters; with the machines if those differ within a kind. */
function placesOf(runs: readonly SideRun[]): string[] {
  const places = runs.map(({ run }) => describePlace(run));
  const kinds = places.map(place => place.replace(/ \(.*$/, ''));
  return new Set(kinds).size === new Set(places).size ? kinds : places;
}

/** Paths without the folders and the file name that all have in common. */
function distinguish(paths: readonly string[]): string[] {
  const all = paths.map(path => path.split(/[/\\]/));
  const [first = []] = all;
  const isCommon = (at: number): boolean => all.every(parts => parts.at(at) === first.at(at));
  const shortest = Math.min(...all.map(parts => parts.length));
  let start = 0;
  while (start < shortest && isCommon(start)) start += 1;
  let end = 0;
  while (end < shortest - start && isCommon(-1 - end)) end += 1;
  return all.map(parts => parts.slice(start, parts.length - end).join('/'));
}

/** The report on runs in the order of their columns, with at most `most` columns per table. */
export function describeSideBySide(runs: readonly SideRun[], most = Infinity): SideBySideReport {
  const labeled = labeledOf(runs);
  const { columns, rows, setups } = figuresOf(labeled);
  const named = (texts: (run: SideRun) => readonly string[]): string[] =>
    labeled.flatMap(one => texts(one).map(text => `${one.label}: ${text}`));
  const several = runs.some(({ run }) => run.plan.rounds > 1);
  const costs = labeled.flatMap(({ label, run, rows: own }): Text[] => costsOf(run, own, `${label}, `));
  const words = [
    several ? 'Mean and 95 % interval over the rounds of each run' : 'A single round each, so the variation is unknown',
    ...(costs.length === 0 ? [] : ['in brackets: against the same routing without encryption in the same run']),
    ...(several && runs.some(({ run }) => run.plan.rounds === 1) ? ['a run of a single round has no interval'] : [])
  ];
  return {
    heading: headingOf(runs.map(({ comparison }) => comparison)),
    sentence:
      'This describes each run and is no verdict. No percentages are computed between runs, because different machines, or the same ones at another time, differ by more than Cilium. To compare a run with earlier ones of its cluster, use --baseline-files.',
    sections: [
      ...tableSections(
        { name: 'the table of runs', paragraphs: [`${words.join('; ')}.`] },
        ['', ...columns.map(({ label, scenario }) => `${scenarioTitle(scenario)}, ${label}`)],
        [
          ...rows.map(({ title, unit, cells }) => cellsOf({ title, unit: unit ?? 'count' }, cells)),
          trafficCells(columns.map(({ traffic }) => traffic))
        ],
        most
      ),
      ...listSection(
        { name: 'the missing measurements', title: 'No valid measurement' },
        named(({ comparison }) => comparison.invalid)
      ),
      ...listSection(
        {
          name: 'the costs of encryption',
          title: 'What encryption costs',
          paragraphs: [
            `against the same routing without encryption in the same run and round${several ? ', with 95 % intervals' : ''}.`
          ]
        },
        costs
      ),
      ...tableSections(
        { name: 'the setups', title: 'Setups', paragraphs: ['only what differs between the runs.'] },
        ['Parameter', ...labeled.map(({ label }) => label)],
        setups.map(({ name, values }) => [{ text: name, kind: 'name' }, ...values.map(text => ({ text }))]),
        most
      ),
      ...listSection({ name: 'the remarks', title: 'Remarks' }, remarksOn(labeled))
    ]
  };
}

/** What a reader must know before any number, and for which runs it holds. */
function remarksOn(runs: readonly LabeledRun[]): string[] {
  const all = runs.flatMap(({ run, label }) =>
    [...leakSentences(run), ...noticesOf(run)].map(text => ({ text, label }))
  );
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, of]) => {
    const labels = of.map(({ label }) => label);
    return labels.length === runs.length ? text : `${text} (${nameFirst(labels, namedRuns)})`;
  });
}

/** The number of runs, and how many of them failed. */
function headingOf(comparisons: readonly Comparison[]): string {
  const failures = (['not-encrypted', 'invalid'] as const).flatMap(verdict => {
    const failed = comparisons.filter(comparison => comparison.verdict === verdict);
    return failed.slice(0, 1).map(one => ({ sign: signOf(one), text: `${failed.length} ${inSentence(wordOf(one))}` }));
  });
  const sign = failures[0]?.sign ?? '📏';
  const heading = `${sign} Cilium performance: ${count(comparisons.length, 'run')} side by side`;
  return [heading, ...failures.map(({ text }) => text)].join(', ');
}

/** The report as Markdown, then the report of each run, folded, in the order of `folds`: at most `limit` characters. */
export function renderSideBySide(runs: readonly SideRun[], folds: readonly ReportedRun[], limit: number): string {
  const { heading, sentence, sections } = describeSideBySide(runs, mostModes);
  const parts = sections.map(section => renderSection(section, mostRows));
  // The runs get at least the other half.
  const head = fitParts({ head: [`### ${heading}`, sentence], foot: [] }, parts, Math.floor(limit / 2));
  return withFolds(head, folds, limit);
}

import { count } from '../lib/count.ts';
import { leaksOf, mendedLeaks, type Leak } from '../model/plaintext.ts';
import type { MatrixRowResult, Run, Sample, ScenarioResult } from '../model/run.ts';
import { tableSection, type Cell, type ReportSection, type Span, type Table } from './blocks.ts';
import { oneLine, shorten } from './markdown.ts';
import { matrixColumns, pathOf } from './matrix-table.ts';
import { formatQuantity } from './quantity.ts';
import { scenarioName, scenarioTitle } from './titles.ts';

/** Maximum length of text from outside within a sentence. */
const quoted = 300;

/** The heading of a run whose traffic was not encrypted: how much of which mode left which node in plaintext. */
export function plaintextHeading(run: Run): Span[] {
  const [leak, ...others] = leaksOf(run);
  if (leak === undefined) return ['NOT ENCRYPTED'];
  const { bytes, nodes } = amountOf(leak, run);
  const what = bytes > 0 ? `${formatQuantity(bytes, 'bytes')} of ` : '';
  const where = nodes.length === 0 ? 'was sent' : `left ${nodes.slice(0, 2).join(' and ')}`;
  return [
    `NOT ENCRYPTED: ${what}`,
    scenarioName(leak.scenario),
    ` ${where} in plaintext`,
    ...(others.length === 0 ? [] : [` (and ${count(others.length, 'other scenario')})`])
  ];
}

/** What proves it, without a final period. */
export function describeEvidence(run: Run): string {
  const [leak] = leaksOf(run);
  if (leak === undefined) return 'see "Which traffic is encrypted"';
  const status = run.scenarios.find(({ name, arm }) => name === leak.scenario && arm === 'candidate')?.datapath;
  const shown =
    status?.encryption === undefined ? '' : `Cilium's status shows "Encryption: ${status.encryption}", but `;
  const unfinished = run.complete
    ? ''
    : `; the run is incomplete (${shorten(oneLine(run.incompleteReason ?? ''), quoted)})`;
  return `${shown}${shorten(oneLine(reasonOf(leak)), quoted)}; its speed is not reported${unfinished}`;
}

/** Warnings about samples that were plaintext until a retry was encrypted. */
export function mendedSentences(run: Run): string[] {
  const mended = mendedLeaks(run);
  if (mended.length === 0) return [];
  const names = [...new Set(mended.map(({ scenario }) => scenario))].join(', ');
  return [
    `${count(mended.length, 'sample')} of ${names} ${mended.length === 1 ? 'was' : 'were'} plaintext; the retry was encrypted, and only the retry counts.`
  ];
}

function reasonOf({ rows, samples, sightings }: Leak): string {
  const [first] = [...rows, ...sightings, ...samples.flatMap(({ proof }) => proof ?? [])];
  return first?.reason ?? 'the traffic was plaintext';
}

/**
 * Payload that left without encryption, and the nodes it left: as the samples' proofs counted it, else as the rows of the
 * matrix did, whose transfers start on the client's node.
 */
function amountOf(
  { samples, rows, sightings }: Leak,
  { cluster }: Run
): { readonly bytes: number; readonly nodes: readonly string[] } {
  const client = cluster?.nodes.find(({ role }) => role === 'client');
  const ofSamples = samples.flatMap(clearBytes);
  const ofRows = client === undefined ? [] : rows.map(({ bytes }) => ({ bytes, node: client.name }));
  const sent = ofSamples.length > 0 ? ofSamples : ofRows;
  return {
    bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
    nodes: [...new Set([...sent, ...sightings].map(({ node }) => node))]
  };
}

function clearBytes({ proof, client, server }: Sample): { readonly node: string; readonly bytes: number }[] {
  return (proof?.coverage ?? []).flatMap(({ side, direction, unit, counted, expected, needed }) => {
    const bytes = expected - counted;
    if (direction !== 'sent' || unit !== 'bytes' || needed === 0 || !(bytes > 0)) return [];
    return [{ node: (side === 'client' ? client : server).node, bytes }];
  });
}

/** The rows of the traffic matrix that prove it, above everything else. */
export function plaintextSections(run: Run): ReportSection[] {
  return leaksOf(run).flatMap(({ scenario, rows }) =>
    tableSection(
      { name: 'what was not encrypted', paragraphs: [[scenarioName(scenario), ' promises encryption:']] },
      ...matrixTable(rows)
    )
  );
}

/** The traffic matrix of each mode of the candidate that has one. */
export function matrixSections({ scenarios }: Run): ReportSection[] {
  return scenarios
    .filter(({ arm }) => arm === 'candidate')
    .flatMap(({ name, matrix = [], witness = [] }: ScenarioResult) =>
      tableSection(
        {
          name: 'the traffic matrix',
          title: `Which traffic is encrypted: ${scenarioTitle(name)}`,
          fold: 'comment',
          paragraphs: witness.map(({ node, seen, reason }) => `Second witness on ${node}: ${seen} (${reason}).`)
        },
        ...matrixTable(matrix)
      )
    );
}

function matrixTable(rows: readonly MatrixRowResult[]): [Table['columns'], Table['rows']] {
  const name = (text: Cell['text']): Cell => ({ text, kind: 'name' });
  return [
    [...matrixColumns, 'Payload', 'Evidence'],
    rows.map(({ expected, seen, matches, bytes, reason, ...path }) => [
      ...pathOf(path).map(name),
      name(expected === 'recorded' ? '(no guarantee)' : expected),
      matches ? name(seen) : { text: [{ text: seen, style: 'strong' }], kind: 'invalid' },
      { text: formatQuantity(bytes, 'bytes'), kind: 'figure' },
      { text: reason }
    ])
  ];
}

import type { MatrixRowResult, ScenarioResult, Sample, WitnessResult } from '../model/run.ts';
import type { TestName } from '../model/test.ts';
import { escapeMarkdown, table, oneLine } from './markdown.ts';
import { formatDecimal } from './quantity.ts';

/** A scenario's traffic matrix and what the second witness saw, as Markdown. */
export function renderVerification({ matrix, witness }: Pick<ScenarioResult, 'matrix' | 'witness'>): string {
  if (matrix === undefined) return 'The traffic matrix was not measured.';
  const head = [...matrixColumns, 'Payload (MB)', 'Evidence'];
  const body = matrix.map(row => [
    ...pathOf(row),
    row.expected === 'recorded' ? '(no guarantee)' : row.expected,
    row.matches ? row.seen : `**${row.seen}**`,
    formatDecimal(row.bytes / 1e6, 1),
    escapeMarkdown(row.reason)
  ]);
  return [
    table(head, body),
    ...(witness ?? []).map(
      ({ node, seen, reason }) => `Second witness on ${escapeMarkdown(node)}: ${seen} (${escapeMarkdown(reason)}).`
    )
  ].join('\n\n');
}

/** The first columns of a traffic matrix in every report; payload and evidence follow. */
export const matrixColumns = ['From pod', 'To pod', 'On node', 'Expected', 'Seen'] as const;

const endNames: Readonly<Record<MatrixRowResult['source'], string>> = {
  pod: 'pod',
  host: 'host network',
  enrolled: 'enrolled',
  other: 'not enrolled',
  service: 'Service'
};

/** Both ends of a row, and on which node the second one is, as its first three columns name them. */
export function pathOf({
  source,
  destination,
  placement,
  protocol
}: Pick<MatrixRowResult, 'source' | 'destination' | 'placement' | 'protocol'>): [
  from: string,
  to: string,
  node: string
] {
  const by = protocol === undefined ? '' : ` by ${protocol}`;
  return [endNames[source], `${endNames[destination]}${by}`, placement === 'same-node' ? 'same node' : 'other node'];
}

/** Log line of a sample: `round 1/2 vxlan tcp-throughput 7.61 Gbit/s (5.0 s)`, or why it is invalid. */
export function describeSample(sample: Sample, rounds: number): string {
  const where = sample.path === 'host' ? 'control' : oneLine(sample.scenario);
  const retry = sample.attempt === 1 ? '' : ' (retry)';
  const head = `round ${sample.round}/${rounds} ${where} ${sample.test}${retry}`;
  if (sample.status === 'invalid') {
    return `${head} invalid: ${oneLine(sample.reason?.message ?? 'no reason was recorded')}`;
  }
  const seconds = (Date.parse(sample.endedAt) - Date.parse(sample.startedAt)) / 1000;
  return `${head} ${describeFigures(sample)} (${formatDecimal(seconds, 1)} s)`;
}

/** Log line of a row of the traffic matrix. */
export function describeRow(row: MatrixRowResult): string {
  const said = row.expected === 'recorded' ? 'recorded' : row.matches ? 'as expected' : `expected ${row.expected}`;
  const [from, to, node] = pathOf(row);
  return `${from} to ${to} (${node}): ${row.seen}, ${said}; ${formatDecimal(row.bytes / 1e6, 1)} MB; ${oneLine(row.reason)}`;
}

/** Log line of the second witness on a node. */
export function describeWitness({ node, seen, reason }: WitnessResult): string {
  return `second witness on ${oneLine(node)}: ${seen}; ${oneLine(reason)}`;
}

function describeFigures(sample: Sample): string {
  const figure = (metric: string, scale: number, decimals: number): string => {
    const value = Object.hasOwn(sample.metrics, metric) ? sample.metrics[metric]?.value : undefined;
    return value === undefined ? '?' : formatDecimal(value / scale, decimals);
  };
  const gigabits = (metric: string): string => figure(metric, 1e9, 2);
  const latency = (): string => `${figure('latency-mean', 1, 2)} µs, ${figure('transaction-rate', 1, 0)}/s`;
  const describe: Readonly<Record<TestName, () => string>> = {
    'tcp-throughput': () => `${gigabits('throughput')} Gbit/s`,
    'tcp-bidirectional': () => `${gigabits('throughput-tx')}/${gigabits('throughput-rx')} Gbit/s`,
    'tcp-latency': latency,
    'tcp-stream': () => `${gigabits('throughput')} Gbit/s`,
    'udp-throughput': () => `${gigabits('throughput')} Gbit/s, ${figure('lost-datagrams', 1, 1)} % lost`,
    'udp-latency': latency,
    'tcp-connect': latency
  };
  return describe[sample.test]();
}

import type { MatrixRowResult, Sample, WitnessResult } from '../results/run.ts';
import type { TestName } from '../suite/test.ts';
import { formatDecimal } from './figures.ts';
import { oneLine } from './markdown.ts';
import { place } from './matrix-table.ts';

/** A log's line for a sample: `round 1/2 vxlan tcp-throughput 7.61 Gbit/s (5.0 s)`, or why it has no figure. */
export function describeSample(sample: Sample, rounds: number): string {
  const where = sample.path === 'host' ? 'control' : oneLine(sample.scenario);
  const retry = sample.attempt === 1 ? '' : ' (retry)';
  const head = `round ${String(sample.round)}/${String(rounds)} ${where} ${sample.test}${retry}`;
  if (sample.status === 'invalid') {
    return `${head} invalid: ${oneLine(sample.reason?.message ?? 'no reason was recorded')}`;
  }
  const seconds = (Date.parse(sample.endedAt) - Date.parse(sample.startedAt)) / 1000;
  return `${head} ${describeFigures(sample)} (${formatDecimal(seconds, 1)} s)`;
}

/** A log's line for a row of a traffic matrix. */
export function describeRow(row: MatrixRowResult): string {
  const said = row.expected === 'recorded' ? 'recorded' : row.matches ? 'as expected' : `expected ${row.expected}`;
  return `${row.source} to ${row.destination} (${place(row)} node): ${row.seen}, ${said}; ${formatDecimal(row.bytes / 1e6, 1)} MB; ${oneLine(row.reason)}`;
}

/** A log's line for the second witness of a node. */
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

import type { TestName } from '../suite/test.ts';
import { formatDecimal, type Aggregate } from './figures.ts';

/** A row of the published table: which metrics of a test make up its cell, and how each is written. */
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

/** The rows in the published table's order, with its labels and units; the last one continues it in its manner. */
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
 * A row's cell: `7.6`, `3.8/2.4`, and over several rounds the spread of their means behind it: `7.6 (7.4–7.9)`,
 * `3.8/2.4 (3.7–3.9/2.2–2.6)`. `undefined` when a figure is missing.
 */
export function formatCell(row: Row, aggregates: readonly (Aggregate | undefined)[]): string | undefined {
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

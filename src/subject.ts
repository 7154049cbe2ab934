import { readUserValues } from './cilium/apply.ts';
import { readChartVersion, type Chart } from './cilium/helm.ts';
import { InputError } from './errors.ts';
import type { Host } from './host/ports.ts';
import type { RunOptions } from './inputs/options.ts';
import { refusals, type Circumstances } from './scenario/refusals.ts';
import type { Values } from './scenario/values.ts';

/** What is measured: a chart of a version, with the user's values. */
export interface Subject {
  readonly chart: Chart;
  readonly chartVersion: string;
  readonly userValues: readonly Values[];
}

/** Reads chart and values before anything is touched, and refuses what cannot go together with the scenarios. */
export async function readSubject(host: Host, options: RunOptions): Promise<Subject> {
  const chart = { source: options.cilium.chart, version: options.cilium.version };
  const [chartVersion, userValues] = await Promise.all([
    readChartVersion(host.processes, chart),
    readUserValues(host, options.cilium.valuesFiles)
  ]);
  const subject = { chart, chartVersion, userValues };
  refuse(options, subject, {});
  return subject;
}

/** Throws an InputError with a sentence for each thing that cannot be measured as asked. */
export function refuse(
  options: RunOptions,
  { chartVersion, userValues }: Subject,
  found: Pick<Circumstances, 'workers' | 'nodeConfigs'>
): void {
  const circumstances = {
    ciliumVersion: chartVersion,
    provider: options.cluster.provider,
    tests: options.tests,
    userValues,
    ...found
  };
  const sentences = options.scenarios.flatMap(scenario => refusals(scenario, options.modes, circumstances));
  if (sentences.length > 0) throw new InputError([...new Set(sentences)].join('\n'));
}

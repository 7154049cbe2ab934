import { readUserValues } from '../cilium/upgrade.ts';
import { readChart, type Chart } from '../cilium/helm.ts';
import { InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { RunOptions } from '../model/options.ts';
import { refusals, type Circumstances } from '../scenario/refusals.ts';
import type { Values } from '../scenario/values.ts';

/** Enough for a busy registry, and short enough to report a wrong address soon. */
const chartLimitSeconds = 60;

/** What an arm installs: a chart version with the user's values. */
export interface CiliumSpec {
  readonly chart: Chart;
  readonly chartName: string;
  readonly chartVersion: string;
  /** Paths of the user's values files, and their content. */
  readonly valuesFiles: readonly string[];
  readonly userValues: readonly Values[];
  /** For people: the release that the values come from; absent if the inputs name files. */
  readonly valuesFrom?: string;
}

/** Reads chart and values before anything is changed. Throws an InputError if they conflict with the scenarios. */
export async function readCiliumSpec(
  host: Host,
  options: RunOptions,
  version: string | undefined,
  valuesFiles: readonly string[]
): Promise<CiliumSpec> {
  const chart = { source: options.cilium.chart, version };
  const [{ name: chartName, version: chartVersion }, userValues] = await Promise.all([
    tryAgain(host, startLimit(host.clock, chartLimitSeconds), () => readChart(host.processes, chart)),
    readUserValues(host, valuesFiles)
  ]);
  const spec = { chart, chartName, chartVersion, valuesFiles, userValues };
  refuse(options, spec, {});
  return spec;
}

/** Reads the candidate, which the inputs describe. */
export async function readCandidate(host: Host, options: RunOptions): Promise<CiliumSpec> {
  const { version, versionFile, valuesFiles } = options.cilium;
  const chosen = versionFile === undefined ? version : readVersion(versionFile, await host.files.read(versionFile));
  return readCiliumSpec(host, options, chosen, valuesFiles);
}

/** The version in a file's first line. Throws an InputError if there is none. */
export function readVersion(path: string, text: string): string {
  const version = /^v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\s*(?:\n|$)/.exec(text)?.[1];
  if (version === undefined) {
    throw new InputError(
      `cilium-version-file: the first line of ${path} is not a version; write three numbers, for example 1.20.2`
    );
  }
  return version;
}

/** Throws an InputError with a sentence for everything that cannot be measured as requested. */
export function refuse(
  options: RunOptions,
  { chartVersion, userValues, valuesFrom }: Pick<CiliumSpec, 'chartVersion' | 'userValues' | 'valuesFrom'>,
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
  if (sentences.length === 0) return;
  const whose = valuesFrom === undefined ? [] : [`cilium-values: not set, so the values are those of ${valuesFrom}.`];
  throw new InputError([...new Set(sentences), ...whose].join('\n'));
}

import { readUserValues } from '../cilium/upgrade.ts';
import { readChart, type Chart } from '../cilium/helm.ts';
import { InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { RunOptions } from '../model/options.ts';
import type { Mode } from '../model/scenario.ts';
import { modeOfValues } from '../scenario/mode-of-values.ts';
import { refusals, type Circumstances } from '../scenario/refusals.ts';
import { mergeValues, type Values } from '../scenario/values.ts';

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
  /** The mode of its own values; absent if the inputs name scenarios. */
  readonly mode?: Mode;
}

/** The options of one arm: with the mode of its own values, or as the inputs name it. */
export function armOptions(options: RunOptions, { mode }: Pick<CiliumSpec, 'mode'>): RunOptions {
  return mode === undefined ? options : { ...options, scenarios: [mode.scenario], modes: mode.modes };
}

/** Adds the mode of an arm's values if the inputs name no scenarios. Throws an InputError if it cannot be measured. */
export function withMode<S extends Pick<CiliumSpec, 'chartVersion' | 'userValues' | 'valuesFrom'>>(
  options: RunOptions,
  spec: S
): S & Pick<CiliumSpec, 'mode'> {
  if (options.scenarios.length > 0) return spec;
  try {
    return { ...spec, mode: modeOfValues(mergeValues(spec.userValues), spec.chartVersion, options.modes) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError([error.message, ...originOf(spec)].join('\n'));
  }
}

/** Where values come from that no input names. */
function originOf({ valuesFrom }: Pick<CiliumSpec, 'valuesFrom'>): readonly string[] {
  return valuesFrom === undefined ? [] : [`cilium-values: not set, so the values are those of ${valuesFrom}.`];
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
  const spec = withMode(options, { chart, chartName, chartVersion, valuesFiles, userValues });
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
  spec: Pick<CiliumSpec, 'chartVersion' | 'userValues' | 'valuesFrom' | 'mode'>,
  found: Pick<Circumstances, 'workers' | 'nodeConfigs'>
): void {
  const circumstances = {
    ciliumVersion: spec.chartVersion,
    provider: options.cluster.provider,
    tests: options.tests,
    newAks: options.cluster.provider === 'aks' && options.cluster.kind === 'ephemeral',
    fromValues: spec.mode !== undefined,
    userValues: spec.userValues,
    ...found
  };
  const { scenarios, modes } = armOptions(options, spec);
  const sentences = scenarios.flatMap(scenario => refusals(scenario, modes, circumstances));
  if (sentences.length > 0) throw new InputError([...new Set(sentences), ...originOf(spec)].join('\n'));
}

import { readChart, withRegistry, type Chart, type ChartContent } from '../cilium/helm.ts';
import { plannedValues } from '../cluster/select.ts';
import type { Host } from '../host/ports.ts';
import { InputError, errorMessage } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm } from '../model/run.ts';
import type { Mode } from '../model/scenario.ts';
import { modeOfValues } from '../scenario/mode-of-values.ts';
import { oldCilium, refusals, type Circumstances } from '../scenario/refusals.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { addressOf, isMapping, isSet, mergeValues, type Values } from '../scenario/values.ts';
import { refuseOtherKeys } from '../sources/keys.ts';
import { placeOfKey } from '../sources/key-place.ts';
import { describePlaceholder, placeholders } from '../sources/placeholders.ts';
import { readSource, type Source } from '../sources/read.ts';
import { assign } from '../sources/set.ts';
import { plainVersion, readVersion } from '../sources/version.ts';
import type { Open, Opened } from './checkout.ts';

/**
 * What an arm installs: a chart version with the user's values. Only a plan on a machine that cannot read the chart lacks
 * its content.
 */
export interface CiliumSpec<Content extends ChartContent | undefined = ChartContent> {
  readonly chart: Chart;
  readonly content: Content;
  readonly chartVersion: string;
  /** For messages: the input with the values, and for the base its commit. */
  readonly input: string;
  /** All of the user's values, merged as Helm merges them. Kept out of the results, because they can be secret. */
  readonly values: Values;
  /** File and line of a key of `values`, such as `values.yaml:12`; `undefined` if no file has it. */
  readonly whereIs: (key: string) => Promise<string | undefined>;
  /** For people: the files, objects or release that the values come from. Empty if the user has none. */
  readonly from: readonly string[];
  /** The mode of its own values; absent if the inputs name scenarios. */
  readonly mode?: Mode;
}

/** The options of one arm: with the mode of its own values, or as the inputs name it. */
export function armOptions(options: RunOptions, { mode }: Pick<CiliumSpec, 'mode'>): RunOptions {
  return mode === undefined ? options : { ...options, scenarios: [mode.scenario], modes: mode.modes };
}

/** Adds the mode of an arm's values if the inputs name no scenarios. Throws an InputError if it cannot be measured. */
export function withMode<S extends Judged>(options: RunOptions, spec: S): S & Pick<CiliumSpec, 'mode'> {
  if (options.scenarios.length > 0) return spec;
  try {
    return { ...spec, mode: modeOfValues(spec.values, spec.chartVersion, options.modes) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw refusal(options, spec, [errorMessage(error)]);
  }
}

/** What decides whether an arm can be measured. */
type Judged = Pick<CiliumSpec, 'chartVersion' | 'input' | 'values' | 'from'>;

/** Sentences about `cilium-values` as an error about this arm's. Adds where values come from that no input names. */
function refusal({ cilium }: RunOptions, { input, from }: Judged, sentences: readonly string[]): InputError {
  const isRelease = input === 'cilium-values' && cilium.valuesFiles.length === 0 && from.length > 0;
  const origin = isRelease ? [`cilium-values: not set, so the values are those of ${from.join(' and ')}.`] : [];
  return new InputError([...sentences, ...origin].join('\n').replaceAll(/^cilium-values(?=:)/gm, input));
}

/** What an arm's files say, before any chart is read. */
interface Written {
  readonly values: Values;
  readonly from: readonly string[];
  /** The version to install, and where it was found; `undefined` for a chart given by path. */
  readonly version: { readonly text: string; readonly where: string } | undefined;
  readonly sources: readonly (Opened & { readonly source: Source })[];
}

/** Where an arm's values and version are. */
export interface ArmFiles {
  readonly arm: Arm;
  readonly open: Open;
  /** The input that names the values files. */
  readonly input: 'cilium-values' | 'reference-values';
  /** For messages: more about that input, such as the commit that its files are from. */
  readonly of: string;
  readonly valuesFiles: readonly string[];
  /** A version from the inputs, which has precedence over files. */
  readonly version: Written['version'];
  /** The version if neither an input nor a file has one. */
  readonly fallback: Written['version'];
}

/** The candidate's files, which the inputs describe. */
export function candidateFiles({ cilium }: RunOptions, open: Open): ArmFiles {
  return {
    arm: 'candidate',
    open,
    input: 'cilium-values',
    of: '',
    valuesFiles: cilium.valuesFiles,
    version: cilium.version === undefined ? undefined : { text: cilium.version, where: 'cilium-version' },
    fallback: { text: cilium.defaultVersion, where: 'the default of cilium-version' }
  };
}

/** Reads an arm's files. Throws an InputError if one cannot be read as values or as a version of Cilium. */
async function readWritten(host: Host, { cilium, cluster }: RunOptions, files: ArmFiles): Promise<Written> {
  const sources: (Opened & { source: Source })[] = [];
  const from: string[] = [];
  for (const path of files.valuesFiles) {
    const opened = await files.open(files.input, path);
    if (opened === undefined) {
      from.push(`${path} (absent)`);
      continue;
    }
    const source = await readSource(opened.place, opened.content, opened.pointer);
    sources.push({ ...opened, source });
    from.push(source.from);
  }
  const merged = cilium.set.reduce(assign, mergeValues(sources.map(({ source }) => source.values)));
  if (from.length > 0 && !isSet(merged)) {
    host.outputs.warning(
      `${files.input}${files.of}: no values in ${from.join(' and ')}: the ${files.arm} has the chart's defaults`
    );
  }
  const left = placeholders(merged, addressOf(plannedValues(cluster)));
  if (left.length > 0) {
    const pieces = sources.flatMap(({ source }) => source.pieces);
    const shown = left.slice(0, maxPlaceholders);
    const lines = await Promise.all(shown.map(each => describePlaceholder(each, pieces, cilium.set, from)));
    throw new InputError(
      [
        ...lines.map(line => `${files.input}${files.of}: ${line}`),
        ...(left.length > shown.length ? [`and ${left.length - shown.length} more`] : []),
        'Write what it fills in into the workflow, or null to leave a key out:',
        ...['set: |', ...shown.map(({ key }) => `  ${foreignLine(key, 200)}=<value>`)]
      ].join('\n')
    );
  }
  return {
    values: merged,
    from,
    version: cilium.chart.kind === 'path' ? undefined : await findVersion(host, cilium.versionFile, files, sources),
    sources
  };
}

/** How many placeholders a message shows. */
const maxPlaceholders = 20;

/** The version by precedence: input, version file, values files from the last to the first, default. */
async function findVersion(
  { outputs }: Pick<Host, 'outputs'>,
  versionFile: string | undefined,
  { arm, open, version, fallback }: ArmFiles,
  sources: Written['sources']
): Promise<Written['version']> {
  const told = sources.toReversed().find(({ source }) => source.version !== undefined);
  const beside =
    told?.source.version === undefined
      ? undefined
      : { text: plainVersion(told.place, told.source.version), where: told.source.from };
  if (version !== undefined) {
    if (beside !== undefined && beside.text !== version.text) {
      outputs.info(
        `${arm}: ${version.where} is ${version.text}, so version ${beside.text} of ${beside.where} is not used`
      );
    }
    return version;
  }
  const opened = versionFile === undefined ? undefined : await open('cilium-version-file', versionFile);
  if (opened !== undefined) {
    const text = await readVersion(opened.place, opened.content, opened.pointer);
    return { text, where: opened.place.path };
  }
  return beside ?? fallback;
}

/** Reads a chart; a plan goes on without it. */
export type ReadContent<Content extends ChartContent | undefined> = (chart: Chart) => Promise<Content>;

/** Reads a chart, which a run cannot do without. Throws like helm. */
export function contentReader(host: Host): ReadContent<ChartContent> {
  return chart => withRegistry(host, () => readChart(host.processes, chart));
}

/**
 * Reads files and chart of an arm before anything is changed. Throws an InputError if they are not Cilium's or conflict
 * with the scenarios.
 */
export async function readSpec<Content extends ChartContent | undefined>(
  host: Host,
  options: RunOptions,
  files: ArmFiles,
  read: ReadContent<Content>
): Promise<CiliumSpec<Content>> {
  const written = await readWritten(host, options, files);
  const { values, from, version, sources } = written;
  const chart = { source: options.cilium.chart, version: version?.text };
  const old = oldCilium(version?.text, version?.where);
  if (old.length > 0) throw new InputError(old.join('\n'));
  const content = await read(chart);
  refuseOther(options, written, content);
  const chartVersion = content?.version ?? version?.text ?? '';
  const pieces = sources.flatMap(({ source }) => source.pieces);
  const spec = withMode(options, {
    ...{ chart, content, chartVersion, input: `${files.input}${files.of}`, values, from },
    whereIs: (key: string) => placeOfKey(pieces, key)
  });
  refuse(options, spec, {});
  host.outputs.info(describeArm(files.arm, chartVersion, written));
  return spec;
}

/** One line for the log: what an arm installs, and where that is written. */
function describeArm(arm: Arm, chartVersion: string, { version, from }: Written): string {
  const where = version === undefined ? '' : ` (${version.where})`;
  return `${arm}: Cilium ${chartVersion === '' ? 'of the chart' : chartVersion}${where}${from.length > 0 ? `, values of ${from.join(' and ')}` : ''}`;
}

/** Throws an InputError if the chart is not Cilium's, or values are not this chart's. */
function refuseOther({ cilium }: RunOptions, { sources }: Written, chart: ChartContent | undefined): void {
  if (chart !== undefined && !['encryption', 'ipam', 'operator'].every(key => isMapping(chart.values[key]))) {
    const umbrella = cilium.chart.kind === 'path' ? ", and name that chart's values file in cilium-values" : '';
    throw new InputError(
      `cilium-chart: is the chart "${chart.name}", whose values are not Cilium's; write Cilium's own chart${umbrella}`
    );
  }
  for (const { place, pointer, source } of sources) refuseOtherKeys(place, pointer, source.values, chart?.values);
}

/** Throws an InputError with a sentence for everything that cannot be measured as requested. */
export function refuse(
  options: RunOptions,
  spec: Judged & Pick<CiliumSpec, 'mode'>,
  found: Pick<Circumstances, 'workers' | 'nodeConfigs'>
): void {
  const circumstances = {
    ciliumVersion: spec.chartVersion,
    provider: options.cluster.provider,
    tests: options.tests,
    newAks: options.cluster.provider === 'aks' && options.cluster.kind === 'ephemeral',
    fromValues: spec.mode !== undefined,
    userValues: [spec.values],
    ...found
  };
  const { scenarios, modes } = armOptions(options, spec);
  const sentences = scenarios.flatMap(scenario => refusals(scenario, modes, circumstances));
  if (sentences.length > 0) throw refusal(options, spec, [...new Set(sentences)]);
}

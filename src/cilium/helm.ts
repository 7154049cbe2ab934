import { z } from 'zod';
import { ClusterError, TransientError } from '../model/errors.ts';
import { startLimit, tryAgain } from '../host/limit.ts';
import { saidBy } from '../host/foreign.ts';
import type { Host, Processes } from '../host/ports.ts';
import type { ChartSource } from '../model/options.ts';
import type { Values } from '../scenario/values.ts';
import { isPassingFailure } from '../lib/passing-failure.ts';
import { readFirstYaml } from '../lib/yaml.ts';

/** Name for new releases, as in Cilium's documentation and CLI. */
export const defaultReleaseName = 'cilium';

const listSchema = z.array(
  z.looseObject({
    name: z.string(),
    status: z.string(),
    chart: z.string(),
    app_version: z.string(),
    revision: z.coerce.number().int(),
    updated: z.string().optional()
  })
);

const aboutSchema = z.object({ name: z.string(), version: z.string() });

const valuesSchema = z.record(z.string(), z.unknown());

/** The installed release, as Helm reports it. */
export interface Release {
  readonly status: string;
  readonly revision: number;
  /** Name of the chart. Distributions have their own, such as RKE2's `rke2-cilium`. */
  readonly chartName: string;
  readonly chartVersion: string;
  readonly appVersion: string;
  /** Time of its last change, as Helm prints it. */
  readonly updated: string | undefined;
}

/** Helm, limited to Cilium's release. */
export interface Helm {
  /** The release's name. */
  readonly name: string;
  /** The release, or `undefined` if Helm did not install Cilium there. */
  release(): Promise<Release | undefined>;
  /**
   * Installs or upgrades with exactly the values of these files; later files override earlier ones. Does not wait for
   * pods.
   */
  upgrade(chart: Chart, valuesFiles: readonly string[]): Promise<void>;
  /** Rolls back to an earlier revision, with its chart and values. Does not wait for pods. */
  rollback(revision: number): Promise<void>;
  /** Removes the release. Waits up to `waitSeconds` for its pods to terminate; if absent, does not wait. */
  uninstall(waitSeconds?: number): Promise<void>;
  /** The release's own values, merged from all files. */
  values(): Promise<Values>;
}

/** A chart and, where it comes from a registry, its version. */
export interface Chart {
  readonly source: ChartSource;
  readonly version: string | undefined;
}

/** Location of the release. */
export interface HelmTarget {
  readonly kubeconfig: string | undefined;
  readonly context: string;
  readonly namespace: string;
  /** The release's name. */
  readonly release: string;
}

/** Same as `--all`, which Helm 4 no longer has. */
const anyStatus = ['--deployed', '--failed', '--pending', '--superseded', '--uninstalled', '--uninstalling'];

/**
 * Runs the helm command. Rejects with helm's own message as a TransientError if the failure can be temporary, else as
 * a ClusterError.
 */
export function createHelm(processes: Processes, target: HelmTarget): Helm {
  const { release } = target;
  const connection = [
    ...(target.kubeconfig === undefined ? [] : ['--kubeconfig', target.kubeconfig]),
    '--kube-context',
    target.context,
    '--namespace',
    target.namespace
  ];

  const helm = (args: readonly string[]): Promise<string> => runHelm(processes, args);

  return {
    name: release,
    async release() {
      const output = await helm(['list', ...connection, ...anyStatus, '--filter', `^${release}$`, '--output', 'json']);
      // The filter is a pattern, in which a dot in the name matches any character.
      const found = listSchema.parse(JSON.parse(output)).find(({ name }) => name === release);
      if (found === undefined) return undefined;
      const { status, revision, chart, app_version: appVersion, updated } = found;
      const [, chartName = chart, chartVersion = ''] = /^(.+?)-(\d+\.\d+\.\d.*)$/.exec(chart) ?? [];
      return { status, revision, chartName, chartVersion, appVersion, updated };
    },
    async upgrade(chart, valuesFiles) {
      const files = valuesFiles.flatMap(file => ['--values', file]);
      // Full values each time, because reused ones would carry over keys of the previous mode. All revisions are
      // kept; otherwise the one to roll back to would be lost after ten blocks.
      const how = ['--reset-values', '--history-max', '0'];
      await helm(['upgrade', '--install', release, ...chartArguments(chart), ...connection, ...how, ...files]);
    },
    async rollback(revision) {
      await helm(['rollback', release, String(revision), ...connection]);
    },
    async uninstall(waitSeconds) {
      await helm(['uninstall', release, ...connection, ...waitFor(waitSeconds)]);
    },
    async values() {
      const output = await helm(['get', 'values', release, ...connection, '--output', 'json']);
      // `null` if the release has no values of its own.
      return valuesSchema.parse(JSON.parse(output) ?? {});
    }
  };
}

/** Enough for a busy registry, and short enough to report a wrong address soon. */
const registryLimitSeconds = 60;

/** Repeats what reads a chart while its registry fails for the moment. */
export function withRegistry<T>(host: Pick<Host, 'clock' | 'outputs'>, action: () => Promise<T>): Promise<T> {
  return tryAgain(host, startLimit(host.clock, registryLimitSeconds), action);
}

/** What a chart says about itself. */
export interface ChartContent {
  readonly name: string;
  readonly version: string;
  /** Its default values. */
  readonly values: Values;
  /** Its values.yaml, with comments. */
  readonly valuesText: string;
}

/** Reads a chart. Contacts its registry, but no cluster. */
export async function readChart(processes: Processes, chart: Chart): Promise<ChartContent> {
  const show = (part: string): Promise<string> => runHelm(processes, ['show', part, ...chartArguments(chart)]);
  const [about, valuesText] = await Promise.all([show('chart'), show('values')]);
  return {
    ...aboutSchema.parse(parseYaml(about)),
    values: valuesSchema.parse(parseYaml(valuesText) ?? {}),
    valuesText
  };
}

/** YAML that Helm wrote. */
function parseYaml(text: string): unknown {
  const document = readFirstYaml(text);
  if (!document.ok) throw new ClusterError(`helm wrote YAML that cannot be read: ${document.problem}`);
  return document.value;
}

/** What a chart is rendered with, beside itself. */
export interface Rendering {
  readonly release: string;
  readonly namespace: string;
  /** Later files take precedence. */
  readonly valuesFiles: readonly string[];
}

/**
 * What charts ask of a cluster. Rendering has none, so both arms get the same answers: a current Kubernetes with every
 * optional API that Cilium's chart checks for (1.18 to 1.20).
 */
const assumedCluster = [
  ...['--kube-version', '1.34.0'],
  ...['--api-versions', 'monitoring.coreos.com/v1', '--api-versions', 'gateway.networking.k8s.io/v1/GatewayClass']
];

/** The manifests that a chart renders, as one YAML stream. Contacts no cluster. */
export async function renderChart(
  processes: Processes,
  chart: Chart,
  { release, namespace, valuesFiles }: Rendering
): Promise<string> {
  const files = valuesFiles.flatMap(file => ['--values', file]);
  return runHelm(processes, [
    ...['template', release, ...chartArguments(chart), '--namespace', namespace],
    ...[...assumedCluster, ...files]
  ]);
}

/** Downloads a chart once for many uses. Returns the folder below `into`, which must not exist yet. */
export async function pullChart(processes: Processes, chart: Chart, into: string): Promise<void> {
  await runHelm(processes, ['pull', ...chartArguments(chart), '--untar', '--untardir', into]);
}

async function runHelm(processes: Processes, args: readonly string[]): Promise<string> {
  const result = await processes.run('helm', args);
  const { exitCode, stdout } = result;
  if (exitCode !== 0) {
    const said = saidBy(result);
    const message = `helm ${args[0] ?? ''} failed (exit code ${exitCode}): ${said}`;
    throw isPassingFailure(said) ? new TransientError(message) : new ClusterError(message);
  }
  return stdout;
}

function waitFor(seconds: number | undefined): readonly string[] {
  return seconds === undefined ? [] : ['--wait', '--timeout', `${Math.max(1, Math.floor(seconds))}s`];
}

function chartArguments({ source, version }: Chart): readonly string[] {
  return [...chartReference(source), ...(version === undefined ? [] : ['--version', version])];
}

function chartReference(chart: ChartSource): readonly string[] {
  switch (chart.kind) {
    case 'path':
      return [chart.path];
    case 'oci':
      return [chart.reference];
    case 'repository':
      return ['cilium', '--repo', chart.url];
  }
}

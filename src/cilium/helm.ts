import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterError, TransientError } from '../model/errors.ts';
import type { Processes } from '../host/ports.ts';
import type { ChartSource } from '../model/options.ts';
import { redactText } from '../redaction/redact.ts';
import type { Values } from '../scenario/values.ts';
import { isPassingFailure } from '../lib/passing-failure.ts';

/** Name of a release that is made: the one that Cilium's documentation and command line use. */
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

/** What helm knows of the installed release. */
export interface Release {
  readonly status: string;
  readonly revision: number;
  /** The chart's own name; a distribution has one of its own, such as RKE2's `rke2-cilium`. */
  readonly chartName: string;
  readonly chartVersion: string;
  readonly appVersion: string;
  /** When its last change began, as helm writes it. */
  readonly updated: string | undefined;
}

/** Helm, for Cilium's release alone. */
export interface Helm {
  /** The release's name. */
  readonly name: string;
  /** The release, or `undefined` when helm did not install Cilium there. */
  release(): Promise<Release | undefined>;
  /** Installs or upgrades with exactly the values of the files, later ones first in rank; does not wait for pods. */
  upgrade(chart: Chart, valuesFiles: readonly string[]): Promise<void>;
  /** Puts an earlier revision back, with its chart and values as helm kept them; does not wait for pods. */
  rollback(revision: number): Promise<void>;
  /** Removes the release; waits so long for its pods to go, if at all. */
  uninstall(waitSeconds?: number): Promise<void>;
  /** The values given to the release: all files merged. */
  values(): Promise<Values>;
}

/** A chart and, where it comes from a registry, its version. */
export interface Chart {
  readonly source: ChartSource;
  readonly version: string | undefined;
}

/** Where the release is. */
export interface HelmTarget {
  readonly kubeconfig: string | undefined;
  readonly context: string;
  readonly namespace: string;
  /** The release's name. */
  readonly release: string;
}

/** `--all` in the words that Helm 4 knows too. */
const anyStatus = ['--deployed', '--failed', '--pending', '--superseded', '--uninstalled', '--uninstalling'];

/** Helm by its command. Rejects with a ClusterError that holds helm's own words, a TransientError where they tell of one. */
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
      // The filter is a pattern, and the dots that a name may have match anything.
      const found = listSchema.parse(JSON.parse(output)).find(({ name }) => name === release);
      if (found === undefined) return undefined;
      const { status, revision, chart, app_version: appVersion, updated } = found;
      const [, chartName = chart, chartVersion = ''] = /^(.+?)-(\d+\.\d+\.\d+.*)$/.exec(chart) ?? [];
      return { status, revision, chartName, chartVersion, appVersion, updated };
    },
    async upgrade(chart, valuesFiles) {
      const files = valuesFiles.flatMap(file => ['--values', file]);
      // The full values each time: reused ones would carry keys of the previous mode over. All revisions are kept, or the
      // one to go back to would be lost after ten blocks.
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
      // `null` for a release that was given none.
      return z.record(z.string(), z.unknown()).parse(JSON.parse(output) ?? {});
    }
  };
}

/** The chart's own name and version; asks its registry, and no cluster. */
export async function readChart(processes: Processes, chart: Chart): Promise<{ name: string; version: string }> {
  const output = await runHelm(processes, ['show', 'chart', ...chartArguments(chart)]);
  return z.object({ name: z.string(), version: z.string() }).parse(parse(output));
}

async function runHelm(processes: Processes, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await processes.run('helm', args);
  if (exitCode !== 0) {
    const said = redactText(stderr || stdout).trim();
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

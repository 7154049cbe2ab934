import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterError } from '../errors.ts';
import type { Processes } from '../host/ports.ts';
import type { ChartSource } from '../inputs/options.ts';
import type { Values } from '../scenario/values.ts';

/** Name of Cilium's release: the one that its documentation and command line use. */
const release = 'cilium';

const listSchema = z.array(
  z.looseObject({ name: z.string(), status: z.string(), chart: z.string(), app_version: z.string() })
);

/** What helm knows of the installed release. */
export interface Release {
  readonly status: string;
  readonly chartVersion: string;
  readonly appVersion: string;
}

/** Helm, for Cilium's release alone. */
export interface Helm {
  /** The release, or `undefined` when helm did not install Cilium there. */
  release(): Promise<Release | undefined>;
  /** Installs or upgrades with exactly the values of the files, later ones first in rank; does not wait for pods. */
  upgrade(valuesFiles: readonly string[]): Promise<void>;
  /** The values given to the release: all files merged. */
  values(): Promise<Values>;
  /** The chart's own name and version. */
  chartVersion(): Promise<string>;
}

/** Helm by its command. Rejects with a ClusterError that holds helm's own words. */
export function createHelm(
  processes: Processes,
  chart: ChartSource,
  version: string | undefined,
  target: { readonly kubeconfig: string | undefined; readonly context: string; readonly namespace: string }
): Helm {
  const connection = [
    ...(target.kubeconfig === undefined ? [] : ['--kubeconfig', target.kubeconfig]),
    '--kube-context',
    target.context,
    '--namespace',
    target.namespace
  ];
  const chartArguments = [...chartReference(chart), ...(version === undefined ? [] : ['--version', version])];

  const helm = async (args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await processes.run('helm', args);
    if (exitCode !== 0) {
      throw new ClusterError(
        `helm ${args[0] ?? ''} failed (exit code ${String(exitCode)}): ${(stderr || stdout).trim()}`
      );
    }
    return stdout;
  };

  return {
    async release() {
      const output = await helm(['list', ...connection, '--all', '--filter', `^${release}$`, '--output', 'json']);
      const found = listSchema.parse(JSON.parse(output))[0];
      if (found === undefined) return undefined;
      return { status: found.status, chartVersion: found.chart.replace(/^cilium-/, ''), appVersion: found.app_version };
    },
    async upgrade(valuesFiles) {
      const files = valuesFiles.flatMap(file => ['--values', file]);
      // The full values each time: reused ones would carry keys of the previous mode over.
      await helm(['upgrade', '--install', release, ...chartArguments, ...connection, '--reset-values', ...files]);
    },
    async values() {
      const output = await helm(['get', 'values', release, ...connection, '--output', 'json']);
      return z.record(z.string(), z.unknown()).parse(JSON.parse(output));
    },
    async chartVersion() {
      const output = await helm(['show', 'chart', ...chartArguments]);
      return z.looseObject({ version: z.string() }).parse(parse(output)).version;
    }
  };
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

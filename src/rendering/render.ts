import { join } from 'node:path';
import {
  defaultReleaseName,
  pullChart,
  renderChart,
  withRegistry,
  type Chart,
  type ChartContent
} from '../cilium/helm.ts';
import type { Host } from '../host/ports.ts';
import { ClusterError, errorMessage, InputError, TransientError } from '../model/errors.ts';
import type { ModeOptions, Scenario } from '../model/scenario.ts';
import { addressOf, clusterValuesFor, mergeValues, scenarioValues, valueAt, type Values } from '../scenario/values.ts';
import { parseManifests, type Manifests } from './manifests.ts';

/** What an arm installs. */
export interface RenderedArm {
  /** For errors: the input with the values, and for the base its commit. */
  readonly input: string;
  readonly chart: Chart;
  readonly content: ChartContent;
  readonly values: Values;
  /** File and line of a key of the values, if known. */
  readonly whereIs: (key: string) => Promise<string | undefined>;
  /** The scenarios of its blocks, in the same order in both arms. */
  readonly scenarios: readonly Scenario[];
  readonly modes: ModeOptions;
}

/** What the arms share. */
export interface RenderContext {
  readonly host: Pick<Host, 'processes' | 'files' | 'clock' | 'outputs'>;
  /** For charts and values files. Not uploaded, because values may contain keys. */
  readonly folder: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Values with the lowest precedence, as far as they are known before there is a cluster. */
  readonly clusterValues: Values;
}

/** Renders an arm with the values of a run's block. `above` takes precedence over the user's values. */
export type Render = (arm: RenderedArm, scenario: Scenario, above?: Values) => Promise<Manifests>;

/** Stands for the pods' range, which only a cluster can tell: a range that is reserved for documentation. */
const placeholderCidr = '192.0.2.0/24';

/** Renders with the precedence of `applyScenario`: cluster < user < scenario. Each value is written to a file of its own. */
export function createRender({ host, folder, namespace, clusterValues }: RenderContext): Render {
  let count = 0;
  const write = async (values: Values): Promise<string> => {
    count += 1;
    const path = join(folder, `values-${count}.yaml`);
    // JSON is YAML, and needs no rules for what to quote.
    await host.files.write(path, JSON.stringify(values), 0o600);
    return path;
  };
  return async (arm, scenario, above = {}) => {
    const valuesFiles = [
      await write(clusterValuesFor(clusterValues, scenario)),
      await write(arm.values),
      await write(above),
      await write(scenarioValuesOf(arm, scenario, clusterValues))
    ];
    try {
      const rendering = { release: defaultReleaseName, namespace, valuesFiles };
      const manifests = parseManifests(
        await withRegistry(host, () => renderChart(host.processes, arm.chart, rendering))
      );
      // Two empty renderings would be the same.
      if (manifests.size === 0) throw new ClusterError('helm template wrote no object');
      return manifests;
    } catch (error) {
      if (!(error instanceof ClusterError) || error instanceof TransientError) throw error;
      throw new InputError(
        `${arm.input}: Helm cannot render chart ${arm.content.version} with these values, so it could not install them either; correct them: ${errorMessage(error)}`,
        { cause: error }
      );
    }
  };
}

/** What a scenario writes on top of the user's values, with placeholders for what only a cluster can tell. */
export function scenarioValuesOf(
  { values, content, modes }: RenderedArm,
  scenario: Scenario,
  clusterValues: Values
): Values {
  const all = mergeValues([clusterValues, values]);
  const [range, direct] = [valueAt(all, 'ipv4NativeRoutingCIDR'), valueAt(all, 'autoDirectNodeRoutes')];
  const network = {
    podCidr: typeof range === 'string' && range !== '' ? range : placeholderCidr,
    autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true
  };
  return {
    // The chart would look up a ConfigMap in the cluster, and fail.
    ...(valueAt(values, 'k8sServiceHost') === 'auto' ? { k8sServiceHost: 'auto.invalid' } : {}),
    ...addressOf(clusterValues),
    ...scenarioValues(scenario, network, content.version, modes)
  };
}

/** Downloads the charts of both arms once, so that rendering needs no network. */
export async function withLocalCharts(
  { host, folder }: RenderContext,
  arms: readonly RenderedArm[]
): Promise<readonly RenderedArm[]> {
  const local = new Map<string, Promise<Chart>>();
  const pull = async (arm: RenderedArm, index: number): Promise<Chart> => {
    const into = join(folder, `chart-${index}`);
    await withRegistry(host, () => pullChart(host.processes, arm.chart, into));
    return { source: { kind: 'path', path: join(into, arm.content.name) }, version: undefined };
  };
  return Promise.all(
    arms.map(async arm => {
      if (arm.chart.source.kind === 'path') return arm;
      const id = JSON.stringify(arm.chart);
      const pulled = local.get(id) ?? pull(arm, local.size);
      local.set(id, pulled);
      return { ...arm, chart: await pulled };
    })
  );
}

import { z } from 'zod';
import type { Kubernetes } from '../kubernetes/port.ts';
import { defined } from '../lib/defined.ts';
import { safeJson } from '../lib/json.ts';
import { ClusterError } from '../model/errors.ts';
import type { ScenarioResult, Run } from '../model/run.ts';
import type { Section, SectionReading } from '../proof/contract.ts';
import { wholeJson } from '../proof/index.ts';
import type { Values } from '../scenario/values.ts';
import { listAgentPods } from './agents.ts';
import type { Helm } from './helm.ts';

/** The agent's effective settings, including those changed at run time. */
export const configSection: Section = {
  name: 'config',
  command: ['cilium-dbg', 'config', '-o', 'json'],
  keep: wholeJson
};

/** The agent's settings that only a restart changes. */
export const fixedConfigSection: Section = {
  name: 'fixed-config',
  command: ['cilium-dbg', 'config', '--read-only', '-o', 'json'],
  keep: wholeJson
};

type Readings = Readonly<Record<string, SectionReading | undefined>>;

/** The JSON of a reading; `undefined` if it failed or is none. */
export function jsonOf(readings: Readings, { name }: Section): unknown {
  const reading = readings[name];
  return reading?.ok === true ? safeJson(reading.text) : undefined;
}

const statusSchema = z.object({
  routing: z.object({ 'intra-host-routing-mode': z.string().optional() }).nullish(),
  'datapath-mode': z.string().optional(),
  hubble: z.object({ state: z.string().optional() }).nullish(),
  'ipv4-big-tcp': z.object({ enabled: z.boolean().default(false), maxGSO: z.number().optional() }).optional(),
  'kube-proxy-replacement': z.object({ mode: z.string().optional() }).nullish(),
  'bandwidth-manager': z
    .object({ enabled: z.boolean().default(false), congestionControl: z.string().optional() })
    .nullish(),
  encryption: z
    .object({
      mode: z.string().optional(),
      wireguard: z.object({ 'node-encryption': z.string().optional() }).nullish()
    })
    .nullish()
});
const configSchema = z.object({ MonitorAggregationLevel: z.string().optional() });
/** 1.18 has only the first, and later releases the others; 1.19 has all. */
const fixedConfigSchema = z.object({
  EnableEncryptionStrictMode: z.boolean().optional(),
  EnableEncryptionStrictModeEgress: z.boolean().optional(),
  EnableEncryptionStrictModeIngress: z.boolean().optional()
});

/**
 * An agent's datapath, from its `cilium-dbg status -o json` (1.16 to 1.20) and the readings of its settings. They can
 * differ from the Helm values if the kernel lacks a feature. Unknown fields are left out; `undefined` if the status
 * cannot be read.
 */
export function datapathOf(status: string, readings: Readings): ScenarioResult['datapath'] {
  const parsed = statusSchema.safeParse(safeJson(status)).data;
  if (parsed === undefined) return undefined;
  const { routing, hubble, 'datapath-mode': mode, 'ipv4-big-tcp': bigTcp, encryption } = parsed;
  const { 'kube-proxy-replacement': kubeProxyReplacement, 'bandwidth-manager': bandwidth } = parsed;
  return defined({
    hostRouting: routing?.['intra-host-routing-mode'],
    mode,
    hubble: hubble?.state,
    monitorAggregation: configSchema.safeParse(jsonOf(readings, configSection)).data?.MonitorAggregationLevel,
    bigTcp: bigTcp && (bigTcp.enabled ? `IPv4, ${String(bigTcp.maxGSO ?? '?')} bytes` : 'Disabled'),
    kubeProxyReplacement: kubeProxyReplacement?.mode,
    bandwidthManager: bandwidth ? (bandwidth.enabled ? bandwidth.congestionControl : 'Disabled') : undefined,
    encryption: encryption?.mode,
    nodeEncryption: encryption?.wireguard?.['node-encryption'],
    strictMode: describeStrictMode(fixedConfigSchema.safeParse(jsonOf(readings, fixedConfigSection)).data)
  });
}

function describeStrictMode(config: z.infer<typeof fixedConfigSchema> | undefined): string | undefined {
  if (config === undefined || Object.keys(config).length === 0) return undefined;
  const {
    EnableEncryptionStrictMode: old,
    EnableEncryptionStrictModeEgress: egress,
    EnableEncryptionStrictModeIngress: ingress
  } = config;
  const directions = [...(old === true || egress === true ? ['egress'] : []), ...(ingress === true ? ['ingress'] : [])];
  return directions.length === 0 ? 'off' : directions.join(', ');
}

/** The installed Cilium, for the run's record. */
export interface Installation {
  /** The current Helm values; empty if unknown. */
  values(): Promise<Values>;
  describe(): Promise<NonNullable<Run['cilium']>>;
}

/**
 * An installation by Helm, which can change between blocks. `chart` is the source of the chart; `valuesFrom` is the
 * release whose values it started from.
 */
export function installationOfHelm(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string,
  chart: string,
  valuesFrom?: string
): Installation {
  return {
    values: () => helm.values(),
    async describe() {
      const release = await helm.release();
      if (release === undefined) throw new ClusterError('Cilium is missing after its installation');
      const { appVersion: version, chartVersion } = release;
      return { version, chart, chartVersion, ...defined({ valuesFrom }), ...(await readImage(kubernetes, namespace)) };
    }
  };
}

/** An installation with unknown values. The agents report its version. */
export function installationOfAgents(kubernetes: Kubernetes, namespace: string, version: string): Installation {
  return {
    values: () => Promise.resolve({}),
    async describe() {
      return { version, chart: 'not known', chartVersion: '', ...(await readImage(kubernetes, namespace)) };
    }
  };
}

/** The image that the agents run. */
async function readImage(
  kubernetes: Kubernetes,
  namespace: string
): Promise<Pick<NonNullable<Run['cilium']>, 'agentImage' | 'agentImageId'>> {
  const agent = (await listAgentPods(kubernetes, namespace))[0]?.status?.containerStatuses?.find(
    status => status.name === 'cilium-agent'
  );
  if (agent === undefined) throw new ClusterError(`no Cilium agent runs in namespace ${namespace}`);
  return { agentImage: agent.image, agentImageId: agent.imageID };
}

import { z } from 'zod';
import { safeJson } from '../json.ts';
import type { Section, SectionReading } from '../proof/contract.ts';
import { wholeJson } from '../proof/index.ts';
import type { ScenarioResult } from '../results/run.ts';

/** The settings that an agent really has: those that can change while it runs. */
export const configSection: Section = {
  name: 'config',
  command: ['cilium-dbg', 'config', '-o', 'json'],
  keep: wholeJson
};

const statusSchema = z.object({
  routing: z.object({ 'intra-host-routing-mode': z.string().optional() }).nullish(),
  'datapath-mode': z.string().optional(),
  hubble: z.object({ state: z.string().optional() }).nullish(),
  'ipv4-big-tcp': z.object({ enabled: z.boolean().default(false), maxGSO: z.number().optional() }).optional()
});
const configSchema = z.object({ MonitorAggregationLevel: z.string().optional() });

/**
 * How an agent carries packets, by its `cilium-dbg status -o json` (1.16 to 1.20) and its settings: what a kernel cannot do it
 * does otherwise than the values say. What it does not tell is left out; `undefined` when its status cannot be read.
 */
export function datapathOf(status: string, config: SectionReading | undefined): ScenarioResult['datapath'] {
  const parsed = statusSchema.safeParse(safeJson(status)).data;
  if (parsed === undefined) return undefined;
  const { routing, hubble, 'datapath-mode': mode, 'ipv4-big-tcp': bigTcp } = parsed;
  const hostRouting = routing?.['intra-host-routing-mode'];
  const settings = config?.ok === true ? configSchema.safeParse(safeJson(config.text)).data : undefined;
  const monitorAggregation = settings?.MonitorAggregationLevel;
  return {
    ...(hostRouting === undefined ? {} : { hostRouting }),
    ...(mode === undefined ? {} : { mode }),
    ...(hubble?.state === undefined ? {} : { hubble: hubble.state }),
    ...(monitorAggregation === undefined ? {} : { monitorAggregation }),
    ...(bigTcp === undefined
      ? {}
      : { bigTcp: bigTcp.enabled ? `IPv4, ${String(bigTcp.maxGSO ?? '?')} bytes` : 'Disabled' })
  };
}

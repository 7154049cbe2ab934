import { z } from 'zod';
import { safeJson } from '../json.ts';
import type { ScenarioResult } from '../results/run.ts';

const statusSchema = z.object({
  routing: z.object({ 'intra-host-routing-mode': z.string().optional() }).nullish(),
  'datapath-mode': z.string().optional(),
  hubble: z.object({ state: z.string().optional() }).nullish(),
  'ipv4-big-tcp': z.object({ enabled: z.boolean().default(false), maxGSO: z.number().optional() }).optional()
});

/**
 * How an agent carries packets, by its `cilium-dbg status -o json` (1.16 to 1.20): what a kernel cannot do it does otherwise
 * than the values say. What it does not tell is left out; `undefined` when it cannot be read.
 */
export function datapathOf(status: string): ScenarioResult['datapath'] {
  const parsed = statusSchema.safeParse(safeJson(status)).data;
  if (parsed === undefined) return undefined;
  const { routing, hubble, 'datapath-mode': mode, 'ipv4-big-tcp': bigTcp } = parsed;
  const hostRouting = routing?.['intra-host-routing-mode'];
  return {
    ...(hostRouting === undefined ? {} : { hostRouting }),
    ...(mode === undefined ? {} : { mode }),
    ...(hubble?.state === undefined ? {} : { hubble: hubble.state }),
    ...(bigTcp === undefined
      ? {}
      : { bigTcp: bigTcp.enabled ? `IPv4, ${String(bigTcp.maxGSO ?? '?')} bytes` : 'Disabled' })
  };
}

import { defined } from '../lib/defined.ts';
import type { Toleration } from '../model/options.ts';
import type { InputDefinition } from './definition.ts';
import { list, oneLine } from './values.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const key = '(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?';
const labelValue = '(?:[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?)?';
const requirement = `(?:!?${key}|${key} *(?:==?|!=) *${labelValue}|${key} +(?:in|notin) +\\(${labelValue}(?:, *${labelValue})*\\))`;

/** A node name (which looks like a label key), or a label selector in kubectl's syntax. */
const nodeOrSelector = oneLine.regex(new RegExp(`^${requirement}(?:, *${requirement})*$`), {
  error: 'is neither a node name nor a label selector; write for example worker-1, or agentpool=perf'
});

/** `key`, `key=value`, `key:effect` or `key=value:effect` as in `kubectl taint`, or `*` for every taint. */
const toleration = oneLine
  .refine(text => parseToleration(text) !== undefined, {
    error: `is not a toleration; write key, key=value, key:effect, key=value:effect or *, with the effect ${effects.join(', ')}; for example dedicated=perf:NoSchedule`
  })
  .transform(text => parseToleration(text) ?? { operator: 'Exists' as const });

const taint = new RegExp(`^(?<key>${key})(?:=(?<value>${labelValue}))?(?::(?<effect>${effects.join('|')}))?$`);

function parseToleration(text: string): Toleration | undefined {
  if (text === '*') return { operator: 'Exists' };
  const found = taint.exec(text)?.groups;
  if (found?.['key'] === undefined) return undefined;
  const { key: name, value, effect } = found;
  return {
    key: name,
    ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
    ...defined({ effect })
  };
}

/** Inputs that select the two nodes to measure. */
export const nodes = {
  'client-node': {
    summary: 'Node for the client: a name or a label selector.',
    description: [
      'Node for the client: its name, or a label selector as in `kubectl --selector`. If several nodes match, the first usable one by name is used. Nodes that are cordoned, tainted, not ready, unreachable, not yet initialized by the cloud provider, or labeled `cilium.io/no-schedule` are never chosen.',
      'Set it on shared or mixed clusters so that every run measures the same two machines. See docs/existing-clusters.md.'
    ],
    example: 'client-node: agentpool=perf',
    placeholder: '<name|selector>',
    defaultInWords: 'the first usable node by name, workers first',
    parser: nodeOrSelector
  },
  'server-node': {
    summary: 'Node for the server: a name or a label selector.',
    description: [
      "Node for the server, written as for `client-node`. It is never the client's node, so both inputs can use the same selector.",
      'Set it together with `client-node` to measure two nodes of one type, in one zone, or in different zones.'
    ],
    example: 'server-node: agentpool=perf',
    placeholder: '<name|selector>',
    defaultInWords: 'the first usable node by name, workers first',
    parser: nodeOrSelector
  },
  tolerations: {
    summary: 'Taints that the test pods tolerate, as `key=value:effect`; `*` tolerates every taint.',
    description: [
      'Taints that the test pods tolerate, one per line or separated by commas, as in `kubectl taint`: `key=value:effect`. Leave out the value or the effect to tolerate all of them; `*` tolerates every taint.',
      'Set it to measure on nodes whose taints keep other pods away. These give the most stable results.'
    ],
    example: 'tolerations: dedicated=perf:NoSchedule',
    placeholder: '<key=value:effect,…>',
    parser: list(toleration)
  }
} as const satisfies Record<string, InputDefinition>;

import type { Toleration } from '../model/options.ts';
import type { InputDefinition } from './definition.ts';
import { list, oneLine } from './values.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const key = '(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?';
const labelValue = '(?:[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?)?';
const requirement = `(?:!?${key}|${key} *(?:==?|!=) *${labelValue}|${key} +(?:in|notin) +\\(${labelValue}(?:, *${labelValue})*\\))`;

/** A node's name (which looks like a label's key), or a label selector in kubectl's syntax. */
const nodeOrSelector = oneLine.regex(new RegExp(`^${requirement}(?:, *${requirement})*$`), {
  error: 'is neither a node name nor a label selector; write for example worker-1, or agentpool=perf'
});

/** `key`, `key=value`, `key:effect`, `key=value:effect` as `kubectl taint` writes them, or `*` for every taint. */
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
    ...(effect === undefined ? {} : { effect })
  };
}

/** Inputs that choose the two measured nodes. */
export const nodes = {
  'client-node': {
    group: 'Cluster',
    summary: 'Node of the client: a name or a label selector; chosen by the program when left out.',
    description: [
      'Node that the client runs on: its name, or a label selector as `kubectl --selector` takes it; the first usable node by name is taken. Without it the program takes the first usable nodes by name, workers first, and never one that is cordoned, tainted, not ready, unreachable, not yet initialized by its cloud provider, or labeled `cilium.io/no-schedule`.',
      'Set it on shared or mixed clusters, so that each run measures the same two machines. docs/existing-clusters.md has more.'
    ],
    example: 'client-node: agentpool=perf',
    placeholder: '<name|selector>',
    required: false,
    parser: nodeOrSelector
  },
  'server-node': {
    group: 'Cluster',
    summary: 'Node of the server: a name or a label selector; chosen by the program when left out.',
    description: [
      'Node that the server runs on, written as for `client-node`. It is never the node of the client; one selector may serve both.',
      'Set it together with `client-node` when the two must be of one kind, in one zone, or in different zones.'
    ],
    example: 'server-node: agentpool=perf',
    placeholder: '<name|selector>',
    required: false,
    parser: nodeOrSelector
  },
  tolerations: {
    group: 'Cluster',
    summary: 'Taints that the test pods tolerate, as key=value:effect; * for every taint.',
    description: [
      'Taints that the test pods tolerate, one per line or separated by commas: `key=value:effect` as `kubectl taint` writes it; without the value every value, without the effect every effect, and `*` for every taint.',
      'Set it to measure on nodes that are tainted to keep other pods away, which makes the best nodes for measuring.'
    ],
    example: 'tolerations: dedicated=perf:NoSchedule',
    placeholder: '<key=value:effect,…>',
    required: false,
    parser: list(toleration)
  }
} as const satisfies Record<string, InputDefinition>;

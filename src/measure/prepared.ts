import type { V1Node } from '@kubernetes/client-node';
import type { Installation } from '../cilium/describe.ts';
import type { Host } from '../host/ports.ts';
import type { Policy } from '../model/options.ts';
import type { RecordEvent } from '../results/journal.ts';
import type { Arm, Run } from '../model/run.ts';
import type { BlockContext, ModeSetup } from './block.ts';

/** A cluster ready to be measured, with the run's namespaces. */
export interface Prepared {
  readonly kubernetesVersion: string;
  readonly nodes: readonly V1Node[];
  /** Differences between the measured nodes that were already reported. */
  readonly told: Set<string>;
  readonly clusterName: string;
  readonly provider: NonNullable<Run['cluster']>['provider'];
  readonly networking: 'byocni' | 'managed' | undefined;
  readonly clusterSeconds: number;
  readonly host: Host;
  readonly installation: Installation;
  /** How each arm sets up Cilium. */
  readonly setups: ReadonlyMap<Arm, ModeSetup>;
  readonly blocks: Omit<BlockContext, 'setup' | 'onSample' | 'onPair'>;
  readonly policy: Policy;
  readonly record: RecordEvent;
}

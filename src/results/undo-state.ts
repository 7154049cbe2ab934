import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { State } from '../host/ports.ts';

/** A resource group that a run made on Azure, whose deletion removes the cluster with all that belongs to it. */
const aksSchema = z.strictObject({
  subscription: z.string(),
  resourceGroup: z.string()
});
export type UndoAks = z.infer<typeof aksSchema>;

/** The transit encryption that a managed AKS cluster had before the run, by az's name. */
const transitSchema = z.strictObject({
  subscription: z.string(),
  resourceGroup: z.string(),
  name: z.string(),
  encryption: z.string()
});
export type UndoTransit = z.infer<typeof transitSchema>;

/** What a run has to undo, saved before each thing is made. */
const undoSchema = z.strictObject({
  runId: z.string(),
  /** Process of the run: while it lives its things are not leftovers. */
  pid: z.int().positive(),
  output: z.string(),
  /** How many times as long as on a normal cluster undoing may take. */
  timeScale: z.number().positive().default(1),
  /** Folder of the run's own kubeconfig and values files. */
  workFolder: z.string(),
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  /** Where the run told other runs to look for it, once it asked for its turn on the cluster. */
  turn: z.string().optional(),
  namespaces: z.array(z.string()),
  /** Secrets that the run made, as namespace and name. */
  secrets: z.array(z.tuple([z.string(), z.string()])),
  /** The Helm release before the first change, on a cluster that is not the run's own; revision 0: there was none. */
  release: z
    .strictObject({
      namespace: z.string(),
      name: z.string().default('cilium'),
      revision: z.int().nonnegative(),
      /** What a rollout to all of its nodes may take on a normal cluster. */
      rolloutSeconds: z.number().positive().default(300)
    })
    .optional(),
  /** What a cluster that is not the run's own was like before the first change. */
  before: z
    .strictObject({
      /** Nodes that had IPsec's block policy, though Cilium was in another mode. */
      blockedNodes: z.array(z.string()),
      /** Manifests of the two test pods that show whether pods reach each other again. */
      pods: z.array(z.custom<V1Pod>(value => typeof value === 'object' && value !== null)),
      /** Where the Secret is with which they pull their image. */
      pullSecret: z.strictObject({ namespace: z.string(), name: z.string() }).optional()
    })
    .optional(),
  /** Name of a kind cluster that the run made and was not told to keep. */
  kindCluster: z.string().optional(),
  aks: aksSchema.optional(),
  aksTransit: transitSchema.optional()
});
export type Undo = z.infer<typeof undoSchema>;

/** Saves what there is to undo; each call for a run replaces the last. */
export async function saveUndo(state: State, undo: Undo): Promise<void> {
  await state.save(undo.runId, JSON.stringify(undoSchema.parse(undo)));
}

/** All runs that have something to undo. Throws when an entry cannot be read: skipping it would hide what it names. */
export async function readUndos(state: State): Promise<readonly Undo[]> {
  return (await state.all()).map(({ content }) => undoSchema.parse(JSON.parse(content)));
}

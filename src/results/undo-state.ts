import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { State } from '../host/ports.ts';
import { InputError } from '../model/errors.ts';
import { isRunId } from '../model/run-id.ts';
import { modeSecrets } from '../model/mode-secrets.ts';
import { readForeign } from './foreign.ts';
import { describeIssues } from './read.ts';

/** A resource group created on Azure; deleting it removes the cluster and everything that belongs to it. */
const aksSchema = z.strictObject({
  subscription: z.string(),
  resourceGroup: z.string()
});
export type UndoAks = z.infer<typeof aksSchema>;

/** A managed AKS cluster's transit encryption before the run, as named by az. */
const transitSchema = z.strictObject({
  subscription: z.string(),
  resourceGroup: z.string(),
  name: z.string(),
  encryption: z.string()
});
export type UndoTransit = z.infer<typeof transitSchema>;

/** Two pods and some names. */
const maxLength = 1_000_000;

/** What a run has to undo, saved before each thing is created. */
const fields = z.object({
  runId: z.string().refine(isRunId),
  /** Process ID of the run; while it is alive, its resources are not leftovers. */
  pid: z.int().positive(),
  output: z.string(),
  /** Factor by which timeouts for undoing are extended. */
  timeScale: z.number().positive().default(1),
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  /** How other runs can find this one, once it has asked for the cluster lock. */
  clusterLock: z.string().optional(),
  namespaces: z.array(z.string()),
  /** Secrets created by the run, as namespace and name. */
  secrets: z.array(z.tuple([z.string(), z.string()])),
  /** The Helm release before the first change to a cluster the run did not create. Revision 0 means there was none. */
  release: z
    .strictObject({
      namespace: z.string(),
      name: z.string().default('cilium'),
      revision: z.int().nonnegative(),
      /** Expected duration of a rollout to all its nodes on a normal cluster. */
      rolloutSeconds: z.number().positive().default(300)
    })
    .optional(),
  /** State before the first change to a cluster the run did not create. */
  before: z
    .strictObject({
      /** Nodes with IPsec's block policy although Cilium was in another mode. */
      blockedNodes: z.array(z.string()),
      /** Manifests of two test pods used to check that pods reach each other again. */
      pods: z.array(z.custom<V1Pod>(value => typeof value === 'object' && value !== null)),
      /** Secret used to pull their image. */
      pullSecret: z.strictObject({ namespace: z.string(), name: z.string() }).optional()
    })
    .optional(),
  /** Name of a kind cluster that the run created and should delete. */
  kindCluster: z.string().optional(),
  aks: aksSchema.optional(),
  aksTransit: transitSchema.optional()
});

/** The state folder may be shared, so an entry can only name what a run creates: nothing else is deleted. */
const undoSchema = fields.superRefine(({ runId, namespaces, secrets, aks }, context) => {
  const refuse = (path: string, name: string): void => {
    context.addIssue({
      code: 'custom',
      path: [path],
      message: `${JSON.stringify(name)} is not what run ${runId} creates`
    });
  };
  for (const name of namespaces) if (name !== runId && !name.startsWith(`${runId}-`)) refuse('namespaces', name);
  const ours: readonly string[] = Object.values(modeSecrets);
  for (const [, name] of secrets) if (!ours.includes(name)) refuse('secrets', name);
  if (aks !== undefined && aks.resourceGroup !== runId) refuse('aks', aks.resourceGroup);
});
export type Undo = z.infer<typeof undoSchema>;

/** Saves what to undo; each call for a run replaces the previous one. */
export async function saveUndo(state: State, undo: Undo): Promise<void> {
  await state.save(undo.runId, JSON.stringify(undoSchema.parse(undo)));
}

/** All runs with something to undo. Throws if an entry cannot be read, because skipping it would hide leftovers. */
export async function readUndos(state: State): Promise<readonly Undo[]> {
  return (await state.all()).map(({ id, content }) =>
    readForeign(`the state of run ${id}`, content, maxLength, document => {
      const result = undoSchema.safeParse(document);
      if (result.success) return result.data;
      throw new InputError(`the state of run ${id} cannot be read:\n${describeIssues(result.error)}`);
    })
  );
}

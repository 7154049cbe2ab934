import { InputError } from '../errors.ts';
import type { Kubernetes, PullSecret } from './port.ts';

/** Reads the Secret with which the test image is to be pulled. Throws an InputError when it is not there. */
export async function readPullSecret(
  kubernetes: Kubernetes,
  wanted: { readonly namespace: string; readonly name: string } | undefined
): Promise<PullSecret | undefined> {
  if (wanted === undefined) return undefined;
  const { namespace, name } = wanted;
  const secret = await kubernetes.pullSecret(namespace, name);
  if (secret !== undefined) return secret;
  throw new InputError(
    `image-pull-secret: there is no Secret ${namespace}/${name} of type kubernetes.io/dockerconfigjson; make it with: kubectl create secret docker-registry ${name} --namespace ${namespace}`
  );
}

/** Makes the service accounts of a run in one of its namespaces; their pods pull with a copy of the Secret, if there is one. */
export async function createAccounts(
  kubernetes: Kubernetes,
  namespace: string,
  names: readonly string[],
  secret: PullSecret | undefined
): Promise<void> {
  if (secret !== undefined) await kubernetes.createPullSecret(namespace, secret);
  for (const name of names) await kubernetes.createServiceAccount(namespace, name, secret?.name);
}

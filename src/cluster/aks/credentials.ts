import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterError, errorMessage } from '../../model/errors.ts';
import { saidBy } from '../../host/foreign.ts';
import type { Host } from '../../host/ports.ts';
import type { Az } from './az.ts';
import { keepLogin } from './login.ts';

const kubeconfigSchema = z.looseObject({
  users: z.array(
    z.looseObject({
      user: z.looseObject({
        exec: z.looseObject({ command: z.string(), args: z.array(z.string()).nullish() }).nullish()
      })
    })
  )
});

/**
 * Fetches a cluster's credentials into a file of the run, with the cluster's name as context. If Azure AD is
 * required, makes kubelogin use az's login; by default, it waits for a device code login.
 */
export async function fetchCredentials(
  host: Host,
  az: Az,
  cluster: { readonly resourceGroup: string; readonly name: string },
  kubeconfig: string
): Promise<void> {
  const { resourceGroup, name } = cluster;
  await host.files.write(kubeconfig, '', 0o600);
  await az.run(
    [
      ...['aks', 'get-credentials', '--resource-group', resourceGroup, '--name', name],
      ...['--file', kubeconfig, '--context', name, '--overwrite-existing']
    ],
    // az runs kubelogin on the file in KUBECONFIG if it finds it; that must never be the user's own.
    { KUBECONFIG: kubeconfig }
  );
  const plugin = kubeconfigSchema.safeParse(parse(await host.files.read(kubeconfig))).data?.users[0]?.user.exec;
  if (plugin?.command !== 'kubelogin') return;
  await keepLogin(host);
  try {
    const converted = await host.processes.run('kubelogin', [
      ...['convert-kubeconfig', '--login', 'azurecli', '--kubeconfig', kubeconfig]
    ]);
    if (converted.exitCode === 0) return;
    throw new ClusterError(saidBy(converted));
  } catch (error) {
    throw new ClusterError(
      `the AKS cluster ${name} uses Azure AD, so its credentials require kubelogin on the PATH; run azure/use-kubelogin in an earlier step, or az aks install-cli: ${errorMessage(error)}`
    );
  }
}

import { tryCommand } from './command.ts';
import { Docker } from './engine/docker.ts';
import { readState } from './engine/state.ts';
import { removeState, stopEngine } from './engine/stop.ts';
import type { Log } from './progress.ts';
import { stopVm } from './vm/vm.ts';

const ownImages = 'localhost/cilium-perf-gate-lab/node:';
const clusterLabel = 'io.x-k8s.kind.cluster';

/**
 * Removes the lab's VM, clusters, its engine, and all their changes to the machine. Safe to repeat, also after a failed
 * start.
 */
export async function takeDown(log: Log): Promise<void> {
  const vm = await stopVm(log);
  const state = await readState();
  if (state === undefined) {
    await removeState();
    log(vm ? 'the VM is down; the cache stays' : 'the lab is not running');
    return;
  }
  const kind = typeof state.lab?.['kind'] === 'string' ? state.lab['kind'] : undefined;
  const docker = new Docker(state.engine?.socket);
  if ((await docker.readVersion()) !== undefined) await removeClusters(docker, kind, log);
  if (state.engine === undefined) {
    await tellWhatStays(docker, log);
  } else {
    await stopEngine(state.engine, log);
  }
  await removeState();
  log('the lab is down; the cache stays');
}

/** Deletes kind clusters whose nodes use an image of the lab, and no others. */
async function removeClusters(docker: Docker, kind: string | undefined, log: Log): Promise<void> {
  const nodes = await docker.list([
    'ps',
    '--all',
    '--filter',
    `label=${clusterLabel}`,
    '--format',
    `{{.ID}} {{.Image}} {{.Label "${clusterLabel}"}}`
  ]);
  const own = nodes.map(line => line.split(' ')).filter(([, image]) => image?.startsWith(ownImages));
  for (const cluster of new Set(own.map(([, , name]) => name ?? ''))) {
    log(`removing the kind cluster ${cluster}`);
    // kind also removes the cluster from the kubeconfig. Without kind, only the containers are removed.
    if (
      kind !== undefined &&
      (
        await tryCommand(kind, ['delete', 'cluster', '--name', cluster], { environment: docker.environment }).catch(
          () => ({ code: 1 })
        )
      ).code === 0
    )
      continue;
    const containers = own.flatMap(([id, , name]) => (name === cluster && id !== undefined ? [id] : []));
    await docker.run(['rm', '--force', '--volumes', ...containers]);
  }
}

async function tellWhatStays(docker: Docker, log: Log): Promise<void> {
  if ((await docker.readVersion()) === undefined) return;
  const images = (await docker.list(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'])).filter(name =>
    name.startsWith(ownImages)
  );
  if (images.length > 0)
    log(`kept in your own Docker engine for the next run: ${images.join(', ')} (remove with docker image rm)`);
}

import type { Files } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { listAgents, routesPastHost } from './agents.ts';

/** systemd-resolved's list of the servers that it asks itself; the usual file names only its own loopback address. */
const places = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];

/** Nameservers of this machine that its containers can ask too; none where it names only itself. */
export async function machineNameservers(files: Pick<Files, 'read'>): Promise<readonly string[]> {
  for (const place of places) {
    const addresses = reachableNameservers(await files.read(place).catch(() => ''));
    if (addresses.length > 0) return addresses;
  }
  return [];
}

/** Nameservers of a resolv.conf without this machine's own: no loopback address, no address that needs an interface. */
function reachableNameservers(resolvConf: string): readonly string[] {
  return [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)]
    .map(match => match[1] ?? '')
    .filter(address => !address.startsWith('127.') && address !== '::1' && !address.includes('%'));
}

/** Where kubeadm puts CoreDNS's configuration, and the line of it that asks whoever the node itself asks. */
const place = { namespace: 'kube-system', name: 'coredns', key: 'Corefile' } as const;
const forwarding = /^(\s*forward\s+\.\s+)\/etc\/resolv\.conf\b/m;

/**
 * Lets CoreDNS of a kind cluster ask the machine's own nameservers. A kind node asks Docker's resolver, which is reached
 * by iptables rules of the node; with BPF host routing the packets of pods pass those by, and no name outside of the
 * cluster is found (cilium/cilium#23330; on Cilium 1.20.2 a pod's query to that address is refused, while the machine's
 * nameserver answers it). Cilium's own kind.sh does the same, with a public resolver. Gives what it did or
 * could not do, for the log; `undefined` when there was nothing to do. CoreDNS reloads its configuration by itself.
 */
export async function freeCoreDns(
  kubernetes: Kubernetes,
  ciliumNamespace: string,
  nameservers: () => Promise<readonly string[]>
): Promise<string | undefined> {
  const corefile = (await kubernetes.configMap(place.namespace, place.name))?.[place.key];
  if (corefile === undefined || !forwarding.test(corefile)) return undefined;
  const [agent] = [...(await listAgents(kubernetes, ciliumNamespace)).values()];
  if (agent === undefined || !(await routesPastHost(kubernetes, agent))) return undefined;
  const trap = "BPF host routing keeps CoreDNS from Docker's resolver (cilium/cilium#23330)";
  const addresses = await nameservers();
  if (addresses.length === 0) {
    return `${trap}, and this machine names no other: names outside of the cluster are not found in pods`;
  }
  const freed = corefile.replace(forwarding, `$1${addresses.join(' ')}`);
  await kubernetes.setConfigMap(place.namespace, place.name, { [place.key]: freed });
  return `${trap}: it asks ${addresses.join(', ')} now`;
}

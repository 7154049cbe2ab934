import type { Files } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { listAgents, routesPastHost } from './agents.ts';

/** systemd-resolved's upstream servers; /etc/resolv.conf may name only its loopback address. */
const places = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];

/** Nameservers of this machine that its containers can reach. Empty if it names only itself. */
export async function machineNameservers(files: Pick<Files, 'read'>): Promise<readonly string[]> {
  for (const place of places) {
    const addresses = reachableNameservers(await files.read(place).catch(() => ''));
    if (addresses.length > 0) return addresses;
  }
  return [];
}

/** Nameservers of a resolv.conf, without loopback and interface-scoped addresses. */
function reachableNameservers(resolvConf: string): readonly string[] {
  return [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)]
    .map(match => match[1] ?? '')
    .filter(address => !address.startsWith('127.') && address !== '::1' && !address.includes('%'));
}

/** CoreDNS's configuration from kubeadm, and its line that forwards to the node's resolvers. */
const place = { namespace: 'kube-system', name: 'coredns', key: 'Corefile' } as const;
const forwarding = /^(\s*forward\s+\.\s+)\/etc\/resolv\.conf\b/m;

/**
 * Makes CoreDNS of a kind cluster use the machine's own nameservers. A kind node uses Docker's resolver, which
 * depends on iptables rules of the node. BPF host routing bypasses those, so external names do not resolve
 * (cilium/cilium#23330; with Cilium 1.20.2, a pod's query to that address is refused). Cilium's own kind.sh does the
 * same, with a public resolver. Returns a log line, or `undefined` if there was nothing to do. CoreDNS reloads its
 * configuration by itself.
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
    return `${trap}, and this machine has no other resolver: pods cannot resolve external names`;
  }
  const freed = corefile.replace(forwarding, `$1${addresses.join(' ')}`);
  await kubernetes.setConfigMap(place.namespace, place.name, { [place.key]: freed });
  return `${trap}: it now uses ${addresses.join(', ')}`;
}

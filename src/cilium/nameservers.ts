import type { Files } from '../host/ports.ts';

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

interface Network {
  address: number;
  bits: number;
}

// Outside of kind's ranges for pods (10.244/16) and Services (10.96/16), and Docker's defaults.
const candidates = ['172.29.0.0/16', '172.28.0.0/16', '10.213.0.0/16', '10.214.0.0/16', '192.168.224.0/20'] as const;

function parseNetwork(text: string): Network | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1, 5).map(Number);
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, bits: match[5] === undefined ? 32 : Number(match[5]) };
}

function overlap(a: Network, b: Network): boolean {
  const size = 2 ** (32 - Math.min(a.bits, b.bits));
  return Math.floor(a.address / size) === Math.floor(b.address / size);
}

/** The first pool without an overlapping route in `ip -4 route`. */
export function chooseAddressPool(routes: string): string {
  const taken = routes.split('\n').flatMap(line => {
    const network = parseNetwork(line.trim().split(/\s+/)[0] ?? '');
    return network === undefined ? [] : [network];
  });
  for (const candidate of candidates) {
    const network = parseNetwork(candidate);
    if (network !== undefined && !taken.some(other => overlap(network, other))) return candidate;
  }
  throw new Error(
    `cannot find a free address pool for the lab's networks: this machine has routes for ${candidates.join(', ')}`
  );
}

/** Common prefix of a pool's addresses: 172.29.0.0/16 -> "172.29.". */
export function poolPrefix(pool: string): string {
  const [address = '', bits = '32'] = pool.split('/');
  return `${address
    .split('.')
    .slice(0, Math.floor(Number(bits) / 8))
    .join('.')}.`;
}

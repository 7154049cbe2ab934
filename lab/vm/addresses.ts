/** Ports on the machine. Only etcd's are on loopback, the others on the machine's end of the bridge. */
export const ports = {
  apiServer: 7443,
  compileServer: 7444,
  controllerManager: 7445,
  scheduler: 7446,
  etcd: 7447,
  etcdPeers: 7448
} as const;

/** Ranges of the cluster, which only exist in the VM; the same as kind's. */
export const ranges = { pods: '10.244.0.0/16', services: '10.96.0.0/16' } as const;

export const prefixLength = 24;

export const nodeNames = ['lab-vm-a', 'lab-vm-b'] as const;

export interface Addresses {
  /** The machine's end of the bridge. */
  readonly machine: string;
  readonly vm: string;
  readonly nodes: readonly { readonly name: string; readonly address: string }[];
}

/** The addresses of the VM and its nodes, from a pool that the machine does not use. */
export function describeAddresses(pool: string): Addresses {
  const network = pool.replace(/\.\d+\/\d+$/, '');
  const nodes = nodeNames.map((name, index) => ({ name, address: `${network}.${index + 2}` }));
  return { machine: `${network}.1`, vm: `${network}.10`, nodes };
}

/** What guest/vm.sh reads. */
export function describeGuestSettings({ machine, vm, nodes }: Addresses): string {
  const named = nodes.map(({ name, address }) => `${name}=${address}`).join(' ');
  return `MACHINE=${machine}\nVM=${vm}\nPREFIX=${prefixLength}\nNODES='${named}'\n`;
}

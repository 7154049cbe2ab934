import { BlockList, isIPv4 } from 'node:net';

/** An IPv4 range in CIDR notation. */
export interface Subnet {
  readonly address: string;
  readonly prefix: number;
}

/** Reads `10.244.0.0/16`; `undefined` when a text is no IPv4 range. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', prefix = '', ...rest] = text.split('/');
  if (!isIPv4(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32 || rest.length > 0) return undefined;
  return { address, prefix: Number(prefix) };
}

/** Whether two ranges share an address: then one of them lies within the other. */
export function overlap(one: Subnet, other: Subnet): boolean {
  return contains(one, other.address) || contains(other, one.address);
}

function contains({ address, prefix }: Subnet, member: string): boolean {
  const list = new BlockList();
  list.addSubnet(address, prefix);
  return list.check(member);
}

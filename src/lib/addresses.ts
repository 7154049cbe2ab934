import ipaddr from 'ipaddr.js';

/** Whether a text is an IPv4 address of four decimal numbers. */
export function isIpv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** An IPv4 address as eight hexadecimal digits. Throws for any other text. */
export function ipv4Hex(text: string): string {
  return Buffer.from(ipaddr.IPv4.parse(text).octets).toString('hex');
}

/** Whether a text is an IPv4 range. Host bits are allowed, as in Kubernetes and Cilium. */
export function isIpv4Range(text: string): boolean {
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(text);
}

/** The prefix length of an IPv4 range; `undefined` for any other text, including ranges with host bits. */
export function prefixLength(text: string): number | undefined {
  const range = parseIpv4Range(text);
  return range !== undefined && text === networkOf(...range) ? range[1] : undefined;
}

/** Whether two ranges overlap; false unless both are IPv4. */
export function rangesOverlap(left: string, right: string): boolean {
  const [one, other] = [parseIpv4Range(left), parseIpv4Range(right)];
  return one !== undefined && other !== undefined && one[0].match(other[0], Math.min(one[1], other[1]));
}

/** Ranges listed in one or several texts; kubeadm separates them with commas, Cilium's chart with spaces. */
export function listedRanges(texts: string | readonly string[]): readonly string[] {
  return [texts].flat().flatMap(text => text.split(/[\s,]+/).filter(range => range !== ''));
}

/** The smallest range that contains all given IPv4 ranges; `undefined` if there are none, or any other text. */
export function coveringRange(texts: readonly string[]): string | undefined {
  const ranges = texts.map(parseIpv4Range).filter(range => range !== undefined);
  const [first] = ranges;
  if (first === undefined || ranges.length < texts.length) return undefined;
  let prefix = Math.min(...ranges.map(([, length]) => length));
  while (!ranges.every(([address]) => address.match(first[0], prefix))) prefix -= 1;
  return networkOf(first[0], prefix);
}

/**
 * Whether a range or a single address contains an address of the same family; `undefined` if `range` is neither.
 */
export function contains(range: string, address: string): boolean | undefined {
  const network = parseAny(range);
  if (network === undefined) return undefined;
  const host = isAddress(address) ? ipaddr.parse(address) : undefined;
  return host?.kind() === network[0].kind() && host.match(network);
}

function parseAny(text: string): ReturnType<typeof ipaddr.parseCIDR> | undefined {
  if (isAddress(text)) {
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  return isIpv4Range(text) || ipaddr.IPv6.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined;
}

/** The library also parses `10` and `0x7f.1`, which are host names elsewhere. */
function isAddress(text: string): boolean {
  return isIpv4(text) || ipaddr.IPv6.isValid(text);
}

function parseIpv4Range(text: string): [ipaddr.IPv4, number] | undefined {
  return isIpv4Range(text) ? ipaddr.IPv4.parseCIDR(text) : undefined;
}

function networkOf(address: ipaddr.IPv4, prefix: number): string {
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString()}/${prefix}`;
}

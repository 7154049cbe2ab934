interface Range {
  /** The first address as a number. */
  readonly first: number;
  readonly prefix: number;
}

/**
 * An IPv4 range as first address and prefix length; `undefined` for any other text, including ranges with host bits.
 */
export function readCidr(text: string): Range | undefined {
  const range = parseRange(text);
  return range !== undefined && range.first % sizeOf(range.prefix) === 0 ? range : undefined;
}

/** Whether two ranges overlap; false unless both are IPv4. */
export function cidrsOverlap(left: string, right: string): boolean {
  const [one, other] = [parseRange(left), parseRange(right)];
  if (one === undefined || other === undefined) return false;
  const size = sizeOf(Math.min(one.prefix, other.prefix));
  return Math.floor(one.first / size) === Math.floor(other.first / size);
}

/** Whether a text is an IPv4 range. Host bits are allowed, as in Kubernetes and Cilium. */
export function isIpv4Range(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** Ranges listed in one or several texts; kubeadm separates them with commas, Cilium's chart with spaces. */
export function listedRanges(texts: string | readonly string[]): readonly string[] {
  return [texts].flat().flatMap(text => text.split(/[\s,]+/).filter(range => range !== ''));
}

/** The smallest range that contains all given IPv4 ranges; `undefined` if there are none, or any other text. */
export function coveringRange(texts: readonly string[]): string | undefined {
  const ranges = texts.map(parseRange);
  let cover = ranges[0];
  for (const range of ranges) {
    if (cover === undefined || range === undefined) return undefined;
    let prefix = Math.min(cover.prefix, range.prefix);
    while (Math.floor(cover.first / sizeOf(prefix)) !== Math.floor(range.first / sizeOf(prefix))) prefix -= 1;
    cover = { first: cover.first, prefix };
  }
  if (cover === undefined) return undefined;
  const first = cover.first - (cover.first % sizeOf(cover.prefix));
  const bytes = [24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256);
  return `${bytes.join('.')}/${cover.prefix}`;
}

function parseRange(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some(byte => byte > 255) || prefix > 32) return undefined;
  return { first: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** An IPv4 range as its first address and its prefix length; `undefined` for any other text, host bits included. */
export function readCidr(text: string): { readonly first: number; readonly prefix: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some(byte => byte > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % 2 ** (32 - prefix) === 0 ? { first, prefix } : undefined;
}

/** Whether two ranges share an address; false when one of them is no IPv4 range. */
export function cidrsOverlap(left: string, right: string): boolean {
  const [one, other] = [readCidr(left), readCidr(right)];
  if (one === undefined || other === undefined) return false;
  const size = 2 ** (32 - Math.min(one.prefix, other.prefix));
  return Math.floor(one.first / size) === Math.floor(other.first / size);
}

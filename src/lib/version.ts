/** Whether a chart version is known to be older than a release. Pre-releases count as the release. */
export function isBefore(version: string | undefined, major: number, minor: number, patch = 0): boolean {
  const numbers = /^v?(\d+)\.(\d+)\.(\d+)/
    .exec(version ?? '')
    ?.slice(1)
    .map(Number);
  if (numbers === undefined) return false;
  const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = numbers;
  if (ownMajor !== major) return ownMajor < major;
  if (ownMinor !== minor) return ownMinor < minor;
  return ownPatch < patch;
}

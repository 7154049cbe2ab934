/**
 * The last line of a log that says why a component ended: the last fatal one, else the last error, else the last line.
 * Cilium logs in logfmt (`level=error msg="..." error="..."`).
 */
export function lastErrorLine(log: string): string | undefined {
  const lines = log.split('\n').filter(line => line.trim() !== '');
  return (
    lines.findLast(line => /\blevel=fatal\b/.test(line)) ??
    lines.findLast(line => /\blevel=error\b/.test(line)) ??
    lines.at(-1)
  );
}

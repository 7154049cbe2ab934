import { parse, stringify } from 'yaml';
import type { ProcessResult } from '../../src/host/ports.ts';
import { sortKeys } from '../../src/results/write.ts';
import { mergeValues, type Values } from '../../src/scenario/values.ts';
import { fakeFiles, fakeProcesses } from '../fakes/host.ts';

/** What `helm show chart` and `helm show values` print of a chart of Cilium, in one text. */
export const shownChart = [
  ...['name: cilium', 'version: 1.20.2', 'encryption: {}', 'ipam: {}', 'operator: {}'],
  ...['routingMode: ""', 'tunnelProtocol: ""', 'hubble: {}', 'eni: {}', '']
].join('\n');

/**
 * A machine with everything but a kernel that has WireGuard or Geneve; its kind cluster comes up. `instead` answers commands
 * otherwise.
 */
export function createMachine(
  instead?: (command: string, args: readonly string[]) => Partial<ProcessResult> | undefined
): {
  readonly processes: ReturnType<typeof fakeProcesses>;
  readonly files: ReturnType<typeof fakeFiles>;
} {
  const processes = fakeProcesses((command, args) => {
    const other = instead?.(command, args);
    if (other !== undefined) return other;
    if (command === 'helm' && args[0] === 'template') return { stdout: renderValues(args) };
    if (command === 'helm') return { stdout: args[0] === 'show' ? shownChart : 'v4.3.1' };
    if (command === 'docker') return { stdout: args.join(' ').includes('Kernel') ? '6.1.0' : '29.1.0' };
    return { stdout: args[0] === 'version' ? '0.33.0' : '' };
  });
  const files = fakeFiles({ '/proc/sys/kernel/osrelease': '6.1.0', '/boot/config-6.1.0': 'CONFIG_VXLAN=y\n' });
  /** A chart whose only object contains its values, but no others. */
  function renderValues(args: readonly string[]): string {
    const read = args.flatMap((flag, index) => (flag === '--values' ? [args[index + 1] ?? ''] : []));
    const values = read.map(path => parse(files.content.get(path)?.toString() ?? '') as Values | null);
    const merged = Object.entries(mergeValues(values.map(one => one ?? {})));
    const own = Object.fromEntries(merged.filter(([key]) => Object.hasOwn(parse(shownChart) as Values, key)));
    const data = { values: JSON.stringify(sortKeys(own)) };
    return stringify({ kind: 'ConfigMap', metadata: { name: 'cilium-config' }, data });
  }
  return { processes, files };
}

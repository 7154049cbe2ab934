import type { CiliumSpec } from '../../src/run/cilium-spec.ts';

/** What an arm installs: Cilium's chart of 1.20.2 with its defaults. */
export function createSpec(more: Partial<CiliumSpec> = {}): CiliumSpec {
  return {
    chart: { source: { kind: 'path', path: '/chart' }, version: undefined },
    content: { name: 'cilium', version: '1.20.2', values: {}, valuesText: '' },
    chartVersion: '1.20.2',
    input: 'cilium-values',
    values: {},
    whereIs: () => Promise.resolve(undefined),
    from: [],
    ...more
  };
}

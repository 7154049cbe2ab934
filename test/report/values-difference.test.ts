import { describe, expect, test } from '@jest/globals';
import { compareValues } from '../../src/report/values-difference.ts';
import { createRun, createScenarioResult } from '../support/run-builder.ts';

const compare = (before: Record<string, unknown>, after: Record<string, unknown>): readonly string[] => {
  const scenarios = [
    createScenarioResult('vxlan', { values: after }),
    createScenarioResult('vxlan', { arm: 'reference', values: before })
  ];
  return compareValues(createRun({ scenarios }))[0]?.lines ?? [];
};

describe('compareValues', () => {
  test('names what was added, changed and removed by its path', () => {
    expect(
      compare(
        { bpf: { masquerade: true, hostLegacyRouting: false }, ipam: ['a'], same: { x: 1 } },
        { bpf: { masquerade: false }, ipam: ['a', 'b'], same: { x: 1 }, hubble: {} }
      )
    ).toEqual([
      '- bpf.hostLegacyRouting: false',
      '- bpf.masquerade: true',
      '+ bpf.masquerade: false',
      '+ hubble: {}',
      '- ipam: ["a"]',
      '+ ipam: ["a","b"]'
    ]);
  });

  test('treats everything below an overlong path as one value', () => {
    const below = (value: number) => ({ ['k'.repeat(400)]: { a: value, b: value } });
    expect(compare(below(1), below(2))).toHaveLength(2);
  });

  test('groups scenarios with the same difference', () => {
    const scenarios = ['vxlan', 'native', 'geneve'].flatMap(name => [
      createScenarioResult(name, { values: { mtu: name === 'geneve' ? 1 : 2 } }),
      createScenarioResult(name, { arm: 'reference', values: { mtu: 3 } })
    ]);
    expect(compareValues(createRun({ scenarios }))).toEqual([
      { scenarios: ['vxlan', 'native'], lines: ['- mtu: 3', '+ mtu: 2'] },
      { scenarios: ['geneve'], lines: ['- mtu: 3', '+ mtu: 1'] }
    ]);
  });

  test('is empty for one arm or equal arms', () => {
    expect(compareValues(createRun())).toEqual([]);
    expect(compare({ a: 1 }, { a: 1 })).toEqual([]);
    const marked = (block: string): Record<string, unknown> => ({
      podAnnotations: { 'cilium-perf-gate/block': block }
    });
    expect(compare(marked('cpg-1-round-1-block-0'), marked('cpg-1-round-1-block-2'))).toEqual([]);
  });

  test('shows no secrets and no lines broken by a key', () => {
    const lines = compare({}, { tls: { password: 'hunter2' }, 'a\nb': 1 });
    expect(lines).toEqual(['+ "a\\nb": 1', expect.stringMatching(/^\+ tls\.password: "\[redacted sha256:/)]);
  });
});

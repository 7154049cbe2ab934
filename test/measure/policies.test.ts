import { describe, expect, test } from '@jest/globals';
import { reasonAgainstPolicies } from '../../src/measure/compare-policies.ts';
import type { PolicyRowResult } from '../../src/model/run.ts';
import { isPermanentFailure } from '../../src/model/rounds.ts';
import { renderPolicies } from '../../src/report/policy-table.ts';
import { driveBlock, type Driven, type Faults } from '../support/block-cluster.ts';

/** A block of `verify`: it takes no samples. */
const verifying = (scenario: string, faults?: Faults): Promise<Driven> =>
  driveBlock(scenario, { verify: true, tests: [] }, faults);

function rows({ verification }: Driven): readonly string[] {
  return (verification?.policies?.rows ?? []).map(
    ({ policy, port, plain = '-', seen, finding }) => `${policy} ${port}: ${plain}, ${seen}: ${finding}`
  );
}

const held = [
  'l4-allow named: passes, passes: holds',
  'l4-allow other: blocked, blocked: holds',
  'l4-deny named: blocked, blocked: holds',
  'l4-deny other: passes, passes: holds',
  'default-deny named: blocked, blocked: holds',
  'l3-deny named: blocked, blocked: holds'
];

describe('the network policies of verify', () => {
  test('hold with WireGuard, compared with the same routing without encryption, and nothing is left of them', async () => {
    const driven = await verifying('native+wireguard');
    expect(rows(driven)).toEqual(held);
    expect([driven.block.status, driven.block.reason]).toEqual(['measured', undefined]);
    expect(driven.entries).toEqual([
      'native cpg-ea240de3-round-1-block-0-plain',
      'native+wireguard cpg-ea240de3-round-1-block-0'
    ]);
    expect(driven.left).toEqual(['cpg-ea240de3/perf-client', 'cpg-ea240de3/perf-server']);
    expect(driven.lines).toContain(
      '  network policy L4 deny, the denied port: blocked, expected blocked, blocked without encryption: holds; b dropped 2 packets by policy'
    );
  });

  test('are not tried before samples', async () => {
    const driven = await driveBlock('native+wireguard', { verify: true });
    expect(driven.verification?.policies).toBeUndefined();
    expect(driven.entries).toHaveLength(1);
  });

  test('fail with ztunnel: a denied port passes, while an allowed one is cut off as documented', async () => {
    const driven = await verifying('native+ztunnel', { ciliumVersion: '1.19.4' });
    expect(rows(driven)).toEqual([
      'l4-allow named: passes, blocked: documented',
      'l4-allow other: blocked, blocked: holds',
      'l4-deny named: blocked, passes: bypassed',
      ...held.slice(3)
    ]);
    expect(driven.block.reason).toEqual({
      kind: 'policy-differs',
      message:
        'network policies are bypassed: blocked without encryption, but passes with it: L4 deny, the denied port (the server answered)'
    });
    expect(isPermanentFailure(driven.block.reason)).toBe(true);
  });

  test('fail if a mode other than ztunnel blocks what a policy allows', async () => {
    const passes: Faults['passes'] = (encryption, policy) =>
      encryption === 'wireguard' && policy === 'l4-allow' ? false : undefined;
    const { block } = await verifying('native+wireguard', { passes });
    expect(block.reason?.kind).toBe('policy-differs');
    expect(block.reason?.message).toBe(
      'this mode blocks what network policies allow: passes without encryption, but not with it: L4 allow, the allowed port (b dropped 2 packets by policy)'
    );
  });

  test('without encryption are shown by themselves, and need no other mode', async () => {
    const driven = await verifying('native');
    expect(rows(driven)).toEqual(held.map(row => row.replace(/: \w+, /, ': -, ')));
    expect(driven.entries).toEqual(['native cpg-ea240de3-round-1-block-0']);
  });

  test('of a cluster that is not switched are only compared with what they ask for', async () => {
    const driven = await verifying('native+ztunnel', { ciliumVersion: '1.19.4', asIs: true });
    expect(rows(driven).slice(0, 3)).toEqual([
      'l4-allow named: -, blocked: documented',
      'l4-allow other: -, blocked: holds',
      'l4-deny named: -, passes: differs'
    ]);
    expect(driven.block.status).toBe('measured');
    expect(driven.verification?.policies?.missing).toBe(
      "not measured without encryption: this run does not change Cilium's mode"
    );
  });

  test('count as blocked only if the node dropped packets by policy', async () => {
    const { block } = await verifying('native', { countsNoDrops: true });
    expect(block.reason?.kind).toBe('unproven');
    expect(block.reason?.message).toContain(
      'cannot prove whether network policies hold: L4 allow, another port (the server did not answer (unable to connect to server), but b dropped nothing by policy)'
    );
  });

  test('count as blocked only if the same connection passes without them', async () => {
    const driven = await verifying('native', { unreachable: 'l3-deny' });
    expect(rows(driven).at(-1)).toBe('l3-deny named: -, unproven: unproven');
    expect(driven.block.reason?.message).toContain('without the policy, the server does not answer either');
  });

  test('fail the block if the endpoints do not realize them', async () => {
    const driven = await verifying('native', { ignoresPolicies: 'none' });
    expect(driven.block.reason?.message).toBe(
      'network policies did not take effect on perf-l4-allow, perf-l4-deny, perf-default-deny, perf-l3-deny'
    );
    expect(driven.left).toEqual(['cpg-ea240de3/perf-client', 'cpg-ea240de3/perf-server']);
    expect(driven.verification?.matrix).toHaveLength(9);
  });

  test('that cannot be tried do not hide that the traffic is not what the mode promises', async () => {
    const { block } = await verifying('native+wireguard', { nodesEncrypted: true, ignoresPolicies: 'wireguard' });
    expect(block.reason?.kind).toBe('matrix-differs');
    expect(block.reason?.message).toMatch(/is encrypted, not plaintext .*; network policies did not take effect on /);
  });

  test.each([
    [{ EnablePolicy: 'never' }, 'the agents enforce no network policies (policyEnforcementMode: never)'],
    [
      { EnableCiliumNetworkPolicy: false },
      'the agents do not know CiliumNetworkPolicies (enable-cilium-network-policy: false)'
    ]
  ])('of agents with %j are not tried', async (settings, missing) => {
    const { block, verification } = await verifying('native+wireguard', { settings });
    expect(verification?.policies).toEqual({ rows: [], missing });
    expect(block.status).toBe('measured');
  });

  test('are shown as a table with what is unlike the policy in bold', () => {
    const row: PolicyRowResult = {
      policy: 'l4-deny',
      port: 'named',
      expected: 'blocked',
      seen: 'passes',
      finding: 'differs',
      reason: 'the server answered'
    };
    expect(renderPolicies({ rows: [{ ...row, plain: 'blocked', finding: 'bypassed' }] })).toContain(
      '| L4 deny | the denied port | blocked | blocked | **passes** | **BYPASSED by encryption** | the server answered |'
    );
    expect(renderPolicies({ rows: [row], missing: 'not measured' })).toContain(
      '| L4 deny | the denied port | blocked | **passes** | **unlike the policy** | the server answered |'
    );
    expect(renderPolicies({ rows: [], missing: 'not measured' })).toBe('Network policies: not measured.');
    expect(reasonAgainstPolicies({ rows: [row] })).toBeUndefined();
  });
});

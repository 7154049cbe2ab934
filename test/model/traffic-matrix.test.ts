import { describe, expect, test } from '@jest/globals';
import type { MatrixOptions } from '../../src/model/traffic-matrix.ts';
import { expectedMatrix, isAsExpected } from '../../src/proof/index.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';

function rows(mode: EncryptionMode, changes: Partial<MatrixOptions> = {}): Record<string, string> {
  const options = {
    routing: 'vxlan',
    nodeEncryption: false,
    optedOut: false,
    crossEnrollment: true,
    ...changes
  } as const;
  return Object.fromEntries(
    expectedMatrix(mode, options).map(({ source, destination, placement, protocol, expected }) => [
      `${source}-${destination} ${placement}${protocol === undefined ? '' : ` ${protocol}`}`,
      expected
    ])
  );
}

const sameNode = {
  'pod-pod same-node': 'plaintext',
  'pod-host same-node': 'plaintext',
  'host-pod same-node': 'plaintext',
  'host-host same-node': 'plaintext'
};

describe('what is expected of', () => {
  test.each([
    ['wireguard', 'vxlan', 'encrypted'],
    ['wireguard', 'geneve', 'encrypted'],
    ['wireguard', 'native', 'plaintext'],
    ['ipsec', 'vxlan', 'recorded'],
    ['ipsec', 'native', 'recorded']
  ] as const)('%s over %s: from host to pod %s', (mode, routing, hostToPod) => {
    expect(rows(mode, { routing })).toEqual({
      ...sameNode,
      'pod-pod other-node': 'encrypted',
      'pod-host other-node': 'plaintext',
      'host-pod other-node': hostToPod,
      'host-host other-node': 'plaintext',
      'pod-pod other-node UDP': 'encrypted',
      ...(hostToPod === 'encrypted' ? { 'host-pod other-node UDP': 'encrypted' } : {})
    });
  });

  test('node encryption', () => {
    expect(rows('wireguard', { nodeEncryption: true, routing: 'native' })).toEqual({
      ...sameNode,
      'pod-pod other-node': 'encrypted',
      'pod-host other-node': 'encrypted',
      'host-pod other-node': 'encrypted',
      'host-host other-node': 'encrypted',
      'pod-pod other-node UDP': 'encrypted',
      'pod-host other-node UDP': 'encrypted',
      'host-pod other-node UDP': 'encrypted',
      'host-host other-node UDP': 'encrypted'
    });
    expect(rows('wireguard', { nodeEncryption: true, optedOut: true })).toMatchObject({
      'pod-pod other-node': 'encrypted',
      'host-host other-node': 'recorded'
    });
  });

  test('none and ztunnel', () => {
    expect(new Set(Object.values(rows('none')))).toEqual(new Set(['plaintext']));
    expect(Object.keys(rows('none')).filter(row => row.endsWith('UDP'))).toEqual(['pod-pod other-node UDP']);
    expect(rows('ztunnel')).toEqual({
      'enrolled-enrolled other-node': 'encrypted',
      'enrolled-other other-node': 'plaintext',
      'other-enrolled other-node': 'plaintext',
      'other-other other-node': 'plaintext',
      'enrolled-service other-node': 'recorded',
      // ztunnel's guide: only TCP.
      'enrolled-enrolled other-node UDP': 'plaintext'
    });
  });

  test('ztunnel before Cilium 1.20 guarantees nothing between an enrolled and another pod', () => {
    expect(rows('ztunnel', { crossEnrollment: false })).toEqual({
      'enrolled-enrolled other-node': 'encrypted',
      'enrolled-other other-node': 'recorded',
      'other-enrolled other-node': 'recorded',
      'other-other other-node': 'plaintext',
      'enrolled-service other-node': 'recorded',
      // ztunnel's guide: only TCP.
      'enrolled-enrolled other-node UDP': 'plaintext'
    });
  });

  test('a row that differs or is not proven does not match', () => {
    const row = { expected: 'encrypted' } as const;
    expect(isAsExpected(row, 'encrypted')).toBe(true);
    expect(isAsExpected(row, 'plaintext')).toBe(false);
    expect(isAsExpected(row, 'unproven')).toBe(false);
    expect(isAsExpected({ expected: 'recorded' }, 'unproven')).toBe(true);
  });
});

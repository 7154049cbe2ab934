import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { judgeWitness, witnessSection } from '../../src/proof/index.ts';
import { path } from './world.ts';

function judge(text: string): ReturnType<typeof judgeWitness> {
  const sections = { [witnessSection.name]: { ok: true, text } as const };
  return judgeWitness({ identity: 'control', sections }, path, 'node a');
}

// As tcpdump 4.99 prints on "any"; written by hand, for modes that the lab's kernel cannot do.
const wireguard = 'eth0  Out IP 172.31.0.2.51871 > 172.31.0.3.51871: UDP, length 1452\n';
const ipsec = 'eth0  Out IP 172.31.0.2 > 172.31.0.3: ESP(spi=0x00000003,seq=0x59db), length 1380\n';
const nativeIpsec = 'eth0  Out IP 10.244.0.227 > 10.244.1.11: ESP(spi=0x00000003,seq=0x59db), length 1380\n';
const hbone = 'eth0  Out IP 10.244.0.21.40112 > 10.244.1.135.15008: tcp 1398\n';
const plain = 'eth0  Out IP 10.244.0.21.36632 > 10.244.1.135.5201: tcp 1398\n';
const vxlan =
  'eth0  Out IP 172.31.0.2.48735 > 172.31.0.3.8472: OTV, flags [I] (0x08), overlay 0, instance 13139\n' +
  'IP 10.244.0.21.36632 > 10.244.1.135.5201: tcp 1348\n';
const geneve =
  'eth0  Out IP 172.31.0.2.48735 > 172.31.0.3.6081: Geneve, Flags [none], vni 0x3353: IP 10.244.0.21.36632 > 10.244.1.135.5201: tcp 1348\n';
const vxlanHbone = vxlan.replace('5201', '15008');

describe('tcpdump on the two nodes of the lab', () => {
  const pods = {
    vxlan: { client: '10.244.1.189', server: '10.244.0.241' },
    'vxlan+ztunnel': { client: '10.244.1.152', server: '10.244.0.38' }
  } as const;
  const recorded = (name: string): string => readFileSync(`test/recordings/witness/${name}.txt`, 'utf8');
  const onLab = (scenario: keyof typeof pods, text: string): ReturnType<typeof judgeWitness> =>
    judgeWitness(
      { identity: 'control', sections: { [witnessSection.name]: { ok: true, text } } },
      {
        ...path,
        podIps: pods[scenario],
        nodeIps: { client: '172.29.0.3', server: '172.29.0.2' },
        ciliumInternalIps: { client: '10.244.1.58', server: '10.244.0.174' }
      },
      'the node'
    );

  test.each([
    ['vxlan', 'worker', 'plaintext'],
    ['vxlan', 'control-plane', 'plaintext'],
    ['vxlan+ztunnel', 'worker', 'encrypted'],
    ['vxlan+ztunnel', 'control-plane', 'encrypted']
  ] as const)('%s on the %s', (scenario, node, verdict) => {
    expect(onLab(scenario, recorded(`${scenario}-${node}`))).toMatchObject({ verdict });
  });

  test("one clear packet among ztunnel's is enough", () => {
    const [clear = ''] = /^eth0 .*OTV.*\nIP .*5201.*\n/m.exec(recorded('vxlan-worker')) ?? [];
    const moved = clear.replaceAll('10.244.1.189', '10.244.1.152').replaceAll('10.244.0.241', '10.244.0.38');
    expect(moved).toContain('10.244.0.38.5201');
    expect(onLab('vxlan+ztunnel', `${recorded('vxlan+ztunnel-worker')}${moved}`)).toMatchObject({
      verdict: 'plaintext'
    });
  });
});

describe('the second witness', () => {
  test.each([wireguard, ipsec, nativeIpsec, hbone, vxlanHbone])('saw encrypted packets: %s', text => {
    expect(judge(text)).toMatchObject({ verdict: 'encrypted' });
  });

  test.each([plain, vxlan, geneve])('saw clear packets, even one among many: %s', text => {
    expect(judge(text)).toMatchObject({ verdict: 'plaintext' });
    expect(judge(wireguard.repeat(1_000) + text)).toEqual({
      verdict: 'plaintext',
      reason: '1 packets between the test pods left node a in the clear (1000 encrypted)'
    });
  });

  test("does not count what is not on the wire, nor others' packets", () => {
    const within = ['cilium_vxlan', 'cilium_wg0', 'lxc7313bb79aed1', 'lo']
      .map(name => plain.replace('eth0', name))
      .join('');
    expect(judge(wireguard + within)).toMatchObject({ verdict: 'encrypted' });
    const others = plain.replace('10.244.1.135', '10.244.1.136') + wireguard.replace('172.31.0.3', '172.31.0.9');
    expect(judge(others)).toMatchObject({
      verdict: 'unproven',
      reason: 'nothing between the two nodes was seen to leave node a'
    });
  });

  test('is no witness without tcpdump', () => {
    const sections = { [witnessSection.name]: { ok: false, why: 'exit status 127' } as const };
    expect(judgeWitness({ identity: 'control', sections }, path, 'node a').verdict).toBe('unproven');
  });
});

import { describe, expect, test } from '@jest/globals';
import type { SectionReading } from '../../src/proof/contract.ts';
import { datapathOf } from '../../src/cilium/describe.ts';

/** Fields of `cilium-dbg status -o json` of 1.20; the zero values are left out there. */
const status = {
  'attach-mode': 'tcx',
  'datapath-mode': 'veth',
  hubble: { observer: { 'max-flows': 4095 }, state: 'Ok' },
  'ipv4-big-tcp': { enabled: true, maxGRO: 196608, maxGSO: 196608 },
  'bandwidth-manager': { enabled: true, congestionControl: 'bbr', devices: ['eth0'] },
  'kube-proxy-replacement': { mode: 'True', features: { socketLB: { enabled: true } } },
  encryption: { mode: 'Wireguard', wireguard: { interfaces: [], 'node-encryption': 'OptedOut' } },
  routing: { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': 'BPF' }
};

/** `cilium-dbg config -o json`, alike from 1.16 to 1.20. */
const config: SectionReading = { ok: true, text: '{"Debug":"Disabled","MonitorAggregationLevel":"Medium"}' };
/** `cilium-dbg config --read-only -o json`. */
const fixed = (settings: object): SectionReading => ({
  ok: true,
  text: JSON.stringify({ IPAM: 'kubernetes', ...settings })
});

describe("an agent's datapath", () => {
  test('is recorded as the agent reports it', () => {
    expect(datapathOf(JSON.stringify(status), { config })).toEqual({
      hostRouting: 'BPF',
      mode: 'veth',
      hubble: 'Ok',
      monitorAggregation: 'Medium',
      bigTcp: 'IPv4, 196608 bytes',
      kubeProxyReplacement: 'True',
      bandwidthManager: 'bbr',
      encryption: 'Wireguard',
      nodeEncryption: 'OptedOut'
    });
    const off = { ...status, 'ipv4-big-tcp': { maxGRO: 65536, maxGSO: 65536 } };
    expect(datapathOf(JSON.stringify(off), { config })).toMatchObject({ bigTcp: 'Disabled' });
  });

  test.each([
    [{ EnableEncryptionStrictMode: true }, 'egress'],
    [{ EnableEncryptionStrictModeEgress: true, EnableEncryptionStrictModeIngress: true }, 'egress, ingress'],
    [{ EnableEncryptionStrictMode: false, EnableEncryptionStrictModeIngress: true }, 'ingress'],
    [{ EnableEncryptionStrictModeEgress: false }, 'off'],
    [{}, undefined]
  ])('has the strict mode of its settings: %j', (settings, expected) => {
    expect(datapathOf('{}', { 'fixed-config': fixed(settings) })?.strictMode).toBe(expected);
  });

  test('has a bandwidth manager that is off, as recorded on 1.20.2', () => {
    const off = { ...status, 'bandwidth-manager': { devices: null } };
    expect(datapathOf(JSON.stringify(off), {})).toMatchObject({ bandwidthManager: 'Disabled' });
  });

  test('is left out if not reported, and unknown if unreadable', () => {
    expect(datapathOf('{}', {})).toEqual({});
    expect(datapathOf('{}', { config: { ok: false, why: 'exit code 1' } })).toEqual({});
    expect(datapathOf('{}', { config: { ok: true, text: '{"Debug":"Disabled"}' } })).toEqual({});
    expect(datapathOf('Get "http://localhost/v1/healthz": dial unix', { config })).toBeUndefined();
  });
});

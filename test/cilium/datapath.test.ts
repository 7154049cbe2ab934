import { describe, expect, test } from '@jest/globals';
import type { SectionReading } from '../../src/proof/contract.ts';
import { datapathOf } from '../../src/cilium/describe.ts';

/** Fields of `cilium-dbg status -o json` of 1.20; the zero values are left out there. */
const status = {
  'attach-mode': 'tcx',
  'datapath-mode': 'veth',
  hubble: { observer: { 'max-flows': 4095 }, state: 'Ok' },
  'ipv4-big-tcp': { enabled: true, maxGRO: 196608, maxGSO: 196608 },
  routing: { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': 'BPF' }
};

/** `cilium-dbg config -o json`, alike from 1.16 to 1.20. */
const config: SectionReading = { ok: true, text: '{"Debug":"Disabled","MonitorAggregationLevel":"Medium"}' };

describe("an agent's datapath", () => {
  test('is recorded as the agent reports it', () => {
    expect(datapathOf(JSON.stringify(status), config)).toEqual({
      hostRouting: 'BPF',
      mode: 'veth',
      hubble: 'Ok',
      monitorAggregation: 'Medium',
      bigTcp: 'IPv4, 196608 bytes'
    });
    const off = { ...status, 'ipv4-big-tcp': { maxGRO: 65536, maxGSO: 65536 } };
    expect(datapathOf(JSON.stringify(off), config)).toMatchObject({ bigTcp: 'Disabled' });
  });

  test('is left out if not reported, and unknown if unreadable', () => {
    expect(datapathOf('{}', undefined)).toEqual({});
    expect(datapathOf('{}', { ok: false, why: 'exit code 1' })).toEqual({});
    expect(datapathOf('{}', { ok: true, text: '{"Debug":"Disabled"}' })).toEqual({});
    expect(datapathOf('Get "http://localhost/v1/healthz": dial unix', config)).toBeUndefined();
  });
});

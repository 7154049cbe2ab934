import { describe, expect, test } from '@jest/globals';
import { datapathOf } from '../../src/cilium/datapath.ts';

/** Fields of `cilium-dbg status -o json` of 1.20; the zero values are left out there. */
const status = {
  'attach-mode': 'tcx',
  'datapath-mode': 'veth',
  hubble: { observer: { 'max-flows': 4095 }, state: 'Ok' },
  'ipv4-big-tcp': { enabled: true, maxGRO: 196608, maxGSO: 196608 },
  routing: { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': 'BPF' }
};

describe('how an agent carries packets', () => {
  test('is told in its own words', () => {
    expect(datapathOf(JSON.stringify(status))).toEqual({
      hostRouting: 'BPF',
      mode: 'veth',
      hubble: 'Ok',
      bigTcp: 'IPv4, 196608 bytes'
    });
    const off = { ...status, 'ipv4-big-tcp': { maxGRO: 65536, maxGSO: 65536 } };
    expect(datapathOf(JSON.stringify(off))).toMatchObject({ bigTcp: 'Disabled' });
  });

  test('is left out where it is not told, and unknown where nothing can be read', () => {
    expect(datapathOf('{}')).toEqual({});
    expect(datapathOf('Get "http://localhost/v1/healthz": dial unix')).toBeUndefined();
  });
});

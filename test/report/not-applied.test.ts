import { describe, expect, test } from '@jest/globals';
import type { ScenarioResult } from '../../src/model/run.ts';
import { notAppliedSentences } from '../../src/report/not-applied.ts';
import { createScenarioResult } from '../support/run-builder.ts';

type Datapath = NonNullable<ScenarioResult['datapath']>;

const sentences = (values: ScenarioResult['values'], datapath: Datapath | undefined): string[] =>
  notAppliedSentences({ scenarios: [createScenarioResult('vxlan', { values, ...(datapath && { datapath }) })] });

describe('what the values ask for and the agent does not do', () => {
  test.each<[ScenarioResult['values'], Datapath, Datapath, string]>([
    [
      { bpf: { hostLegacyRouting: false } },
      { hostRouting: 'Legacy' },
      { hostRouting: 'BPF' },
      'host routing is Legacy, although bpf.hostLegacyRouting: false asks for BPF.'
    ],
    [
      { kubeProxyReplacement: 'true' },
      { kubeProxyReplacement: 'False' },
      { kubeProxyReplacement: 'True' },
      'kube-proxy replacement is False, although kubeProxyReplacement: true asks for True.'
    ],
    [
      { enableIPv4BIGTCP: true },
      { bigTcp: 'Disabled' },
      { bigTcp: 'IPv4, 196608 bytes' },
      'BIG TCP for IPv4 is Disabled, although enableIPv4BIGTCP: true asks for Enabled.'
    ],
    [
      { bandwidthManager: { enabled: true } },
      { bandwidthManager: 'Disabled' },
      { bandwidthManager: 'cubic' },
      'the bandwidth manager is Disabled, although bandwidthManager.enabled: true asks for Enabled.'
    ],
    [
      { bandwidthManager: { bbr: true } },
      { bandwidthManager: 'cubic' },
      { bandwidthManager: 'bbr' },
      "the bandwidth manager's congestion control is cubic, although bandwidthManager.bbr: true asks for bbr."
    ],
    [
      { bpf: { datapathMode: 'netkit' } },
      { mode: 'veth' },
      { mode: 'netkit' },
      "the pods' datapath is veth, although bpf.datapathMode: netkit asks for netkit."
    ],
    [
      { encryption: { nodeEncryption: true } },
      { nodeEncryption: 'OptedOut' },
      { nodeEncryption: 'Enabled' },
      "WireGuard's node encryption is OptedOut, although encryption.nodeEncryption: true asks for Enabled."
    ],
    [
      { encryption: { strictMode: { enabled: true } } },
      { strictMode: 'off' },
      { strictMode: 'egress' },
      'strict mode for egress is off, although encryption.strictMode.enabled: true asks for egress.'
    ],
    [
      { encryption: { strictMode: { ingress: { enabled: true } } } },
      { strictMode: 'egress' },
      { strictMode: 'egress, ingress' },
      'strict mode for ingress is egress, although encryption.strictMode.ingress.enabled: true asks for ingress.'
    ],
    [
      { encryption: { enabled: true, type: 'wireguard' } },
      { encryption: 'Disabled' },
      { encryption: 'Wireguard' },
      'encryption is Disabled, although encryption.type: wireguard asks for it.'
    ]
  ])('is named, and nothing if it does: %j', (values, falling, obeying, sentence) => {
    expect(sentences(values, falling)).toEqual([`Not in effect: ${sentence}`]);
    expect(sentences(values, obeying)).toEqual([]);
    expect(sentences({}, falling)).toEqual([]);
  });

  test('is unknown without a status or with an incomplete one', () => {
    const values = { kubeProxyReplacement: true, bpf: { hostLegacyRouting: false } };
    expect(sentences(values, undefined)).toEqual([]);
    expect(sentences(values, {})).toEqual([]);
  });

  test('is named once per arm, however many scenarios there are', () => {
    const values = { kubeProxyReplacement: true };
    const datapath = { kubeProxyReplacement: 'False' };
    const scenarios = (['candidate', 'reference'] as const).flatMap(arm =>
      ['vxlan', 'native'].map(name => createScenarioResult(name, { arm, values, datapath }))
    );
    expect(notAppliedSentences({ scenarios })).toEqual([
      expect.stringMatching(/^Not in effect: kube-proxy replacement is False/),
      expect.stringMatching(/^Not in effect in the reference: kube-proxy replacement is False/)
    ]);
  });
});

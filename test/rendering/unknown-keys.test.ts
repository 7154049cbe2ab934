import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { unknownKeys } from '../../src/rendering/unknown-keys.ts';
import type { Values } from '../../src/scenario/values.ts';

/** A few keys of the chart's values.yaml, with the forms it has them in (1.18 to 1.20). */
const chart = `
# type: [null, string]
kubeConfigPath: ""
aksbyocni:
  # -- Enable AKS BYOCNI integration.
  enabled: false
bpf:
  # -- (bool) Enables native IP masquerade support in eBPF
  # @default -- false
  masquerade: ~
  # @schema
  # type: [null, boolean]
  # @schema
  hostLegacyRouting: ~
  monitorAggregation: medium
ciliumEndpointSlice:
  enabled: false
cni:
  exclusive: true
# -- List of devices used for BPF NodePort
# devices: ""
disableEndpointCRD: false
encryption:
  enabled: false
  type: ipsec
  strictMode:
    egress:
      enabled: false
extraConfig: {}
extraEnv: []
hubble:
  relay:
    enabled: false
  metrics:
    enabled: ~
ipam:
  operator:
    clusterPoolIPv4PodCIDRList: ["10.0.0.0/8"]
kubeProxyReplacement: "false"
podAnnotations: {}
routingMode: ""
socketLB:
  enabled: false
  # -- Disable socket lb for non-root ns.
  # hostNamespaceOnly: false
tunnelProtocol: ""
`;

const unknown = (values: string): string[] =>
  unknownKeys(parse(values) as Values, { values: parse(chart) as Values, valuesText: chart }).map(
    ({ path, nearest }) => `${path.join('.')}${nearest === undefined ? '' : ` -> ${nearest}`}`
  );

describe('unknown keys', () => {
  test('of the published benchmark are exactly its two mistyped ones', () => {
    const published = `
aksbyocni: {enabled: true}
bpf: {hostLegacyRouting: false, masquerade: true}
ciliumEndPointSlice:
  enabled: true
cni: {exclusive: true}
disableEndPointCRD: false
encryption: {enabled: true, type: wireguard}
ipam: {operator: {clusterPoolIPv4PodCIDRList: [100.64.0.0/10]}}
kubeProxyReplacement: true
routingMode: tunnel
socketLB: {hostNamespaceOnly: true}
tunnelProtocol: vxlan
`;
    expect(unknown(published)).toEqual([
      'ciliumEndPointSlice -> ciliumEndpointSlice',
      'disableEndPointCRD -> disableEndpointCRD'
    ]);
  });

  test("are none in the chart's own values, nor where it accepts anything", () => {
    expect(unknown(chart)).toEqual([]);
    const open = `
extraConfig: {anything: {at: all}}
podAnnotations: {a/b: c}
extraEnv: [{name: A, value: b}]
hubble: {metrics: {enabled: [dns]}}
devices: eth0
global: {imageRegistry: mirror}
`;
    expect(unknown(open)).toEqual([]);
  });

  test('are named at any depth, with a key of similar spelling beside it or of the same name elsewhere', () => {
    expect(unknown('hubble: {relay: {enabld: true}}')).toEqual(['hubble.relay.enabld -> hubble.relay.enabled']);
    expect(unknown('encrytion: {enabled: true}')).toEqual(['encrytion -> encryption']);
    expect(unknown('bpf: {exclusive: false}')).toEqual(['bpf.exclusive -> cni.exclusive']);
    expect(unknown('cilium: {routingMode: native}')).toEqual(['cilium']);
  });

  test('are not confused by a comment of another depth', () => {
    expect(unknown('hostNamespaceOnly: true')).toEqual(['hostNamespaceOnly']);
    expect(unknown('bpf: {devices: eth0}')).toEqual(['bpf.devices']);
  });
});

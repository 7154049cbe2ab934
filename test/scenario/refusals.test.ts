import { describe, expect, test } from '@jest/globals';
import { modeKeys, isMapping, scenarioValues, type Values } from '../../src/scenario/values.ts';
import { refusals, type Circumstances } from '../../src/scenario/refusals.ts';
import { encryptionModes, parseScenario, routingModes } from '../../src/model/scenario.ts';
import { modes } from './modes.ts';

interface Given extends Partial<Circumstances> {
  readonly modes?: Parameters<typeof modes>[0];
}

/** The refusals of a scenario by name; by default on a kubeconfig cluster with Cilium 1.20.2. */
function refused(name: string, { modes: changed, ...given }: Given): readonly string[] {
  const circumstances: Circumstances = {
    ciliumVersion: '1.20.2',
    provider: 'kubeconfig',
    tests: ['tcp-throughput', 'tcp-latency'],
    userValues: [],
    ...given
  };
  const scenario = parseScenario(name) ?? { routing: 'vxlan', encryption: 'none' };
  return refusals(scenario, modes(changed), circumstances);
}

const values = (value: Values): Given => ({ userValues: [value] });

describe('nothing is refused', () => {
  const all = routingModes.flatMap(routing => encryptionModes.map(encryption => `${routing}+${encryption}`));

  test.each(all)('%s on 1.20.2 and 1.19.6', name => {
    expect(refused(name, {})).toEqual([]);
    expect(refused(name, { ciliumVersion: '1.19.6', provider: 'kind', workers: 1 })).toEqual([]);
  });

  test.each(all.filter(name => !name.endsWith('ztunnel')))('%s on 1.18.6', name => {
    expect(refused(name, { ciliumVersion: '1.18.6' })).toEqual([]);
  });

  test('a version that is unknown', () => {
    expect(refused('vxlan', { ciliumVersion: undefined })).toEqual([]);
    expect(refused('vxlan', { ciliumVersion: '1.17.9' })).toEqual([
      expect.stringMatching(/^cilium-chart: Cilium 1.17.9 /)
    ]);
  });

  test.each<[string, string, Given]>([
    ['values that the scenario overwrites', 'native', values({ routingMode: 'tunnel', encryption: { type: 'wg' } })],
    ['another key of extraConfig', 'vxlan', values({ extraConfig: { 'bpf-lb-map-max': '1' } })],
    [
      'a key of extraConfig that a later file takes away',
      'vxlan',
      {
        userValues: [{ extraConfig: { 'enable-ipsec': 'true' } }, { extraConfig: { 'enable-ipsec': null } }]
      }
    ],
    ['another argument with a similar name', 'vxlan', values({ extraArgs: ['--routing-mode-x=1', 7] })],
    ['another variable', 'vxlan', values({ extraEnv: [{ name: 'GOGC', value: '50' }, 'x'] })],
    ['another CiliumNodeConfig', 'vxlan', { nodeConfigs: [{ name: 'a', defaults: { debug: 'true' } }] }],
    ['strict egress', 'vxlan+ipsec', { modes: { strictMode: 'egress' } }],
    [
      'strict egress with WireGuard on 1.18',
      'vxlan+wireguard',
      {
        ciliumVersion: '1.18.6',
        modes: { strictMode: 'egress' }
      }
    ],
    ['strict ingress', 'native+wireguard', { modes: { strictMode: 'ingress' } }],
    [
      'strict ingress in a tunnel on 1.19',
      'geneve+wireguard',
      {
        ciliumVersion: '1.19.6',
        modes: { strictMode: 'ingress' }
      }
    ],
    [
      'strict mode beside scenarios without it',
      'vxlan',
      {
        modes: { strictMode: 'ingress' },
        ...values({ ipv6: { enabled: true } })
      }
    ],
    [
      'strict egress with ztunnel, which has none',
      'vxlan+ztunnel',
      {
        modes: { strictMode: 'egress' },
        ...values({ ipv6: { enabled: true } })
      }
    ],
    ['dual stack', 'vxlan+wireguard', values({ ipv4: { enabled: true }, ipv6: { enabled: true } })],
    [
      'node encryption on two workers',
      'vxlan+wireguard',
      {
        provider: 'kind',
        workers: 2,
        modes: { wireguardNodeEncryption: true }
      }
    ],
    [
      'node encryption on nodes that are not known yet',
      'vxlan+wireguard',
      {
        provider: 'kind',
        modes: { wireguardNodeEncryption: true }
      }
    ],
    [
      'node encryption on a cluster that is not of kind',
      'vxlan+wireguard',
      {
        workers: 1,
        modes: { wireguardNodeEncryption: true }
      }
    ],
    [
      'node encryption beside another mode',
      'vxlan+ipsec',
      {
        provider: 'kind',
        workers: 1,
        modes: { wireguardNodeEncryption: true }
      }
    ],
    ['UDP without ztunnel', 'vxlan+wireguard', { tests: ['udp-latency'] }],
    ['cluster mesh without ztunnel', 'vxlan+ipsec', values({ clustermesh: { useAPIServer: true } })],
    ['cluster mesh that is off', 'vxlan+ztunnel', values({ cluster: { id: 0 }, clustermesh: { useAPIServer: false } })],
    ['a cluster id of "0"', 'vxlan+ztunnel', values({ cluster: { id: '0' } })],
    ['AKS in a tunnel', 'geneve', values({ aksbyocni: { enabled: true }, ipam: { mode: 'cluster-pool' } })],
    ['AKS with the default of ipam', 'vxlan', values({ aksbyocni: { enabled: true } })],
    ['native on AKS with routes of the user', 'native', { provider: 'aks' }],
    ['native without AKS', 'native', values({ aksbyocni: { enabled: false }, ipam: { mode: 'kubernetes' } })],
    [
      "ztunnel's variables of the user's own",
      'vxlan+ztunnel',
      values({ encryption: { ztunnel: { extraEnv: [{ name: 'A' }] } } })
    ],
    [
      'a bootstrap certificate without ztunnel',
      'vxlan',
      values({
        encryption: { ztunnel: { secrets: { bootstrapRootCert: 'x' } } }
      })
    ],
    ['a version that is not known yet', 'vxlan+ztunnel', { ciliumVersion: undefined }]
  ])('for %s', (_, name, given) => {
    expect(refused(name, given)).toEqual([]);
  });
});

describe('a mode key set outside the scenario', () => {
  test.each(modeKeys)('%s', key => {
    const variable = `CILIUM_${key.toUpperCase().replaceAll('-', '_')}`;
    const belongs = 'which belongs to the mode; leave it out: the scenarios and mode inputs determine it.';
    expect(refused('vxlan', values({ extraConfig: { [key]: 'false' } }))).toEqual([
      `cilium-values: extraConfig sets ${key}, ${belongs}`
    ]);
    for (const extraArgs of [[`--${key}=x`], [`--${key}`, 'x']]) {
      expect(refused('vxlan', values({ extraArgs }))).toEqual([`cilium-values: extraArgs sets ${key}, ${belongs}`]);
    }
    expect(refused('vxlan', values({ extraEnv: [{ name: variable, value: 'x' }] }))).toEqual([
      `cilium-values: extraEnv sets ${variable}, ${belongs}`
    ]);
    expect(refused('vxlan', { nodeConfigs: [{ name: 'fast', defaults: { [key]: 'x' } }] })).toEqual([
      `scenarios: the cluster's CiliumNodeConfig fast sets ${key}, which belongs to the mode; remove the key from it, or measure on another cluster.`
    ]);
  });

  /**
   * The agent configuration keys that each value of a scenario sets in the chart's templates; empty if only a pod uses
   * it.
   */
  const keysOf: Readonly<Record<string, readonly string[]>> = {
    routingMode: ['routing-mode'],
    tunnelProtocol: ['tunnel-protocol'],
    autoDirectNodeRoutes: ['auto-direct-node-routes'],
    ipv4NativeRoutingCIDR: ['ipv4-native-routing-cidr'],
    'encryption.enabled': ['enable-wireguard', 'enable-ipsec', 'enable-ztunnel'],
    'encryption.type': ['enable-wireguard', 'enable-ipsec', 'enable-ztunnel'],
    'encryption.nodeEncryption': ['encrypt-node'],
    'encryption.strictMode.enabled': ['enable-encryption-strict-mode'],
    'encryption.strictMode.cidr': ['encryption-strict-mode-cidr'],
    'encryption.strictMode.allowRemoteNodeIdentities': ['encryption-strict-mode-allow-remote-node-identities'],
    'encryption.strictMode.egress.enabled': ['enable-encryption-strict-mode-egress'],
    'encryption.strictMode.egress.cidr': ['encryption-strict-egress-cidr'],
    'encryption.strictMode.egress.allowRemoteNodeIdentities': ['encryption-strict-egress-allow-remote-node-identities'],
    'encryption.strictMode.ingress.enabled': ['enable-encryption-strict-mode-ingress'],
    'encryption.ipsec.secretName': [],
    'encryption.ipsec.keyFile': ['ipsec-key-file'],
    'encryption.ztunnel.ca.type': ['ztunnel-ca-type'],
    'encryption.ztunnel.updateStrategy.type': [],
    'encryption.ztunnel.updateStrategy.rollingUpdate.maxSurge': [],
    'encryption.ztunnel.updateStrategy.rollingUpdate.maxUnavailable': [],
    'encryption.ztunnel.extraEnv': [],
    'encryption.ztunnel.image.override': []
  };

  test('covers every key set by the values of a scenario', () => {
    const paths = (value: unknown, path: string): readonly string[] =>
      isMapping(value)
        ? Object.entries(value).flatMap(([key, below]) => paths(below, path === '' ? key : `${path}.${key}`))
        : [path];
    const network = { podCidr: '10.0.0.0/8', autoDirectNodeRoutes: true };
    const chosen = modes({ strictMode: 'egress', ztunnelWorkerThreads: '2', ztunnelImage: 'z' });
    const owned = encryptionModes.flatMap(encryption =>
      ['1.18.6', '1.19.4', '1.20.2'].flatMap(version =>
        (['vxlan', 'native'] as const).flatMap(routing =>
          paths(scenarioValues({ routing, encryption }, network, version, chosen), '')
        )
      )
    );
    expect([...new Set(owned)].toSorted()).toEqual(Object.keys(keysOf).toSorted());
    expect(modeKeys).toEqual(expect.arrayContaining(Object.values(keysOf).flat()));
  });

  test('in an earlier file too', () => {
    expect(
      refused('vxlan', {
        userValues: [{ extraConfig: { 'routing-mode': 'native' } }, { extraConfig: { debug: 'true' } }]
      })
    ).toHaveLength(1);
  });
});

describe('conflicting settings are rejected, with both named', () => {
  const strict = (strictMode: 'egress' | 'ingress' | 'both', given: Given = {}): Given => ({
    modes: { strictMode },
    ...given
  });

  test.each<[string, string, Given, string]>([
    [
      'agents that are not restarted',
      'vxlan',
      values({ updateStrategy: { type: 'OnDelete' } }),
      'cilium-values: updateStrategy.type: OnDelete prevents agents from restarting, but every mode switch needs a rollout; leave it out, or write RollingUpdate.'
    ],
    [
      'ztunnel before 1.19',
      'native+ztunnel',
      { ciliumVersion: '1.18.12' },
      'scenarios: "native+ztunnel" needs Cilium 1.19 or later, but cilium-version is 1.18.12; leave that scenario out, or write for example cilium-version: 1.20.2.'
    ],
    [
      'strict ingress with IPsec',
      'vxlan+ipsec',
      strict('ingress'),
      'strict-mode: ingress works with WireGuard only, an agent of "vxlan+ipsec" would not start; leave that scenario out, or write strict-mode: egress.'
    ],
    [
      'strict ingress before 1.19',
      'vxlan+wireguard',
      strict('ingress', { ciliumVersion: '1.18.6' }),
      'strict-mode: ingress needs Cilium 1.19 or later, but cilium-version is 1.18.6; write strict-mode: egress, or a later version.'
    ],
    [
      'strict ingress without a tunnel on 1.19',
      'native+wireguard',
      strict('ingress', { ciliumVersion: '1.19.6' }),
      'strict-mode: ingress needs a tunnel before Cilium 1.20, but "native+wireguard" has none and cilium-version is 1.19.6; write strict-mode: egress, or leave that scenario out.'
    ],
    [
      'strict egress with IPv6',
      'vxlan+wireguard',
      strict('egress', values({ ipv6: { enabled: true } })),
      'strict-mode: egress protects IPv4 only, but cilium-values has ipv6.enabled; write strict-mode: off, or leave IPv6 out.'
    ],
    [
      'strict egress with IPsec before 1.19',
      'vxlan+ipsec',
      strict('egress', { ciliumVersion: '1.18.6' }),
      'strict-mode: egress with IPsec needs Cilium 1.19 or later, but cilium-version is 1.18.6; leave that scenario out, or write strict-mode: off.'
    ],
    [
      'IPv6 only',
      'vxlan',
      values({ ipv4: { enabled: false }, ipv6: { enabled: true } }),
      'cilium-values: ipv4.enabled is false, but only IPv4 is measured; leave it out, or write true.'
    ],
    [
      'a cluster mesh server with ztunnel',
      'vxlan+ztunnel',
      values({ clustermesh: { useAPIServer: true } }),
      'cilium-values: clustermesh.useAPIServer is set, but Cilium does not support ztunnel ("vxlan+ztunnel") with cluster mesh; leave it out, or leave that scenario out.'
    ],
    [
      'a cluster mesh configuration with ztunnel',
      'vxlan+ztunnel',
      values({ clustermesh: { config: { enabled: true } } }),
      'cilium-values: clustermesh.config.enabled is set, but Cilium does not support ztunnel ("vxlan+ztunnel") with cluster mesh; leave it out, or leave that scenario out.'
    ],
    [
      'a cluster id with ztunnel',
      'vxlan+ztunnel',
      values({ cluster: { name: 'a', id: 3 } }),
      'cilium-values: cluster.id is not 0, but Cilium does not support ztunnel ("vxlan+ztunnel") with cluster mesh; leave it out, or leave that scenario out.'
    ],
    [
      'AKS with native routing',
      'native+wireguard',
      values({ aksbyocni: { enabled: true } }),
      'scenarios: "native+wireguard" routes natively, which aksbyocni.enabled in cilium-values forbids; measure vxlan or geneve, or leave aksbyocni out if the network has routes to the pods.'
    ],
    [
      'AKS with the ranges of Kubernetes',
      'vxlan',
      { userValues: [{ ipam: { mode: 'kubernetes' } }, { aksbyocni: { enabled: true } }] },
      'cilium-values: ipam.mode: kubernetes contradicts aksbyocni.enabled, with which the chart writes no ipam key at all; write ipam.mode: cluster-pool, or leave aksbyocni out.'
    ],
    [
      'another address management on AKS',
      'vxlan',
      { provider: 'aks', userValues: [{ ipam: { mode: 'kubernetes' } }] },
      'cilium-values: ipam.mode: kubernetes contradicts aksbyocni.enabled, with which the chart writes no ipam key at all; write ipam.mode: cluster-pool, or leave aksbyocni out.'
    ],
    [
      'UDP with ztunnel',
      'vxlan+ztunnel',
      { tests: ['tcp-latency', 'udp-throughput', 'udp-latency'] },
      'tests: udp-throughput and udp-latency cannot be measured in "vxlan+ztunnel", because ztunnel does not encrypt UDP; leave out the test, or measure another mode.'
    ],
    [
      'node encryption on one worker',
      'vxlan+wireguard',
      { provider: 'kind', workers: 1, modes: { wireguardNodeEncryption: true } },
      'wireguard-node-encryption: control-plane nodes opt out of it, and the kind cluster has one worker; write kind-workers: 2, or leave node encryption out.'
    ],
    [
      'a bootstrap certificate in the values',
      'vxlan+ztunnel',
      values({ encryption: { ztunnel: { secrets: { bootstrapRootCert: 'PEM' } } } }),
      'cilium-values: encryption.ztunnel.secrets.bootstrapRootCert creates a Secret without the three other keys that the agent needs in "vxlan+ztunnel"; leave it out: an existing Secret cilium-ztunnel-secrets is used, and a missing one is created with all keys.'
    ],
    [
      'worker threads that would take away variables',
      'vxlan+ztunnel',
      { modes: { ztunnelWorkerThreads: '4' }, ...values({ encryption: { ztunnel: { extraEnv: [{ name: 'A' }] } } }) },
      'ztunnel-worker-threads: 4 would replace encryption.ztunnel.extraEnv of cilium-values; leave it out, and add ZTUNNEL_WORKER_THREADS to that list.'
    ],
    [
      'worker threads before the chart has ztunnel',
      'vxlan+ztunnel',
      { ciliumVersion: '1.19.1', modes: { ztunnelWorkerThreads: '4' } },
      'ztunnel-worker-threads: 4 needs Cilium 1.19.2 or later, because earlier charts have no value for it, but cilium-version is 1.19.1; leave it out, or write a later version.'
    ],
    [
      'an image before the chart has ztunnel',
      'vxlan+ztunnel',
      { ciliumVersion: '1.19.0', modes: { ztunnelImage: 'z:1' } },
      'ztunnel-image: z:1 needs Cilium 1.19.2 or later, because earlier charts have no value for it, but cilium-version is 1.19.0; leave it out, or write a later version.'
    ],
    [
      'SPIRE before 1.20',
      'vxlan+ztunnel',
      { ciliumVersion: '1.19.6', modes: { ztunnelCa: 'spire' } },
      'ztunnel-ca: spire needs Cilium 1.20 or later, but cilium-version is 1.19.6; write internal, or a later version.'
    ]
  ])('%s', (_, name, given, sentence) => {
    expect(refused(name, given)).toEqual([sentence]);
  });

  test('native routing without routes', () => {
    expect(refused('native+wireguard', { provider: 'aks', newAks: true })).toEqual([
      'scenarios: "native+wireguard" routes natively, which cannot work on a cluster created for the run, because its network has no routes to the pods; measure vxlan or geneve, or an existing cluster with such routes (aks-resource-group and aks-name).'
    ]);
    expect(refused('vxlan', { provider: 'aks', newAks: true })).toEqual([]);
  });

  test.each([
    ['eni.enabled', { eni: { enabled: true }, ipam: { mode: 'eni' } }],
    ['azure.enabled', { azure: { enabled: true } }],
    ['gke.enabled', { gke: { enabled: true } }],
    ['alibabacloud.enabled', { alibabacloud: { enabled: true } }],
    ['ipam.mode: delegated-plugin', { ipam: { mode: 'delegated-plugin' } }]
  ])('the network of another cloud: %s', (what, value) => {
    const sentence = `cilium-values: ${what} needs the network of that cloud, which a cluster of type kind does not have; override it in a second values file (for example ipam.mode: kubernetes), or measure such a cluster with cluster: kubeconfig.`;
    expect(refused('native', { provider: 'kind', ...values(value) })).toEqual([sentence]);
    expect(refused('native', values(value))).toEqual([]);
  });

  test.each<[string, string, Given, string]>([
    [
      'ztunnel before 1.19',
      'native+ztunnel',
      { ciliumVersion: '1.18.12' },
      'cilium-values: the mode "native+ztunnel" needs Cilium 1.19 or later, but cilium-version is 1.18.12; set another mode, or write for example cilium-version: 1.20.2.'
    ],
    [
      'strict ingress with IPsec',
      'vxlan+ipsec',
      strict('ingress'),
      'cilium-values: encryption.strictMode: ingress works with WireGuard only, an agent of "vxlan+ipsec" would not start; set another mode, or write encryption.strictMode: egress.'
    ],
    [
      'strict egress with IPv6',
      'vxlan+wireguard',
      strict('both', values({ ipv6: { enabled: true } })),
      'cilium-values: encryption.strictMode: egress protects IPv4 only, but cilium-values has ipv6.enabled; leave strict mode out, or leave IPv6 out.'
    ],
    [
      'native routing on AKS',
      'native',
      values({ aksbyocni: { enabled: true } }),
      'cilium-values: the mode "native" routes natively, which aksbyocni.enabled in cilium-values forbids; measure vxlan or geneve, or leave aksbyocni out if the network has routes to the pods.'
    ],
    [
      'node encryption on one worker',
      'vxlan+wireguard',
      { provider: 'kind', workers: 1, modes: { wireguardNodeEncryption: true } },
      'cilium-values: encryption.nodeEncryption: control-plane nodes opt out of it, and the kind cluster has one worker; write kind-workers: 2, or leave node encryption out.'
    ],
    [
      'SPIRE without its settings',
      'vxlan+ztunnel',
      { modes: { ztunnelCa: 'spire' } },
      'cilium-values: encryption.ztunnel.ca.type: spire needs an existing SPIRE installation'
    ]
  ])('a mode from the values is named by its key: %s', (_, name, given, sentence) => {
    expect(refused(name, { ...given, fromValues: true })).toEqual([expect.stringContaining(sentence)]);
  });

  test('several reasons are reported at once', () => {
    expect(
      refused('native+ztunnel', {
        tests: ['udp-latency'],
        ...values({ aksbyocni: { enabled: true }, cluster: { id: 1 }, ipv4: { enabled: false } })
      })
    ).toHaveLength(4);
  });
});

describe('SPIRE', () => {
  const operator = {
    extraArgs: ['--mesh-auth-spire-server-address=spire:443', '--mesh-auth-spire-agent-socket=/run/spire/agent.sock']
  };
  const mounts = { extraVolumes: [{ name: 'spire' }], extraVolumeMounts: [{ name: 'spire' }] };
  const spire = { modes: { ztunnelCa: 'spire' } } as const;
  const complete = { encryption: { ztunnel: { caAddress: 'unix:///run/spire/agent.sock', ...mounts } }, operator };

  test.each<[string, Values]>([
    ['by address', complete],
    [
      "by the variable of Cilium's guide",
      {
        encryption: { ztunnel: { extraEnv: [{ name: 'SPIRE_ENABLED', value: 'true' }], ...mounts } },
        operator
      }
    ],
    [
      'with the operator by the ConfigMap',
      {
        ...complete,
        operator: {},
        extraConfig: { 'mesh-auth-spire-server-address': 'a', 'mesh-auth-spire-agent-socket': 'b' }
      }
    ],
    [
      "with the operator's flags in two parts",
      {
        ...complete,
        operator: { extraArgs: ['--mesh-auth-spire-server-address', 'a', '--mesh-auth-spire-agent-socket', 'b'] }
      }
    ]
  ])('is accepted if the values point to it %s', (_, given) => {
    expect(refused('vxlan+ztunnel', { ...spire, ...values(given) })).toEqual([]);
  });

  test('is not required by other scenarios', () => {
    expect(refused('vxlan', spire)).toEqual([]);
  });

  const ztunnel = complete.encryption.ztunnel;
  const address = 'encryption.ztunnel.caAddress (or SPIRE_ENABLED: "true" in encryption.ztunnel.extraEnv)';
  test.each<[string, Values, string]>([
    ['address', { ...complete, encryption: { ztunnel: mounts } }, address],
    [
      'address, when it is the internal one',
      { ...complete, encryption: { ztunnel: { ...mounts, caAddress: 'https://localhost:15012' } } },
      address
    ],
    [
      'address, when the variable says false',
      { ...complete, encryption: { ztunnel: { ...mounts, extraEnv: [{ name: 'SPIRE_ENABLED', value: 'false' }] } } },
      address
    ],
    [
      'volumes',
      { ...complete, encryption: { ztunnel: { ...ztunnel, extraVolumes: [] } } },
      'encryption.ztunnel.extraVolumes'
    ],
    [
      'mounts',
      { ...complete, encryption: { ztunnel: { ...ztunnel, extraVolumeMounts: null } } },
      'encryption.ztunnel.extraVolumeMounts'
    ],
    [
      'server',
      { ...complete, operator: { extraArgs: operator.extraArgs.slice(1) } },
      '--mesh-auth-spire-server-address=… in operator.extraArgs'
    ],
    [
      'socket',
      { ...complete, operator: { extraArgs: operator.extraArgs.slice(0, 1) } },
      '--mesh-auth-spire-agent-socket=… in operator.extraArgs'
    ]
  ])('is rejected without its %s', (_, given, missing) => {
    expect(refused('vxlan+ztunnel', { ...spire, ...values(given) })).toEqual([
      `ztunnel-ca: spire needs an existing SPIRE installation, but cilium-values does not point to it: ${missing} missing; add this, or write internal.`
    ]);
  });
});

import { parseScenario, type EncryptionMode, type RoutingMode } from '../scenario/scenario.ts';
import type { TestName } from '../suite/test.ts';
import { escapeMarkdown } from './markdown.ts';

/** The published benchmark's words for what routing modes put around a packet. */
export const encapsulationTitles: Readonly<Record<RoutingMode, string>> = {
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  native: 'None'
};

/** The published benchmark's words for the encryption modes. */
export const encryptionTitles: Readonly<Record<EncryptionMode, string>> = {
  none: 'None',
  wireguard: 'WireGuard',
  ipsec: 'IPsec',
  ztunnel: 'ztunnel'
};

/** The tests as the published documents name them. */
export const testTitles: Readonly<Record<TestName, string>> = {
  'tcp-throughput': 'TCP throughput',
  'udp-throughput': 'UDP throughput',
  'tcp-bidirectional': 'Bidirectional throughput',
  'tcp-latency': 'TCP latency',
  'udp-latency': 'UDP latency',
  'tcp-stream': 'TCP stream',
  'tcp-connect': 'TCP connect'
};

/** A scenario as a column of the published table: `Native Routing + WireGuard`. */
export function scenarioTitle(name: string): string {
  const scenario = parseScenario(name);
  if (scenario === undefined) return escapeMarkdown(name);
  const routing = scenario.routing === 'native' ? 'Native Routing' : encapsulationTitles[scenario.routing];
  return scenario.encryption === 'none' ? routing : `${routing} + ${encryptionTitles[scenario.encryption]}`;
}

/** A scenario as a heading of the published documents: `VXLAN Encapsulation + WireGuard Encryption`. */
export function scenarioHeading(name: string): string {
  const scenario = parseScenario(name);
  if (scenario === undefined) return escapeMarkdown(name);
  const { routing, encryption } = scenario;
  const path = routing === 'native' ? 'Native Routing' : `${encapsulationTitles[routing]} Encapsulation`;
  return encryption === 'none' ? path : `${path} + ${encryptionTitles[encryption]} Encryption`;
}

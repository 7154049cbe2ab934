import { isBefore } from '../lib/version.ts';
import { InputError } from '../model/errors.ts';
import {
  encryptionModes,
  routingModes,
  scenarioName,
  strictModeOf,
  ztunnelCas,
  type EncryptionMode,
  type Mode,
  type ModeOptions,
  type RoutingMode,
  type StrictMode,
  type ZtunnelCa
} from '../model/scenario.ts';
import { isSet, scenarioValues, valueAt, type Values } from './values.ts';

/**
 * The mode in which the chart would run these values (templates of 1.18 to 1.20). `others` are the options that values
 * do not determine. An unknown version counts as the newest. Throws an InputError with a sentence for each value that
 * leads to no mode that can be measured.
 */
export function modeOfValues(values: Values, ciliumVersion: string | undefined, others: ModeOptions): Mode {
  const { routing, encryption, strictMode, nodeEncryption, ztunnelCa } = readMode(values, ciliumVersion);
  const refused = [...refusals(values, ciliumVersion)];
  if (refused.length > 0 || routing === undefined || encryption === undefined || ztunnelCa === undefined) {
    throw new InputError(refused.join('\n'));
  }
  const modes = { ...others, strictMode, wireguardNodeEncryption: nodeEncryption, ztunnelCa };
  return { scenario: { routing, encryption }, modes };
}

/** A mode as values describe it; what is `undefined` cannot be measured. */
interface ModeInValues {
  readonly routing: RoutingMode | undefined;
  readonly encryption: EncryptionMode | undefined;
  readonly nodeEncryption: boolean;
  readonly strictMode: StrictMode;
  readonly ztunnelCa: ZtunnelCa | undefined;
}

function readMode(values: Values, ciliumVersion: string | undefined): ModeInValues {
  const encryption = encryptionOf(values);
  return {
    routing: routingOf(values, ciliumVersion),
    encryption,
    // Only effective with WireGuard, according to the chart.
    nodeEncryption: encryption === 'wireguard' && isSet(valueAt(values, 'encryption.nodeEncryption')),
    strictMode: strictModeIn(values, ciliumVersion),
    ztunnelCa:
      encryption !== 'ztunnel' || isBefore(ciliumVersion, 1, 20)
        ? 'internal'
        : ztunnelCas.find(ca => ca === (valueAt(values, 'encryption.ztunnel.ca.type') ?? 'internal'))
  };
}

function routingOf(values: Values, ciliumVersion: string | undefined): RoutingMode | undefined {
  const mode = routingModeIn(values, ciliumVersion);
  if (mode === 'native') return mode;
  const protocol = orDefault(valueAt(values, 'tunnelProtocol'), 'vxlan');
  return mode === 'tunnel' ? routingModes.find(each => each !== 'native' && each === protocol) : undefined;
}

/** On some clouds the chart routes natively if nothing is written. */
function routingModeIn(values: Values, ciliumVersion: string | undefined): unknown {
  const native =
    isSet(valueAt(values, 'gke.enabled')) || (isSet(valueAt(values, 'eni.enabled')) && !isBefore(ciliumVersion, 1, 19));
  return orDefault(valueAt(values, 'routingMode'), native ? 'native' : 'tunnel');
}

/** IPsec is the chart's default type; with an unknown type, it encrypts nothing. */
function encryptionOf(values: Values): EncryptionMode | undefined {
  if (!isSet(valueAt(values, 'encryption.enabled'))) return 'none';
  const type = valueAt(values, 'encryption.type') ?? 'ipsec';
  return encryptionModes.find(each => each !== 'none' && each === type);
}

/** The chart of 1.18 reads the old key, 1.19 both, 1.20 only the new ones. */
function strictModeIn(values: Values, ciliumVersion: string | undefined): StrictMode {
  const on = strictModeKeys(ciliumVersion).filter(key => isSet(valueAt(values, key)));
  const ingress = on.includes(ingressKey);
  const egress = on.some(key => key !== ingressKey);
  return egress && ingress ? 'both' : egress ? 'egress' : ingress ? 'ingress' : 'off';
}

const ingressKey = 'encryption.strictMode.ingress.enabled';

function strictModeKeys(ciliumVersion: string | undefined): readonly string[] {
  return [
    ...(isBefore(ciliumVersion, 1, 20) ? ['encryption.strictMode.enabled'] : []),
    ...(isBefore(ciliumVersion, 1, 19) ? [] : ['encryption.strictMode.egress.enabled', ingressKey])
  ];
}

/** As the template function `default`. */
function orDefault(value: unknown, otherwise: string): unknown {
  return isSet(value) ? value : otherwise;
}

function* refusals(values: Values, ciliumVersion: string | undefined): Iterable<string> {
  const { routing, encryption, ztunnelCa } = readMode(values, ciliumVersion);
  if (isSet(valueAt(values, 'tunnel'))) {
    yield `cilium-values: ${shown(values, 'tunnel')} was removed from the chart in 1.15; write routingMode, and tunnelProtocol for a tunnel.`;
  }
  if (routing === undefined) {
    const mode = routingModeIn(values, ciliumVersion);
    yield mode === 'tunnel'
      ? `cilium-values: ${shown(values, 'tunnelProtocol')} is neither vxlan nor geneve; write one of them.`
      : `cilium-values: ${shown(values, 'routingMode')} is neither tunnel nor native; write one of them.`;
  }
  if (encryption === undefined) {
    yield `cilium-values: ${shown(values, 'encryption.type')} is not wireguard, ipsec or ztunnel, so the chart would encrypt nothing; write one of them, or encryption.enabled: false.`;
  }
  const strict = strictModeKeys(ciliumVersion).find(key => isSet(valueAt(values, key)));
  if (strict !== undefined && (encryption === 'none' || encryption === 'ztunnel')) {
    const actual = encryption === 'none' ? 'nothing is encrypted' : 'ztunnel has no strict mode';
    yield `cilium-values: ${strict} drops traffic that WireGuard or IPsec did not encrypt, but ${actual}; leave it out, or write encryption.type: wireguard.`;
  }
  if (ztunnelCa === undefined) {
    yield `cilium-values: ${shown(values, 'encryption.ztunnel.ca.type')} is neither internal nor spire; write one of them.`;
  }
}

/** The keys that set each aspect of a mode. */
const keysOf: Readonly<Record<keyof ModeInValues, readonly string[]>> = {
  routing: ['routingMode', 'tunnelProtocol'],
  encryption: ['encryption.enabled', 'encryption.type'],
  nodeEncryption: ['encryption.nodeEncryption'],
  strictMode: ['encryption.strictMode.enabled', 'encryption.strictMode.egress.enabled', ingressKey],
  ztunnelCa: ['encryption.ztunnel.ca.type']
};

/**
 * Which keys of the values do not take effect because the inputs name other modes, as one sentence without a period;
 * `undefined` if there are none. `whose` names the values.
 */
export function describeOverride(
  values: Values,
  ciliumVersion: string | undefined,
  named: readonly Mode[],
  whose: string
): string | undefined {
  const found = named.map(mode => ({
    name: scenarioName(mode.scenario),
    keys: overriddenKeys(values, ciliumVersion, mode)
  }));
  const overriding = found.filter(({ keys }) => keys.length > 0);
  const keys = [...new Set(overriding.flatMap(one => one.keys))];
  if (keys.length === 0) return undefined;
  const names = overriding.map(({ name }) => name);
  return `scenarios: ${names.join(', ')} ${names.length === 1 ? 'overrides' : 'override'} ${keys.join(', ')} of ${whose}`;
}

function overriddenKeys(values: Values, ciliumVersion: string | undefined, { scenario, modes }: Mode): string[] {
  const written = scenarioValues(scenario, { podCidr: '', autoDirectNodeRoutes: true }, ciliumVersion, modes);
  const asked = readMode(values, ciliumVersion);
  const applied: ModeInValues = {
    ...scenario,
    nodeEncryption: scenario.encryption === 'wireguard' && modes.wireguardNodeEncryption,
    strictMode: strictModeOf(scenario, modes),
    ztunnelCa: scenario.encryption === 'ztunnel' ? modes.ztunnelCa : 'internal'
  };
  return (Object.keys(keysOf) as (keyof ModeInValues)[])
    .filter(aspect => asked[aspect] !== applied[aspect])
    .flatMap(aspect => keysOf[aspect])
    .filter(key => valueAt(values, key) !== undefined && valueAt(values, key) !== valueAt(written, key))
    .map(key => shown(values, key));
}

/** A key and its value on one line. Values can come from anywhere, so they are shortened. */
function shown(values: Values, key: string): string {
  const value = valueAt(values, key);
  const text = typeof value === 'string' && /^[\w.+-]{1,40}$/.test(value) ? value : JSON.stringify(value).slice(0, 40);
  return `${key}: ${text}`;
}

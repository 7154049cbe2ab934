import { isMapping, isSet, valueAt, type Values } from './values.ts';
import { isBefore } from '../lib/version.ts';

/** The chart's default: the agent's own CA. */
const internalCa = 'https://localhost:15012';

/**
 * What is missing for certificates from SPIRE, which this program does not install. With `ca.type: spire` alone,
 * everything starts and looks healthy, but the agent's own CA still issues the certificates. So every setting that
 * really points to SPIRE is required. `key` is the input or value that asks for it.
 */
export function* spireRefusals(values: Values, ciliumVersion: string | undefined, key: string): Iterable<string> {
  if (isBefore(ciliumVersion, 1, 20)) {
    yield `${key}: spire needs Cilium 1.20 or later, but cilium-version is ${String(ciliumVersion)}; write internal, or a later version.`;
    return;
  }
  const missing = [
    ...(asksSpire(values)
      ? []
      : ['encryption.ztunnel.caAddress (or SPIRE_ENABLED: "true" in encryption.ztunnel.extraEnv)']),
    ...['encryption.ztunnel.extraVolumes', 'encryption.ztunnel.extraVolumeMounts'].filter(
      path => !isSet(valueAt(values, path))
    ),
    ...['mesh-auth-spire-server-address', 'mesh-auth-spire-agent-socket']
      .filter(key => !operatorHas(values, key))
      .map(key => `--${key}=… in operator.extraArgs`)
  ];
  if (missing.length > 0) {
    yield `${key}: spire needs an existing SPIRE installation, but cilium-values does not point to it: ${missing.join(', ')} missing; add this, or write internal.`;
  }
}

/** Whether ztunnel uses a CA other than the agent's: by address, or by a variable as in Cilium's guide. */
function asksSpire(values: Values): boolean {
  const address = valueAt(values, 'encryption.ztunnel.caAddress');
  const variables: unknown = valueAt(values, 'encryption.ztunnel.extraEnv');
  return (
    (isSet(address) && address !== internalCa) ||
    (Array.isArray(variables) &&
      variables.some(
        (each: unknown) => isMapping(each) && each['name'] === 'SPIRE_ENABLED' && String(each['value']) === 'true'
      ))
  );
}

/** The operator reads both its flags and the ConfigMap. */
function operatorHas(values: Values, key: string): boolean {
  const flags: unknown = valueAt(values, 'operator.extraArgs');
  const config = valueAt(values, 'extraConfig');
  return (
    (Array.isArray(flags) &&
      flags.some(flag => flag === `--${key}` || (typeof flag === 'string' && flag.startsWith(`--${key}=`)))) ||
    (isMapping(config) && isSet(config[key]))
  );
}

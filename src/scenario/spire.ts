import { isMapping, isSet, valueAt, type Values } from './values.ts';
import { isBefore } from '../lib/version.ts';

/** The chart's default: the agent's own CA. */
const internalCa = 'https://localhost:15012';

/**
 * What is missing for certificates by SPIRE, which this program does not install. `ca.type: spire` alone starts, keeps
 * the agent's own CA as issuer and looks healthy, so everything that really points at SPIRE is asked for.
 */
export function* spireRefusals(values: Values, ciliumVersion: string | undefined): Iterable<string> {
  if (isBefore(ciliumVersion, 1, 20)) {
    yield `ztunnel-ca: spire came with Cilium 1.20, but cilium-version is ${String(ciliumVersion)}; write ztunnel-ca: internal, or a later version.`;
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
    yield `ztunnel-ca: spire needs a SPIRE that is installed already, and cilium-values does not lead to it: ${missing.join(', ')} missing; add that, or write ztunnel-ca: internal.`;
  }
}

/** Whether ztunnel asks another CA than the agent: by address, or in the way of Cilium's guide, by a variable. */
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

/** The operator reads its flags and the ConfigMap. */
function operatorHas(values: Values, key: string): boolean {
  const flags: unknown = valueAt(values, 'operator.extraArgs');
  const config = valueAt(values, 'extraConfig');
  return (
    (Array.isArray(flags) &&
      flags.some(flag => flag === `--${key}` || (typeof flag === 'string' && flag.startsWith(`--${key}=`)))) ||
    (isMapping(config) && isSet(config[key]))
  );
}

import type { InvalidReason } from '../results/run.ts';
import type { ZtunnelCa } from '../scenario/modes.ts';

/** Who issued a certificate, as far as it can be read. */
interface Issuer {
  readonly name: string;
  /** Whether it is Cilium's own CA; absent where that cannot be told. */
  readonly internal?: boolean | undefined;
}

/** Why ztunnel's certificates are not those of the CA that was asked for by name; anybody may issue them when none was. */
export function reasonAgainstIssuer(
  issuer: Issuer | undefined,
  wanted: ZtunnelCa | undefined
): InvalidReason | undefined {
  if (wanted === undefined || (issuer?.internal !== undefined && issuer.internal === (wanted === 'internal')))
    return undefined;
  if (issuer?.internal === undefined)
    return {
      kind: 'unproven',
      message: `ztunnel-ca is ${wanted}, but the issuer of the client's certificate cannot be read`
    };
  const seen = issuer.internal ? "Cilium's own CA" : `another CA than Cilium's own (${issuer.name})`;
  return {
    kind: 'proof-mismatch',
    message: `ztunnel-ca is ${wanted}, but the certificate of the client was issued by ${seen}`
  };
}

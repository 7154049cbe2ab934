import type * as X509 from '@peculiar/x509';
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { HostPods } from '../kubernetes/host-pods.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { safeJson } from '../lib/json.ts';
import { ClusterError } from '../model/errors.ts';
import type { PlaceReading, Section } from '../proof/contract.ts';
import { someText } from '../proof/index.ts';
import { agentOn, readSections } from './agents.ts';

const dayMs = 24 * 60 * 60 * 1000;
const validDays = 3650;
/** The nodes' clocks may be behind this one. */
const backdatedMs = 60 * 60 * 1000;

const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048
};

/**
 * New entries for the Secret cilium-ztunnel-secrets, in the form of Cilium's
 * examples/kubernetes-ztunnel/generate-secrets.sh: the bootstrap pair secures ztunnel's connection to the agent, the
 * CA pair signs the workloads' certificates. The agent accepts only PKCS#8 keys ("PRIVATE KEY").
 */
export async function ztunnelCertificates(): Promise<Readonly<Record<string, string>>> {
  const x509 = await loadX509();
  const { ExtendedKeyUsage, KeyUsageFlags } = x509;
  const [bootstrap, ca] = await Promise.all([
    selfSigned(x509, [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment),
      new x509.ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])
    ]),
    selfSigned(x509, [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        KeyUsageFlags.digitalSignature | KeyUsageFlags.cRLSign | KeyUsageFlags.keyCertSign,
        true
      )
    ])
  ]);
  return {
    'bootstrap-private.key': bootstrap.key,
    'bootstrap-root.crt': bootstrap.certificate,
    'ca-private.key': ca.key,
    'ca-root.crt': ca.certificate
  };
}

/** Loaded on demand. The library needs the metadata part of Reflect to be loaded first. */
async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

/** A new RSA key and its self-signed certificate, both as PEM. */
async function selfSigned(
  x509: typeof X509,
  extensions: readonly X509.Extension[]
): Promise<{ readonly key: string; readonly certificate: string }> {
  const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - backdatedMs);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // At most 20 octets, positive, not zero.
    serialNumber: `01${randomBytes(18).toString('hex')}`,
    name: 'O=cluster.local',
    notBefore,
    notAfter: new Date(notBefore.getTime() + validDays * dayMs),
    signingAlgorithm: rsa,
    keys,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey)
    ]
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: `${x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag)}\n`,
    certificate: `${certificate.toString('pem')}\n`
  };
}

/** Agents pass new pods to their ztunnel within seconds. */
const limitSeconds = 60;
const pollSeconds = 0.5;
const readingSeconds = 20;

/**
 * ztunnel's own view, from its admin port. The port listens only on the node's loopback interface, and ztunnel's
 * image has no shell, so our host pod reads it, with bash because it may lack curl. Cilium's connectivity test reads
 * the same.
 */
const configSection: Section = {
  name: 'ztunnel-config',
  command: [
    ...['bash', '-c'],
    'exec 3<>/dev/tcp/127.0.0.1/15000 && printf "GET /config_dump HTTP/1.0\\r\\n\\r\\n" >&3 && cat <&3'
  ],
  keep: someText
};
/**
 * The public certificate of Cilium's own CA, which is mounted into the agent. The Secret also contains private keys,
 * so it is not read.
 */
const caSection: Section = { name: 'internal-ca', command: ['cat', '/etc/ztunnel/ca-root.crt'], keep: someText };

const dumpSchema = z.object({
  workloads: z.array(
    z.object({
      workloadIps: z.array(z.string()).default([]),
      protocol: z.string().default(''),
      status: z.string().default('')
    })
  ),
  certificates: z.array(
    z.object({ identity: z.string(), certChain: z.array(z.object({ pem: z.string() })).default([]) })
  )
});
type Dump = z.infer<typeof dumpSchema>;

/** A test pod as ztunnel knows it. */
export interface EnrolledPod {
  readonly node: string;
  readonly ip: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Issuer of a test pod's certificate. */
export interface CertificateIssuer {
  /** The issuer's name in the certificate. */
  readonly name: string;
  /**
   * Whether Cilium's own CA signed it, verified by the signature; `undefined` if that CA's certificate is
   * unavailable.
   */
  readonly internal: boolean | undefined;
}

/**
 * Waits until the ztunnel on the client's node lists both pods, and the one on the server's node the server, as
 * healthy HBONE workloads. A ztunnel that cannot be read is not waited for, because probes are proven anyway. @throws
 * ClusterError if a ztunnel that answers does not list a pod in time.
 */
export async function waitForWorkloads(
  hosts: HostPods,
  clock: Clock,
  client: EnrolledPod,
  server: EnrolledPod
): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  const needed = [
    { by: client.node, pod: client },
    { by: client.node, pod: server },
    { by: server.node, pod: server }
  ];
  const nodes = [client.node, server.node];
  const findMissing = async (): Promise<(typeof needed)[number] | undefined> => {
    const dumps = await Promise.all(nodes.map(async node => dumpOf(await hosts.read(node, [configSection]))));
    return needed.find(({ by, pod }) => {
      const dump = dumps[nodes.indexOf(by)];
      return dump !== undefined && !knows(dump, pod);
    });
  };
  const missing = await pollUntil(clock, limit, pollSeconds, findMissing, seen => seen === undefined);
  if (missing !== undefined) {
    throw new ClusterError(
      `the ztunnel on ${missing.by} does not list the test pod ${missing.pod.ip} as a healthy HBONE workload after ${limit.seconds} s`
    );
  }
}

/**
 * Reads the issuer of a test pod's certificate from the ztunnel on its node, which requests it with the pod's first
 * connection. `undefined` if ztunnel cannot be read or has none.
 */
export async function readIssuer(
  hosts: HostPods,
  kubernetes: Kubernetes,
  ciliumNamespace: string,
  pod: EnrolledPod
): Promise<CertificateIssuer | undefined> {
  const dump = dumpOf(await hosts.read(pod.node, [configSection]));
  if (dump === undefined) return undefined;
  const agent = await agentOn(kubernetes, ciliumNamespace, pod.node);
  const ca = agent && textOf(await readSections(kubernetes, agent, [caSection], readingSeconds), caSection);
  return issuerOf(dump, pod, certificate(ca));
}

function textOf(place: PlaceReading, section: Section): string | undefined {
  const reading = place.sections[section.name];
  return reading?.ok === true ? reading.text : undefined;
}

function dumpOf(place: PlaceReading): Dump | undefined {
  const answer = textOf(place, configSection);
  if (answer === undefined) return undefined;
  const body = answer.slice(answer.indexOf('{'));
  return dumpSchema.safeParse(safeJson(body)).data;
}

function knows(dump: Dump, { ip }: EnrolledPod): boolean {
  const workload = dump.workloads.find(({ workloadIps }) => workloadIps.includes(ip));
  return workload?.protocol === 'HBONE' && workload.status === 'Healthy';
}

function issuerOf(
  dump: Dump,
  { namespace, serviceAccount }: EnrolledPod,
  ca: X509Certificate | undefined
): CertificateIssuer | undefined {
  const own = dump.certificates.find(({ identity }) => identity.endsWith(`/ns/${namespace}/sa/${serviceAccount}`));
  const encoded = own?.certChain[0]?.pem;
  const leaf = encoded === undefined ? undefined : certificate(Buffer.from(encoded, 'base64').toString());
  if (leaf === undefined) return undefined;
  const name = leaf.issuer.split('\n').join(', ');
  return { name, internal: ca === undefined ? undefined : leaf.verify(ca.publicKey) };
}

function certificate(pem: string | undefined): X509Certificate | undefined {
  if (pem === undefined) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

import 'reflect-metadata';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { runCommand } from '../command.ts';
import { versions } from '../versions.ts';
import { ports, ranges, type Addresses } from './addresses.ts';

const clusterName = 'lab-vm';

/** Files that kubeadm writes below a folder. */
export interface Pki {
  /** Folder with certificates and keys. */
  readonly certificates: string;
  /** Folder with kubeconfigs. */
  readonly kubeconfigs: string;
  readonly admin: string;
  readonly context: string;
}

/** Where the files are. */
export function locatePki(folder: string): Pki {
  return {
    certificates: join(folder, 'pki'),
    kubeconfigs: folder,
    admin: join(folder, 'super-admin.conf'),
    context: `kubernetes-super-admin@${clusterName}`
  };
}

/** kubeadm's configuration of the control plane on this machine. JSON is valid YAML. */
function describeCluster({ machine }: Addresses, certificates: string): string {
  const apiVersion = 'kubeadm.k8s.io/v1beta4';
  const init = {
    ...{ apiVersion, kind: 'InitConfiguration' },
    localAPIEndpoint: { advertiseAddress: machine, bindPort: ports.apiServer },
    // Only so that kubeadm does not search this machine for a container runtime.
    nodeRegistration: { name: clusterName, criSocket: 'unix:///run/containerd/containerd.sock' }
  };
  const cluster = {
    ...{ apiVersion, kind: 'ClusterConfiguration' },
    ...{ clusterName, kubernetesVersion: `v${versions.kubernetes}`, certificatesDir: certificates },
    controlPlaneEndpoint: `${machine}:${ports.apiServer}`,
    // Much cheaper than RSA on an emulated processor.
    encryptionAlgorithm: 'ECDSA-P256',
    networking: { podSubnet: ranges.pods, serviceSubnet: ranges.services },
    etcd: { external: { endpoints: [`http://127.0.0.1:${ports.etcd}`] } }
  };
  return `${JSON.stringify(init)}\n---\n${JSON.stringify(cluster)}\n`;
}

/** Creates the certificates and kubeconfigs of a new cluster. In `share` are what the nodes need, complete with `ready`. */
export async function createPki(folder: string, share: string, addresses: Addresses, programs: string): Promise<Pki> {
  const pki = locatePki(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'kubeadm.json');
  await writeFile(config, describeCluster(addresses, pki.certificates));
  const kubeadm = async (...args: string[]): Promise<string> =>
    await runCommand(join(programs, 'kubeadm'), [...args, '--config', config]);
  await kubeadm('init', 'phase', 'certs', 'all');
  await Promise.all([
    ...['super-admin', 'controller-manager', 'scheduler'].map(
      async name => await kubeadm('init', 'phase', 'kubeconfig', name, '--kubeconfig-dir', pki.kubeconfigs)
    ),
    ...addresses.nodes.map(async ({ name }) => {
      const user = await kubeadm('kubeconfig', 'user', `--client-name=system:node:${name}`, '--org=system:nodes');
      await writeFile(join(share, `${name}.conf`), user, { mode: 0o600 });
    }),
    writeServingCertificate(share)
  ]);
  await copyFile(join(pki.certificates, 'ca.crt'), join(share, 'ca.crt'));
  await writeFile(join(share, 'ready'), '');
  return pki;
}

/** A certificate for the kubelets, whose own RSA key would take an emulated processor seconds. */
async function writeServingCertificate(share: string): Promise<void> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=kubelet', signingAlgorithm: algorithm, keys },
    ...{ notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 365 * 86_400_000) }
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  await writeFile(join(share, 'kubelet.crt'), certificate.toString('pem'));
  await writeFile(join(share, 'kubelet.key'), key, { mode: 0o600 });
}

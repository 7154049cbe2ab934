import { join } from 'node:path';
import { ports, ranges, type Addresses } from './addresses.ts';
import type { Pki } from './pki.ts';

/** A server to start: its name, which is also that of its log, and its arguments. */
interface Server {
  readonly name: string;
  readonly args: readonly string[];
}

/** The servers of the control plane, which runs on this machine, because an emulated one would take minutes to start. */
export function describeControlPlane(folder: string, pki: Pki, { machine }: Addresses): readonly Server[] {
  const file = (name: string): string => join(pki.certificates, name);
  const etcd = `http://127.0.0.1:${ports.etcd}`;
  const peers = `http://127.0.0.1:${ports.etcdPeers}`;
  const authenticate = (name: string): string[] => {
    const kubeconfig = join(pki.kubeconfigs, `${name}.conf`);
    return ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
      flag => `--${flag}=${kubeconfig}`
    );
  };
  return [
    {
      name: 'etcd',
      args: [
        ...[`--data-dir=${join(folder, 'etcd')}`, '--unsafe-no-fsync=true'],
        ...['--heartbeat-interval=500', '--election-timeout=5000'],
        ...[`--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`],
        ...[
          `--listen-peer-urls=${peers}`,
          `--initial-advertise-peer-urls=${peers}`,
          `--initial-cluster=default=${peers}`
        ]
      ]
    },
    {
      name: 'kube-apiserver',
      args: [
        ...[`--etcd-servers=${etcd}`, `--service-cluster-ip-range=${ranges.services}`],
        ...[`--bind-address=${machine}`, `--advertise-address=${machine}`, `--secure-port=${ports.apiServer}`],
        `--client-ca-file=${file('ca.crt')}`,
        `--requestheader-client-ca-file=${file('front-proxy-ca.crt')}`,
        '--requestheader-allowed-names=front-proxy-client',
        ...['--requestheader-username-headers=X-Remote-User', '--requestheader-group-headers=X-Remote-Group'],
        '--requestheader-extra-headers-prefix=X-Remote-Extra-',
        ...[`--tls-cert-file=${file('apiserver.crt')}`, `--tls-private-key-file=${file('apiserver.key')}`],
        ...[`--service-account-key-file=${file('sa.pub')}`, `--service-account-signing-key-file=${file('sa.key')}`],
        '--service-account-issuer=https://kubernetes.default.svc',
        ...['--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction', '--allow-privileged=true'],
        `--kubelet-client-certificate=${file('apiserver-kubelet-client.crt')}`,
        `--kubelet-client-key=${file('apiserver-kubelet-client.key')}`,
        '--kubelet-preferred-address-types=InternalIP'
      ]
    },
    {
      name: 'kube-controller-manager',
      args: [
        ...[`--bind-address=${machine}`, `--secure-port=${ports.controllerManager}`],
        ...authenticate('controller-manager'),
        ...[`--service-account-private-key-file=${file('sa.key')}`, `--root-ca-file=${file('ca.crt')}`],
        ...[`--cluster-signing-cert-file=${file('ca.crt')}`, `--cluster-signing-key-file=${file('ca.key')}`],
        ...['--use-service-account-credentials=true', '--leader-elect=false'],
        ...['--allocate-node-cidrs=true', `--cluster-cidr=${ranges.pods}`, '--node-monitor-grace-period=20m']
      ]
    },
    {
      name: 'kube-scheduler',
      args: [
        ...[`--bind-address=${machine}`, `--secure-port=${ports.scheduler}`],
        ...authenticate('scheduler'),
        '--leader-elect=false'
      ]
    }
  ];
}

import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { certificateComplaints } from '../../src/cilium/certificate-complaints.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const pod = (name: string, nodeName: string, labels: Record<string, string>): [string, V1Pod] => [
  `kube-system/${name}`,
  { metadata: { name, labels }, spec: { nodeName, containers: [] } }
];

/** What is said with these logs of the ztunnel on node `a` and of the operator. */
async function said(ztunnel: readonly string[], operator: readonly string[]): Promise<readonly string[]> {
  const { kubernetes } = fakeKubernetes({
    pods: new Map([
      pod('ztunnel-a', 'a', { app: 'ztunnel-cilium' }),
      pod('ztunnel-c', 'c', { app: 'ztunnel-cilium' }),
      pod('operator', 'a', { 'io.cilium/app': 'operator' })
    ]),
    logs: new Map([
      ['kube-system/ztunnel-a/istio-proxy', ztunnel.join('\n')],
      ['kube-system/ztunnel-c/istio-proxy', fetchFailed],
      ['kube-system/operator/cilium-operator', operator.join('\n')]
    ])
  });
  return certificateComplaints(kubernetes, 'kube-system', ['a', 'b', 'a'], 'cpg-1');
}

const fetchFailed =
  '2\twarn\tidentity::manager\tcertificate fetch failed (failed to fetch certificate for workload: Timeout while waiting for SVID stream)\tid=spiffe://cluster.local/ns/cpg-1/sa/perf-client';
const connection =
  '3\terror\taccess\tconnection complete\tsrc.identity="spiffe://cluster.local/ns/cpg-1/sa/perf-client"';
const other = fetchFailed.replace('cpg-1', 'cpg-11');
const upsertFailed =
  'level=error msg="failed to upsert CA entries for enrolled namespace" k8sNamespace=cpg-1 error="connection refused"';
const connected = 'level=info msg="Connected to SPIRE server" subsys=spire-client';
const waiting = 'level=warn msg="Unable to connect to SPIRE server" attempt=2';

describe('complaints about certificates', () => {
  test('are those of the ztunnels on the nodes about the namespace, and of the operator about SPIRE', async () => {
    expect(
      await said(['1\tinfo\tstarted', fetchFailed, other], [connected, upsertFailed, 'level=info msg=other'])
    ).toEqual([`ztunnel-a says: ${fetchFailed.replaceAll('\t', ' ')}`, `operator says: ${upsertFailed}`]);
  });

  test('are rather about the certificate than about the connections that lack it', async () => {
    expect(await said([fetchFailed, connection], [])).toEqual([`ztunnel-a says: ${fetchFailed.replaceAll('\t', ' ')}`]);
    expect(await said([connection], [])).toEqual([`ztunnel-a says: ${connection.replaceAll('\t', ' ')}`]);
  });

  test('do not include those of other namespaces, nor of an operator that has found SPIRE since', async () => {
    expect(await said([other], [waiting, connected])).toEqual([]);
    expect(await said([], [waiting])).toEqual([`operator says: ${waiting}`]);
  });
});

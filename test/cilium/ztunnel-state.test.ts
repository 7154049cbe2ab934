import { readFileSync } from 'node:fs';
import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import type { HostPods } from '../../src/kubernetes/host-pods.ts';
import type { ExecResult } from '../../src/kubernetes/port.ts';
import type { SectionReading } from '../../src/proof/contract.ts';
import { ztunnelCertificates, readIssuer, waitForWorkloads } from '../../src/cilium/ztunnel.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

/** Of a real ztunnel beside Cilium 1.20.2, with the pods of one run; only what is read here was kept. */
function recorded(file: string): string {
  return readFileSync(`test/recordings/ztunnel/${file}`, 'utf8');
}

const namespace = /"namespace": "(cpg-\w+)"/.exec(recorded('config-dump-client.txt'))?.[1] ?? '';
const addressOf = (name: string): string =>
  new RegExp(`"name": "${name}"[^}]*"workloadIps": \\[\\s*"([\\d.]+)"`).exec(recorded('config-dump-client.txt'))?.[1] ??
  '';
const pod = (node: string, name: string): { node: string; ip: string; namespace: string; serviceAccount: string } => ({
  ...{ node, ip: addressOf(name), namespace, serviceAccount: name }
});
const client = pod('a', 'perf-client');
const server = pod('b', 'perf-server');

/** Host pods whose ztunnel answers on its admin port, by node. */
function hosts(answers: Readonly<Record<'a' | 'b', () => SectionReading>>): HostPods {
  return {
    ensure: () => Promise.resolve(undefined),
    read: node =>
      Promise.resolve({
        identity: node,
        address: '',
        sections: { 'ztunnel-config': answers[node === 'a' ? 'a' : 'b']() }
      })
  };
}

/** What the admin port gives, with its header. */
function said(config: string): SectionReading {
  return { ok: true, text: `HTTP/1.0 200 OK\r\n\r\n${config}` };
}

const ofClient = (): SectionReading => said(recorded('config-dump-client.txt'));
const ofServer = (): SectionReading => said(recorded('config-dump-server.txt'));
const wait = (answers: Parameters<typeof hosts>[0]): Promise<void> =>
  waitForWorkloads(hosts(answers), fakeClock(), client, server);

describe('the test pods in ztunnel', () => {
  test('are waited for until both nodes know them, as recorded', async () => {
    let asked = 0;
    const later = (): SectionReading => {
      asked += 1;
      return asked < 3 ? said('{"workloads": [], "certificates": []}') : ofClient();
    };
    await wait({ a: later, b: ofServer });
    expect(asked).toBe(3);
  });

  test.each([
    ['is not there', (text: string) => text.replaceAll(server.ip, '10.0.0.9')],
    ['is no HBONE workload', (text: string) => text.replaceAll('"protocol": "HBONE"', '"protocol": "TCP"')],
    ['is not healthy', (text: string) => text.replaceAll('"status": "Healthy"', '"status": "Unhealthy"')]
  ])('fail the block if the server %s on its own node', async (_, spoil) => {
    await expect(wait({ a: ofClient, b: () => said(spoil(recorded('config-dump-server.txt'))) })).rejects.toThrow(
      `the ztunnel on b does not list the test pod ${server.ip} as a healthy HBONE workload after 60 s`
    );
  });

  test("fail the block if the client's node does not know the server", async () => {
    const spoiled = recorded('config-dump-client.txt').replaceAll(server.ip, '10.0.0.9');
    await expect(wait({ a: () => said(spoiled), b: ofServer })).rejects.toThrow(`the ztunnel on a does not list`);
  });

  test('are not waited for if ztunnel cannot be read', async () => {
    const silent = (): SectionReading => ({ ok: false, why: 'exit code 1: Connection refused' });
    await expect(wait({ a: silent, b: silent })).resolves.toBeUndefined();
  });
});

describe("the issuer of a test pod's certificate", () => {
  const issuer = (
    answer: SectionReading,
    ca: Partial<ExecResult> = { stdout: recorded('ca-root.crt') }
  ): ReturnType<typeof readIssuer> => {
    const metadata = { name: 'cilium-a', labels: { 'k8s-app': 'cilium' } };
    const pod: V1Pod = { metadata, spec: { nodeName: 'a', containers: [] } };
    const { kubernetes } = fakeKubernetes({ pods: new Map([['kube-system/cilium-a', pod]]), exec: () => ca });
    const answers = { a: () => answer, b: () => answer };
    return readIssuer(hosts(answers), kubernetes, 'kube-system', client);
  };

  test("is Cilium's own CA when its key signed it, as recorded", async () => {
    await expect(issuer(ofClient())).resolves.toEqual({ name: 'O=cluster.local', internal: true });
  });

  test('is another CA if the name is the same but the signature is not', async () => {
    const { 'ca-root.crt': other } = await ztunnelCertificates();
    await expect(issuer(ofClient(), { stdout: other ?? '' })).resolves.toEqual({
      name: 'O=cluster.local',
      internal: false
    });
  });

  test("is unknown without the CA's certificate", async () => {
    const { internal } = (await issuer(ofClient(), { exitCode: 1, stderr: 'cat: no such file' })) ?? {};
    expect(internal).toBeUndefined();
  });

  test("is unknown before the pod's first connection", async () => {
    const none = recorded('config-dump-client.txt').replaceAll('/sa/perf-client', '/sa/other');
    await expect(issuer(said(none))).resolves.toBeUndefined();
  });
});

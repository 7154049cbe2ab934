import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import type { Run, Sample } from '../src/model/run.ts';
import {
  kubectl,
  onLab,
  readRun,
  requireLab,
  runCli,
  runNamespaces,
  sampleLine,
  scratch,
  start,
  type Started
} from './support.ts';

const enrollment = 'io.cilium/mtls-enabled';
/** Namespace of another pod pair that sends through ztunnel on the same two nodes. */
const busyNamespace = 'sabotage-busy';
const metricsPort = '15020';
/** Long enough to sabotage a sample in the middle. */
const samples = ['--rounds', '1', '--duration', '6', '--omit', '0'];

/** The namespace of the run's test pods; not the control's, and not the one that is never enrolled. */
function namespaceOf(lab: Lab): string {
  const found = runNamespaces(lab).find(name => /cpg-[0-9a-f]{8}$/.test(name));
  if (found === undefined) throw new Error('the run has no namespace');
  return found.replace('namespace/', '');
}

function nodeOf(lab: Lab, namespace: string, pod: string): string {
  return kubectl(lab, ['get', 'pod', '-n', namespace, pod, '-o', 'jsonpath={.spec.nodeName}']);
}

/** The name of a Cilium DaemonSet's pod on a node. */
function podOn(lab: Lab, selector: string, node: string): string {
  const field = `spec.nodeName=${node}`;
  const args = ['get', 'pods', '-n', 'kube-system', '-l', selector, '--field-selector', field, '-o', 'name'];
  return kubectl(lab, args).trim();
}

function attemptsOf(run: Run, name: string | undefined): readonly Sample[] {
  return run.samples.filter(sample => sample.path === 'pod' && sample.test === name);
}

describe('without encryption', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await requireLab();
  });

  test("an agent killed on the server's node and a deleted server pod each make a sample invalid, and the run continues", async () => {
    const output = scratch();
    const tests = ['--tests', 'tcp-throughput,tcp-latency'];
    const run = start('cli', [...onLab(lab, output), '--scenarios', 'vxlan', ...tests, ...samples], {
      ...lab.environment,
      XDG_STATE_HOME: scratch()
    });
    await run.said(/Cilium is in vxlan mode after/);
    const node = /server on (\S+);/.exec(run.output())?.[1] ?? '';
    const agent = podOn(lab, 'k8s-app=cilium', node);
    await run.said(/steady after/);
    await sleep(1500);
    kubectl(lab, ['delete', '-n', 'kube-system', '--wait=false', agent]);
    // The next sample of the other test starts after this one's retry.
    await run.said(/round 1\/1 vxlan tcp-\S+ \(retry\) .*\n/);
    await sleep(2500);
    kubectl(lab, ['delete', 'pod', '-n', namespaceOf(lab), 'perf-server', '--grace-period=0', '--force']);
    const { code } = await run.ended;
    expect([code, run.output()]).toEqual([0, expect.any(String)]);
    const [first, second, third, fourth] = readRun(output).samples.filter(({ path }) => path === 'pod');
    expect(first).toMatchObject({ status: 'invalid', attempt: 1, agentRestarts: [node], metrics: {} });
    expect(first?.reason).toEqual({
      kind: 'agent-restarted',
      message: "the Cilium agent of the server's node restarted during the sample"
    });
    expect(second).toMatchObject({ status: 'valid', attempt: 2, agentRestarts: [], proof: { verdict: 'plaintext' } });
    expect(third).toMatchObject({ status: 'invalid', attempt: 1, reason: { kind: 'pod-replaced' }, metrics: {} });
    expect(third?.reason?.message).toContain('server pod');
    expect(fourth).toMatchObject({ status: 'valid', attempt: 2 });
    const summary = readFileSync(join(output, 'summary.md'), 'utf8');
    expect(summary).toContain('restarted during the sample');
    expect(summary).toContain('server pod');
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('agents that a rollout would not restart are refused before anything is changed', async () => {
    const revision = ['get', 'secrets', '-n', 'kube-system', '-l', 'owner=helm,name=cilium', '-o', 'name'];
    const before = kubectl(lab, revision);
    const values = join(scratch(), 'on-delete.yaml');
    writeFileSync(values, 'updateStrategy: {type: OnDelete}\n');
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const flags = [...onLab(lab, scratch(), [values]), '--scenarios', 'vxlan', '--tests', 'tcp-throughput'];
    const { code, output } = await runCli([...flags, ...samples], environment);
    expect([code, output]).toEqual([2, expect.any(String)]);
    expect(output).toContain('updateStrategy.type: OnDelete prevents agents from restarting');
    expect(kubectl(lab, revision)).toBe(before);
    expect(runNamespaces(lab)).toEqual([]);
  });
});

/** Observations of the cluster during the sabotage. */
interface Sabotaged {
  readonly run: Run;
  readonly summary: string;
  readonly code: number | null;
  readonly text: string;
  /** The tests in the order of the seed. */
  readonly order: readonly string[];
  /** Bytes that the busy pair sent under mutual TLS during its sample, as counted by the server node's ztunnel. */
  readonly busyBytes: number;
  /** The retry's server address while its namespace was not enrolled, and how often the path became steady meanwhile. */
  readonly lateServerIp: string;
  readonly steadyInTheClear: number;
}

/** One run with ztunnel whose four samples are all sabotaged. Separate runs would each need a switch of a minute and a half. */
class Sabotage {
  readonly #lab: Lab;
  readonly #output = scratch();
  readonly #run: Started;
  #blocked: string | undefined;

  constructor(lab: Lab) {
    this.#lab = lab;
    const tests = 'tcp-throughput,tcp-bidirectional,tcp-latency,tcp-stream';
    this.#run = start(
      'cli',
      [
        ...onLab(lab, this.#output),
        '--scenarios',
        'vxlan+ztunnel',
        '--tests',
        tests,
        ...samples,
        '--seed',
        'sabotage',
        '--verbose'
      ],
      { ...lab.environment, XDG_STATE_HOME: scratch() }
    );
  }

  async all(): Promise<Sabotaged> {
    const lab = this.#lab;
    const run = this.#run;
    await run.said(/round 1: vxlan\+ztunnel \(.*\)/);
    const planned = /round 1: vxlan\+ztunnel \(verify, ([^)]*)\)/.exec(run.output())?.[1] ?? '';
    const order = planned.split(', ');
    const [killed = '', unread = '', beside = '', unenrolled = ''] = order;
    await run.said(/second witness on .*\n.*second witness on .*\n/);
    const namespace = namespaceOf(lab);
    const node = nodeOf(lab, namespace, 'perf-server');

    await sleep(3000);
    const ztunnel = podOn(lab, 'app=ztunnel-cilium', node);
    kubectl(lab, ['delete', '-n', 'kube-system', '--grace-period=0', '--force', ztunnel]);

    await this.#ended(killed, 2);
    await sleep(2500);
    this.#block(node);
    await this.#ended(unread, 1);
    this.unblock();
    const pair = [nodeOf(lab, namespace, 'perf-client'), node] as const;
    this.#makeBusyPair(...pair);

    await this.#ended(unread, 2);
    this.#pause();
    this.#startBusyPair();
    const bytesBefore = this.#busyBytes(node);
    this.#resume();
    await this.#ended(beside, 1);

    this.#pause();
    const busyBytes = this.#busyBytes(node) - bytesBefore;
    const pods = this.#podsOf(namespace);
    kubectl(lab, ['label', 'namespace', namespace, `${enrollment}-`]);
    await sleep(3000);
    this.#resume();
    await this.#ended(unenrolled, 1);
    this.removeBusyPair();

    const steadyBefore = this.#steadyTimes();
    await this.#untilReplaced(namespace, pods);
    const serverIp = ['get', 'pod', '-n', namespace, 'perf-server', '-o', 'jsonpath={.status.podIP}'];
    const lateServerIp = kubectl(lab, serverIp);
    await sleep(8000);
    const steadyInTheClear = this.#steadyTimes() - steadyBefore;
    kubectl(lab, ['label', 'namespace', namespace, `${enrollment}=true`]);
    const { code } = await run.ended;
    const summary = readFileSync(join(this.#output, 'summary.md'), 'utf8');
    return {
      ...{ run: readRun(this.#output), summary, code, text: run.output(), order },
      ...{ busyBytes, lateServerIp, steadyInTheClear }
    };
  }

  /** Undoes the remaining sabotage and waits until the run has ended. */
  async end(): Promise<void> {
    this.unblock();
    this.removeBusyPair();
    this.#resume();
    await this.#run.ended;
  }

  unblock(): void {
    if (this.#blocked !== undefined) this.#iptables(this.#blocked, '-D');
    this.#blocked = undefined;
  }

  removeBusyPair(): void {
    kubectl(this.#lab, ['delete', 'namespace', busyNamespace, '--ignore-not-found', '--grace-period=1']);
  }

  /** Waits for the log line of a sample. */
  async #ended(name: string, attempt: 1 | 2): Promise<void> {
    await this.#run.said(sampleLine('vxlan+ztunnel', name, attempt));
  }

  /** Pauses the run, as a slow machine would, so that the next action happens between two of its steps. */
  #pause(): void {
    this.#run.child.kill('SIGSTOP');
  }

  #resume(): void {
    this.#run.child.kill('SIGCONT');
  }

  #steadyTimes(): number {
    return this.#run.output().split('steady after').length - 1;
  }

  #block(node: string): void {
    this.#iptables(node, '-I');
    this.#blocked = node;
  }

  #iptables(node: string, action: '-I' | '-D'): void {
    const rule = ['INPUT', '-p', 'tcp', '--dport', metricsPort, '-j', 'DROP'];
    const env = { ...process.env, ...this.#lab.environment };
    const result = spawnSync('docker', ['exec', node, 'iptables', '-w', action, ...rule], { encoding: 'utf8', env });
    if (result.status !== 0) throw new Error(`iptables ${action} on ${node}: ${result.stderr}`);
  }

  /** Creates two pods in an enrolled namespace; the client waits for a signal. */
  #makeBusyPair(clientNode: string, serverNode: string): void {
    const pod = (name: string, nodeName: string, command: string): unknown => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: busyNamespace },
      spec: {
        nodeName,
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'tools', image: this.#lab.testImage, command: ['sh', '-c', command] }]
      }
    });
    const client =
      'until [ -e /tmp/go ]; do sleep 0.1; done; while :; do iperf3 -c $(cat /tmp/go) -t 1 -b 200M; sleep 0.1; done';
    const items = [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: busyNamespace, labels: { [enrollment]: 'true' } }
      },
      pod('client', clientNode, client),
      pod('server', serverNode, 'exec iperf3 -s')
    ];
    const file = join(scratch(), 'busy.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    kubectl(this.#lab, ['apply', '-f', file]);
  }

  #startBusyPair(): void {
    const lab = this.#lab;
    kubectl(lab, ['wait', '--for=condition=Ready', '-n', busyNamespace, 'pod', '--all', '--timeout=60s']);
    const address = ['get', 'pod', '-n', busyNamespace, 'server', '-o', 'jsonpath={.status.podIP}'];
    const write = `echo ${kubectl(lab, address)} >/tmp/sign && mv /tmp/sign /tmp/go`;
    kubectl(lab, ['exec', '-n', busyNamespace, 'client', '--', 'sh', '-c', write]);
  }

  /** Bytes that the busy pair received under mutual TLS, as counted by its server node's ztunnel. */
  #busyBytes(node: string): number {
    const pod = podOn(this.#lab, 'app=ztunnel-cilium', node).replace('pod/', '');
    const path = `/api/v1/namespaces/kube-system/pods/${pod}:${metricsPort}/proxy/metrics`;
    const lines = kubectl(this.#lab, ['get', '--raw', path]).split('\n');
    const ours = lines.filter(
      line =>
        line.startsWith('istio_tcp_received_bytes_total{') &&
        line.includes('connection_security_policy="mutual_tls"') &&
        line.includes(`/ns/${busyNamespace}/`)
    );
    return ours.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** UIDs of the running test pods. */
  #podsOf(namespace: string): readonly string[] {
    const field = 'status.phase=Running';
    const args = ['get', 'pods', '-n', namespace, '--field-selector', field, '-o', 'jsonpath={.items[*].metadata.uid}'];
    return kubectl(this.#lab, args).split(' ').filter(Boolean);
  }

  /** Waits until two new test pods are running. */
  async #untilReplaced(namespace: string, earlier: readonly string[]): Promise<void> {
    for (let tries = 0; ; tries++) {
      const now = this.#podsOf(namespace);
      if (now.length === 2 && now.every(uid => !earlier.includes(uid))) return;
      if (tries > 100) throw new Error(`no new test pods are running in ${namespace}`);
      await sleep(300);
    }
  }
}

describe('with ztunnel', () => {
  let lab: Lab;
  let sabotage: Sabotage | undefined;
  let seen: Sabotaged | undefined;

  beforeAll(async () => {
    lab = await requireLab();
    if (lab.ztunnelImage === undefined) return;
    sabotage = new Sabotage(lab);
    seen = await sabotage.all();
  });

  afterAll(async () => {
    await sabotage?.end();
  });

  /** The observations, or `undefined` with a message if there is no ztunnel. */
  const seenOr = (what: string): Sabotaged | undefined => {
    if (lab.ztunnelImage === undefined) process.stderr.write(`skipped: ${what} needs ztunnel (LAB_ZTUNNEL)\n`);
    return seen;
  };

  const cases: readonly (readonly [string, (all: Sabotaged) => void])[] = [
    [
      "the server node's ztunnel is killed during a sample",
      ({ run, order: [name], summary }) => {
        const [first, second] = attemptsOf(run, name);
        expect(first).toMatchObject({ status: 'invalid', attempt: 1 });
        expect(first?.reason?.message).toContain("the ztunnel of the server's node was restarted or replaced");
        expect(second).toMatchObject({ status: 'valid', attempt: 2, proof: { verdict: 'encrypted' } });
        expect(summary).toContain('was restarted or replaced');
      }
    ],
    [
      'the metrics of a ztunnel are not reachable',
      ({ run, order: [, name], summary }) => {
        const [first, second] = attemptsOf(run, name);
        expect(first).toMatchObject({ status: 'invalid', attempt: 1, reason: { kind: 'unproven' } });
        expect(first?.reason?.message).toContain("metrics of the ztunnel of the server's node could not be read");
        expect(second).toMatchObject({ status: 'valid', attempt: 2, proof: { verdict: 'encrypted' } });
        expect(summary).toContain('could not be read');
      }
    ],
    [
      'a sample stays valid while another enrolled pair is busy',
      ({ run, order: [, , name], busyBytes }) => {
        expect(busyBytes).toBeGreaterThan(1e7);
        expect(attemptsOf(run, name)).toMatchObject([
          { status: 'valid', attempt: 1, proof: { verdict: 'encrypted', faults: [] } }
        ]);
      }
    ],
    [
      'the namespace is unenrolled between two samples while another enrolled pair is busy',
      ({ run, order: [, , , name], summary }) => {
        const [first] = attemptsOf(run, name);
        expect(first).toMatchObject({ status: 'invalid', attempt: 1, reason: { kind: 'proof-mismatch' } });
        expect(first?.reason?.message).toContain('the scenario is ztunnel, but the traffic was plaintext');
        expect(summary).toContain('the traffic was plaintext');
      }
    ],
    [
      'the namespace is enrolled after its pods started',
      ({ run, order: [, , , name], lateServerIp, steadyInTheClear }) => {
        expect(steadyInTheClear).toBe(0);
        const [, second] = attemptsOf(run, name);
        expect(second?.server.ip).toBe(lateServerIp);
        expect(second).toMatchObject({ status: 'valid', attempt: 2, proof: { verdict: 'encrypted' } });
      }
    ],
    [
      'the run completes and leaves nothing behind',
      ({ run, code, text }) => {
        expect([code, text]).toEqual([0, expect.any(String)]);
        expect(run.complete).toBe(true);
        expect(runNamespaces(lab)).toEqual([]);
        expect(kubectl(lab, ['get', 'namespaces', '-l', enrollment, '-o', 'name'])).toBe('');
      }
    ]
  ];

  test.each(cases)('%s', (what, check) => {
    const all = seenOr(what);
    expect(all === undefined).toBe(lab.ztunnelImage === undefined);
    if (all !== undefined) check(all);
  });
});

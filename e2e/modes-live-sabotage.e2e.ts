import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeNames } from '../lab/vm/addresses.ts';
import { runInVm } from '../lab/vm/shell.ts';
import type { Run, Sample } from '../src/model/run.ts';
import { readRun, sampleLine, scratch, type Started } from './support.ts';
import { inVm, onVm, runOnVm } from './vm.ts';

/** Waits until a client of iperf3 or netperf runs, which between two lines of the run's log can only be the sample's. */
const untilClientRuns = "until pgrep -f '^(iperf3 -c|netperf )' > /dev/null; do sleep 0.3; done; sleep 3";

/** Kills the agent of a node; its container starts again, with the same configuration. */
function killAgent(node: string): string {
  return `for p in $(pgrep -x cilium-agent); do if grep -q /${node}/ /proc/$p/cgroup; then kill -9 $p; fi; done`;
}

/** A run of one scenario whose samples are sabotaged, with the log as its clock. */
class Struck {
  readonly #scenario: string;
  readonly #output = scratch();
  readonly #run: Started;

  constructor(scenario: string, tests: readonly string[], seconds: number) {
    this.#scenario = scenario;
    const flags = ['--rounds', '1', '--duration', String(seconds), '--omit', '0', '--seed', 'sabotage', '--verbose'];
    this.#run = runOnVm([...['--scenarios', scenario, '--tests', tests.join(','), '--output', this.#output], ...flags]);
  }

  /** Waits for the first sample; returns the nodes and the tests in their order. */
  async begins(): Promise<{ client: string; server: string; order: readonly string[] }> {
    await this.#run.said(/second witness on .*\n[^]*second witness on .*\n/);
    const text = this.#run.output();
    const [, client = '', server = ''] = /client on (\S+), server on (\S+);/.exec(text) ?? [];
    const planned = /round 1: \S+ \(verify, ([^)]*)\)/.exec(text)?.[1] ?? '';
    return { client, server, order: planned.split(', ') };
  }

  /** Runs a script in the VM in the middle of the next sample. */
  async strike(script: string): Promise<string> {
    const printed = await runInVm(`${untilClientRuns}; date +%T; ${script}`, 400);
    process.stderr.write(`struck at ${printed}\n`);
    return printed.slice(printed.indexOf('\n') + 1);
  }

  /** Waits for a sample, and returns what the log first says about it. Its block can make it invalid later. */
  async attempted(name: string, attempt: 1 | 2): Promise<string> {
    const line = sampleLine(this.#scenario, name, attempt);
    await this.#run.said(line);
    return line.exec(this.#run.output())?.[0] ?? '';
  }

  async ended(): Promise<Run> {
    await this.#run.ended;
    return readRun(this.#output);
  }

  async stop(): Promise<void> {
    this.#run.child.kill('SIGTERM');
    await this.#run.ended;
  }
}

function attempts(run: Run, name: string | undefined): readonly Sample[] {
  return run.samples.filter(({ test: of, path }) => path === 'pod' && of === name);
}

/** Expects that the first attempt is no number, for this reason, and that the second was one when it ended. */
function expectMended([first]: readonly Sample[], reason: object, retry: string | undefined): void {
  expect(first).toMatchObject({ status: 'invalid', metrics: {}, reason });
  expect(retry).toMatch(/ \(retry\) [\d./]+ /);
}

inVm('WireGuard', () => {
  let struck: Struck | undefined;
  let run: Run;
  let order: readonly string[];
  const retries: string[] = [];

  beforeAll(async () => {
    // An emulated kubelet reports after 20 s or more that a container restarted. Before that, only the block's proof notices.
    struck = new Struck('vxlan+wireguard', ['tcp-throughput', 'tcp-bidirectional', 'tcp-stream'], 20);
    const begun = await struck.begins();
    ({ order } = begun);
    const [killed = '', cut = '', leaked = ''] = order;
    await struck.strike(killAgent(begun.server));
    retries.push(await struck.attempted(killed, 2));

    // Again and again, in case the agent puts it back.
    const wg = `ip netns exec ${begun.client} wg`;
    const peer = await struck.strike(
      `${wg} show cilium_wg0 dump | tail -n 1; key=$(${wg} show cilium_wg0 peers); touch /run/cut
(while [ -e /run/cut ]; do ${wg} set cilium_wg0 peer $key remove; sleep 0.2; done) > /dev/null &`
    );
    const [key = '', , endpoint = '', allowed = ''] = peer.trim().split(/\s+/);
    await struck.attempted(cut, 1);
    await runInVm(
      `rm /run/cut; sleep 1; ${wg} set cilium_wg0 peer ${key} endpoint ${endpoint} allowed-ips ${allowed}`,
      120
    );
    retries.push(await struck.attempted(cut, 2));

    const inNode = `nsenter -m -t $(pgrep -f '^containerd ' | while read p; do grep -q /${begun.client}/ /proc/$p/cgroup && echo $p; done)`;
    await struck.strike(`${inNode} rm /sys/fs/bpf/cilium/devices/eth0/links/cil_to_netdev`);
    await struck.attempted(leaked, 1);
    // Only a new agent attaches it again.
    await runInVm(killAgent(begun.client), 120);
    retries.push(await struck.attempted(leaked, 2));
    run = await struck.ended();
  }, 3_600_000);
  afterAll(async () => {
    await struck?.stop();
  });

  test('an agent that restarts makes the sample invalid', () => {
    expectMended(attempts(run, order[0]), { kind: 'agent-restarted' }, retries[0]);
  });

  test('a peer that is removed makes the sample invalid', () => {
    const kind = expect.stringMatching(/^(tool-error|timeout|connection-lost)$/);
    expectMended(attempts(run, order[1]), { kind }, retries[1]);
  });

  test('traffic that is no longer handed to WireGuard is found by its counters', () => {
    expectMended(attempts(run, order[2]), { message: expect.stringContaining('in plaintext') }, retries[2]);
  });
});

inVm('IPsec', () => {
  let struck: Struck | undefined;
  let run: Run;
  let order: readonly string[];
  let retry: string;

  beforeAll(async () => {
    struck = new Struck('vxlan+ipsec', ['tcp-throughput', 'tcp-bidirectional'], 6);
    const begun = await struck.begins();
    ({ order } = begun);
    const [flushed = ''] = order;
    // The client's traffic is in plaintext until its window is full, because the answers are dropped. Within a minute, the agent
    // creates the policies again.
    await struck.strike(`ip netns exec ${begun.client} ip xfrm policy flush`);
    retry = await struck.attempted(flushed, 2);

    const namespace = ['-n', 'kube-system'];
    onVm('kubectl', ['patch', 'configmap', 'cilium-config', ...namespace, '-p', '{"data":{"enable-ipsec":"false"}}']);
    const field = `spec.nodeName=${begun.server}`;
    const which = ['-l', 'k8s-app=cilium', '--field-selector', field, '--wait=false'];
    onVm('kubectl', ['delete', 'pods', ...namespace, ...which]);
    run = await struck.ended();
  }, 3_600_000);
  afterAll(async () => {
    await struck?.stop();
  });

  test('policies that are flushed make the sample invalid, because of the packets in the clear', () => {
    expectMended(attempts(run, order[0]), { message: expect.stringContaining('in plaintext') }, retry);
  });

  test('an agent in another mode than the others is found', () => {
    const [first, second] = attempts(run, order[1]);
    expect(first).toMatchObject({ status: 'invalid', metrics: {} });
    expect(second).toMatchObject({
      status: 'invalid',
      metrics: {},
      reason: { message: expect.stringContaining('IPsec') }
    });
  });
});

inVm("IPsec's leftover policy", () => {
  const policy = 'dir out action block priority 100 mark 0xe00 mask 0xf00';
  const [node] = nodeNames;

  beforeAll(async () => {
    await runInVm(`ip netns exec ${node} ip xfrm policy update src 0.0.0.0/0 dst 0.0.0.0/0 ${policy}`, 120);
  }, 200_000);
  afterAll(async () => {
    await runInVm(`ip netns exec ${node} ip xfrm policy flush`, 120);
  }, 200_000);

  test('that was there before the run stays there, and WireGuard is not measured', async () => {
    const started = runOnVm(['--scenarios', 'vxlan+wireguard', '--rounds', '1', '--output', scratch()]);
    const { code } = await started.ended;
    expect([code, started.output()]).toEqual([3, expect.stringContaining(`before this run: ${node}`)]);
    expect(await runInVm(`ip netns exec ${node} ip xfrm policy`, 120)).toContain('action block');
  }, 2_400_000);
});

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createHost } from '../src/host/host.ts';
import { startLimit } from '../src/host/limit.ts';
import { createTerminal } from '../src/host/terminal.ts';
import { connect } from '../src/kubernetes/client.ts';
import { createHostPods } from '../src/kubernetes/host-pods.ts';
import { repeatRequests } from '../src/kubernetes/patience.ts';
import { chooseNodes, tolerationsOf } from '../src/kubernetes/placement.ts';
import { createShells } from '../src/kubernetes/shell.ts';
import { makeNamespaces } from '../src/run/prepare.ts';
import { describeNoise } from './noise/describe.ts';
import { measureNoise, sampleSchema, type Sizes } from './noise/measure.ts';

/**
 * A nested A/A on a running cluster with Cilium: agent rollouts, new pod pairs in each, runs with new connections on each,
 * and the seconds of each run. Prints what each level adds to the noise of throughput (iperf3) and latency (netperf
 * TCP_RR), what readings of the machine's speed explain of it, and from that the noise of a block's mean.
 * Restarts the agents on two nodes; creates and deletes namespaces `cpg-noise...`; takes about 25 minutes.
 *
 * Usage: node bench/noise.ts --image IMAGE [--kubeconfig FILE] [--context NAME] [--cilium-namespace kube-system]
 *          [--client-node NODE] [--server-node NODE] [--rollouts 8] [--pairs 3] [--connections 5] [--seconds 2]
 *          [--out noise.json]
 *        node bench/noise.ts --from noise.json
 */
const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'cilium-namespace': { type: 'string', default: 'kube-system' },
    'client-node': { type: 'string' },
    'server-node': { type: 'string' },
    rollouts: { type: 'string', default: '8' },
    pairs: { type: 'string', default: '3' },
    connections: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    out: { type: 'string', default: 'noise.json' },
    from: { type: 'string' }
  }
});
/** An API server that does not answer is waited for, so that it does not cost the whole measurement. */
const patienceSeconds = 120;
const host = createHost(createTerminal());
if (values.from === undefined) await measure();
const samples = z.array(sampleSchema).parse(JSON.parse(await host.files.read(values.from ?? values.out)));
for (const line of describeNoise(samples)) console.log(line);

function whole(name: keyof Sizes): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name}: "${values[name]}" is not a whole number above 0; write one, such as 5`);
}

async function measure(): Promise<void> {
  const { image, out } = values;
  if (image === undefined)
    throw new Error('--image: missing; write the image with iperf3 and netperf for the test pods');
  const sizes: Sizes = {
    rollouts: whole('rollouts'),
    pairs: whole('pairs'),
    connections: whole('connections'),
    seconds: whole('seconds')
  };
  const { clock, outputs } = host;
  const kubernetes = repeatRequests(connect(values.kubeconfig, values.context, host), host, () =>
    startLimit(clock, patienceSeconds)
  );
  const tolerations = tolerationsOf({ tolerateControlPlane: true }, []);
  const wanted = { client: values['client-node'], server: values['server-node'] };
  const { client, server } = await chooseNodes(kubernetes, host, await kubernetes.nodes(), wanted, tolerations);
  const [clientNode = '', serverNode = ''] = [client.metadata?.name, server.metadata?.name];
  const id = `cpg-noise-${Date.now().toString(36)}`;
  outputs.info(`client on ${clientNode}, server on ${serverNode}; namespaces ${id}, ${id}-control and ${id}-other`);
  const namespaces = await makeNamespaces(kubernetes, () => Promise.resolve(), id, undefined);
  const shells = createShells(kubernetes);
  const common = { clientNode, serverNode, image, tolerations };
  const control = { ...common, namespace: namespaces.control };
  const nodes = { 'perf-host-client': clientNode, 'perf-host-server': serverNode };
  const ground = {
    kubernetes,
    clock,
    shells,
    hosts: createHostPods(kubernetes, clock, shells, { ...control, nodes }),
    ciliumNamespace: values['cilium-namespace'],
    pods: { ...common, namespace: namespaces.pods, hostNetwork: false },
    control: { ...control, hostNetwork: true }
  };
  try {
    await measureNoise(ground, sizes, outputs, samples => host.files.write(out, JSON.stringify(samples)));
  } finally {
    shells.closeAll();
    for (const namespace of [namespaces.pods, namespaces.control, namespaces.other])
      await kubernetes.deleteNamespace(namespace);
  }
}

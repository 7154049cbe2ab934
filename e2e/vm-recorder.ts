import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeNames } from '../lab/vm/addresses.ts';
import { runInVm } from '../lab/vm/shell.ts';
import type { Run } from '../src/model/run.ts';
import { encrypts } from '../src/model/scenario.ts';
import { sampleLine, type Started } from './support.ts';
import { onVm } from './vm.ts';

/** What test/recordings/proof keeps of a node: read from outside of Cilium and of the program. */
const readNode = (node: string): string =>
  [
    `echo '=== ${node}'; date +%s.%N`,
    `echo '== ip -s link'; ip -n ${node} -s link`,
    `echo '== ip -s xfrm state'; ip -n ${node} -s xfrm state list nokeys`,
    `echo '== xfrm_stat'; ip netns exec ${node} cat /proc/net/xfrm_stat`
  ].join('\n');

/** Links and states without what no proof reads. */
const unread = /^\s+(?:limit|lifetime config|expire|hard|soft)\b.*\n|^\s+[0-9a-f]{8}(?: [0-9a-f]{8})*\s*\n/gm;

/** Counters around one scenario's sample. */
interface Around {
  readonly name: string;
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** What the agent of each node said, by file. */
  readonly agents: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

async function readNodes(): Promise<ReadonlyMap<string, string>> {
  const text = await runInVm(['set -e', ...nodeNames.map(readNode)].join('\n'), 120);
  return new Map(
    text
      .split(/^=== /m)
      .slice(1)
      .map(part => [part.split('\n', 1)[0] ?? '', part.slice(part.indexOf('\n') + 1).replace(unread, '')])
  );
}

type Moment = 'before' | 'after';

function readAgents(moment: Moment): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(nodeNames.map(node => [node, readAgent(node, moment)]));
}

function readAgent(node: string, moment: Moment): Readonly<Record<string, string>> {
  const which = ['-l', 'k8s-app=cilium', '--field-selector', `spec.nodeName=${node}`, '-o', 'name'];
  const pod = onVm('kubectl', ['get', 'pods', '-n', 'kube-system', ...which]).trim();
  const read = (...command: string[]): string =>
    onVm('kubectl', ['exec', '-n', 'kube-system', pod, '-c', 'cilium-agent', '--', ...command]);
  const { encryption } = JSON.parse(read('cilium-dbg', 'debuginfo', '--output', 'json')) as { encryption: unknown };
  return {
    [`${moment}.debuginfo-encryption.json`]: `${JSON.stringify(encryption, undefined, 2)}\n`,
    ...(moment === 'after' && {
      'encrypt-status.json': read('cilium-dbg', 'encrypt', 'status', '-o', 'json'),
      'ip-xfrm-policy.txt': read('ip', 'xfrm', 'policy')
    })
  };
}

/** Stops the run while something is read, so that nothing happens between the reading and the sample. */
async function paused<T>({ child }: Started, read: () => Promise<T>): Promise<T> {
  child.kill('SIGSTOP');
  try {
    return await read();
  } finally {
    child.kill('SIGCONT');
  }
}

/** Reads counters around the sample of a scenario. Rejects if the run never takes it. */
async function recordAround(started: Started, name: string): Promise<Around> {
  const scenario = name.replace('+', '\\+');
  // The last line before the sample. It must be of the same scenario.
  const last = encrypts(name) ? 'second witness on .*\\n.*second witness on .*\\n' : 'steady after .*\\n';
  await started.said(new RegExp(`Cilium is in ${scenario} mode after(?:(?!== Round)[^])*?${last}`));
  const [before, earlier] = await paused(started, async () => [await readNodes(), readAgents('before')] as const);
  await started.said(sampleLine(name, 'tcp-throughput'));
  return await paused(started, async () => {
    const after = await readNodes();
    const agents = new Map([...readAgents('after')].map(([node, files]) => [node, { ...earlier.get(node), ...files }]));
    return { name, before, after, agents };
  });
}

/** Bytes that iperf3's server received in all bursts of a sample. */
function receivedBytes(output: string, raw: string): number {
  const { bursts } = JSON.parse(gunzipSync(readFileSync(join(output, raw))).toString()) as {
    bursts: readonly { stdout: string }[];
  };
  return bursts
    .map(({ stdout }) => JSON.parse(stdout) as { end: { sum_received: { bytes: number } } })
    .reduce((sum, { end }) => sum + end.sum_received.bytes, 0);
}

/**
 * Records counters around the first sample of each scenario of a run, in the form of test/recordings/proof, to one folder
 * for each scenario. What the run did not measure is not recorded.
 */
export async function recordRun(
  started: Started,
  names: readonly string[],
  output: string,
  folder: string
): Promise<void> {
  // A ztunnel's counters are its metrics, which are not read here.
  const counted = names.filter(name => !name.endsWith('+ztunnel'));
  const recorded = await Promise.allSettled(counted.map(async name => await recordAround(started, name)));
  await started.ended;
  const run = JSON.parse(readFileSync(join(output, 'run.json'), 'utf8')) as Run;
  for (const result of recorded) {
    if (result.status === 'rejected') process.stderr.write(`not recorded: ${String(result.reason).slice(0, 300)}\n`);
    else writeRecording(result.value, run, output, join(folder, result.value.name));
  }
}

function writeRecording({ name, before, after, agents }: Around, run: Run, output: string, folder: string): void {
  const sample = run.samples.find(
    ({ scenario, path, status }) => scenario === name && path === 'pod' && status === 'valid'
  );
  if (sample === undefined) return;
  mkdirSync(folder, { recursive: true });
  // An agent says nothing about another encryption than its own.
  const write = (file: string, text: string): void => {
    if (!['', '{}'].includes(text.trim())) writeFileSync(join(folder, file), text);
  };
  const sides = ['client', 'server'] as const;
  const each = (of: (side: (typeof sides)[number]) => unknown): object =>
    Object.fromEntries(sides.map(side => [side, of(side)]));
  for (const side of sides) {
    const { node } = sample[side];
    write(`${side}.before.txt`, before.get(node) ?? '');
    write(`${side}.after.txt`, after.get(node) ?? '');
    for (const [file, text] of Object.entries(agents.get(node) ?? {})) write(`${side}.${file}`, text);
  }
  const address = (node: string, type: string): string | undefined => {
    const { spec } = JSON.parse(onVm('kubectl', ['get', 'ciliumnode', node, '-o', 'json'])) as {
      spec: { addresses: readonly { type: string; ip: string }[] };
    };
    return spec.addresses.find(one => one.type === type)?.ip;
  };
  const path = {
    receivedBytes: receivedBytes(output, sample.raw),
    podIps: each(side => sample[side].ip),
    nodeIps: each(side => address(sample[side].node, 'InternalIP')),
    ciliumInternalIps: each(side => address(sample[side].node, 'CiliumInternalIP'))
  };
  write('path.json', `${JSON.stringify(path, undefined, 2)}\n`);
}

import { CancelledError, errorMessage } from '../errors.ts';
import { composeScript, parseSections } from '../kubernetes/sections.ts';
import { removePod, testContainer, testPod, waitForRunning } from '../kubernetes/test-pods.ts';
import { sides, type PathFacts, type Side } from '../proof/contract.ts';
import { judgeWitness, witnessSection } from '../proof/index.ts';
import type { WitnessResult } from '../results/run.ts';
import { tests } from '../suite/index.ts';
import { prepareTest } from './execute.ts';
import type { PairSpec, PodPair } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';

const podNames: Readonly<Record<Side, string>> = { client: 'perf-witness-client', server: 'perf-witness-server' };
/** The capture's own two seconds, its start and the transport of what it printed. */
const captureSeconds = 30;

/**
 * Lets tcpdump look at what leaves both nodes during a transfer between the test pods. The witness is not always to be
 * had (an image without tcpdump, a cluster that admits no such pod): that is an answer, with the reason.
 */
export async function callWitness(
  observatory: Observatory,
  control: PairSpec,
  pair: PodPair,
  facts: PathFacts
): Promise<WitnessResult[]> {
  const { kubernetes, clock } = observatory;
  const { namespace } = control;
  const nodes = { client: control.clientNode, server: control.serverNode };
  try {
    await Promise.all(
      sides.map(async side => {
        const { image, tolerations } = control;
        const name = podNames[side];
        const spec = { name, serviceAccount: 'default', role: side, node: nodes[side], image, tolerations };
        await removePod(kubernetes, clock, namespace, name);
        await kubernetes.createPod(namespace, testPod({ ...spec, hostNetwork: true, capture: true }));
        await waitForRunning(kubernetes, clock, namespace, name);
      })
    );
    const target = { serverIp: pair.server.ip, durationSeconds: 2, omitSeconds: 0, timeScale: clock.timeScale };
    const prepared = prepareTest(kubernetes, pair, tests['tcp-throughput'], target);
    const transfer = prepared.run();
    const captures = await Promise.all(
      sides.map(async side => {
        const { stdout } = await kubernetes.exec(
          { namespace, pod: podNames[side], container: testContainer, image: 'witness' },
          ['sh', '-c', composeScript('witness', [witnessSection])],
          captureSeconds
        );
        return parseSections([witnessSection], stdout);
      })
    );
    const { parsed } = await transfer;
    if (!parsed.ok) return notAvailable(nodes, `the transfer to look at failed: ${parsed.reason.message}`);
    return sides.map((side, index) => {
      const sections = captures[index] ?? {};
      const reading = sections[witnessSection.name];
      if (reading?.ok !== true) {
        return { node: nodes[side], seen: 'not available', reason: `no tcpdump: ${reading?.why ?? 'it was not run'}` };
      }
      const { verdict, reason } = judgeWitness({ identity: '', sections }, facts, nodes[side]);
      return { node: nodes[side], seen: verdict, reason };
    });
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return notAvailable(nodes, errorMessage(error));
  } finally {
    await Promise.all(sides.map(side => removePod(kubernetes, clock, namespace, podNames[side])));
  }
}

function notAvailable(nodes: Readonly<Record<Side, string>>, reason: string): WitnessResult[] {
  return sides.map(side => ({ node: nodes[side], seen: 'not available', reason }));
}

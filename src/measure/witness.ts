import { CanceledError, errorMessage, TransientError } from '../model/errors.ts';
import type { Clock } from '../host/ports.ts';
import { hostAccount } from '../kubernetes/host-pods.ts';
import type { ExecTarget, Kubernetes, RunningExec } from '../kubernetes/port.ts';
import { removePod, testContainer, testPod, waitForRunning } from '../kubernetes/test-pods.ts';
import { sides, type PathFacts, type Side, type Sighting, type Sightings } from '../proof/contract.ts';
import { captureCommands, innerIndexesCommand, judgeSighting, listeningLine, readSighting } from '../proof/index.ts';
import type { WitnessResult } from '../model/run.ts';
import { tests } from '../suite/index.ts';
import { prepareTest } from './execute.ts';
import type { PairSpec, PodPair } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';

const podNames: Readonly<Record<Side, string>> = { client: 'perf-witness-client', server: 'perf-witness-server' };
/** For short commands, and for tcpdump to open its socket. */
const commandSeconds = 20;
const verifySeconds = 2;

/** Where the pods of the second witness run. */
export type WitnessSpec = Omit<PairSpec, 'hostNetwork'>;

/** A running capture on both nodes. */
interface Watch {
  /** Stops the capture and returns what it saw. Rejects only if the run is canceled. */
  stop(): Promise<Sightings>;
}

/** The second witness: tcpdump in a host-network pod on each node. */
export interface Witness {
  /** Whether every sample from now on is watched. */
  readonly called: boolean;
  /** Makes it watch every sample from now on, because counters alone cannot decide. */
  call(): void;
  /**
   * Resolves once both captures listen, so that no packet is missed. If a witness cannot run (image pull fails, pod
   * not admitted), its sightings contain the reason.
   */
  watch(facts: PathFacts, seconds: number): Promise<Watch>;
  /** Requests the deletion of its pods. */
  release(): Promise<void>;
}

/** Creates a witness. Its pods are created when first needed. */
export function createWitness(kubernetes: Kubernetes, clock: Clock, spec: WitnessSpec): Witness {
  let called = false;
  let ready: Promise<void> | undefined;
  let mayBeThere = false;
  /** Why there is no witness. Not retried, because each try may take minutes. */
  let missing: string | undefined;

  const make = async (): Promise<void> => {
    const { namespace, image, tolerations } = spec;
    mayBeThere = true;
    // Waits for both even if one fails: the next attempt would otherwise meet a pod that this one still creates.
    const made = await Promise.allSettled(
      sides.map(async side => {
        const name = podNames[side];
        const node = side === 'client' ? spec.clientNode : spec.serverNode;
        const pod = { name, serviceAccount: hostAccount, role: side, node, image, tolerations };
        await removePod(kubernetes, clock, namespace, name);
        await kubernetes.createPod(namespace, testPod({ ...pod, hostNetwork: true, capture: true }));
        await waitForRunning(kubernetes, clock, namespace, name);
      })
    );
    const failures = made.filter(result => result.status === 'rejected');
    // A failure that lasts ends the attempts, so it must not hide behind a temporary one.
    const worst = failures.find(({ reason }) => !(reason instanceof TransientError)) ?? failures[0];
    if (worst !== undefined) throw worst.reason;
  };
  return {
    get called() {
      return called;
    },
    call() {
      called = true;
    },
    async watch(facts, seconds) {
      let absent = missing;
      try {
        if (absent === undefined) await (ready ??= make());
      } catch (error) {
        ready = undefined;
        absent = whyNot(error);
        if (!(error instanceof TransientError)) missing = absent;
      }
      const looks = await bothSides(
        side => absent ?? startLook(kubernetes, targetOf(spec.namespace, side), side, facts, seconds)
      );
      return {
        stop: () =>
          bothSides(side => {
            const look = looks[side];
            return typeof look === 'string' ? { ok: false, why: look } : look();
          })
      };
    },
    async release() {
      if (!mayBeThere) return;
      mayBeThere = false;
      ready = undefined;
      await Promise.all(sides.map(side => kubernetes.deletePod(spec.namespace, podNames[side])));
    }
  };
}

/** Lets the witness watch one extra transfer between the test pods. */
export async function callWitness(
  witness: Witness,
  { kubernetes, clock }: Pick<Observatory, 'kubernetes' | 'clock'>,
  pair: PodPair,
  facts: PathFacts
): Promise<WitnessResult[]> {
  const target = {
    serverIp: pair.server.ip,
    durationSeconds: verifySeconds,
    omitSeconds: 0,
    timeScale: clock.timeScale
  };
  const test = tests['tcp-throughput'];
  const watch = await witness.watch(facts, test.expectedSeconds(target));
  const { parsed } = await prepareTest(kubernetes, pair, test, target).run();
  const sightings = await watch.stop();
  return sides.map(side => {
    const { node } = pair[side];
    const sighting = sightings[side];
    if (!sighting.ok) return { node, seen: 'not available', reason: sighting.why };
    const { verdict, reason } = judgeSighting(sighting, node);
    if (verdict !== 'plaintext' && !parsed.ok)
      return { node, seen: 'not available', reason: `the watched transfer failed: ${parsed.reason.message}` };
    return { node, seen: verdict, reason };
  });
}

/** Stops the captures on a node and returns what they saw. */
type Look = () => Promise<Sighting>;

/** Starts both captures on a node and waits until they listen. Returns the reason if they do not. */
async function startLook(
  kubernetes: Kubernetes,
  target: ExecTarget,
  side: Side,
  facts: PathFacts,
  seconds: number
): Promise<Look | string> {
  const running: RunningExec[] = [];
  const close = (): void => {
    for (const one of running) one.close();
  };
  const start = async (command: readonly string[]): Promise<RunningExec> => {
    const one = kubernetes.startExec(target, command, seconds + 3 * commandSeconds);
    running.push(one);
    await one.line(listeningLine, commandSeconds);
    return one;
  };
  try {
    const { stdout } = await kubernetes.exec(target, innerIndexesCommand, commandSeconds);
    const commands = captureCommands(side, facts, stdout);
    const [clear, sealed] = await Promise.all([start(commands.clear), start(commands.sealed)]);
    return async () => {
      try {
        const { exitCode, stderr } = await kubernetes.exec(target, ['killall', '-INT', 'tcpdump'], commandSeconds);
        // Exit code 1 means that no tcpdump is left: both have seen enough and ended.
        if (exitCode > 1) return { ok: false, why: `cannot stop tcpdump: ${stderr.trim()}` };
        return readSighting({ clear: await clear.result, sealed: await sealed.result });
      } catch (error) {
        return { ok: false, why: whyNot(error) };
      } finally {
        close();
      }
    };
  } catch (error) {
    close();
    return whyNot(error);
  }
}

function targetOf(namespace: string, side: Side): ExecTarget {
  return { namespace, pod: podNames[side], container: testContainer, image: 'witness' };
}

/** Turns an error into a reason, unless the run is canceled. */
function whyNot(error: unknown): string {
  if (error instanceof CanceledError) throw error;
  return errorMessage(error);
}

async function bothSides<T>(of: (side: Side) => T | Promise<T>): Promise<Record<Side, T>> {
  const [client, server] = await Promise.all([of('client'), of('server')]);
  return { client, server };
}

import { ExecError, type Kubernetes } from '../kubernetes/port.ts';
import { ClusterError, errorMessage } from '../model/errors.ts';
import type { Metric, InvalidReason } from '../model/run.ts';
import type { Measured, Parsed, Test, TestTarget, ToolOutput } from '../model/test.ts';
import { sides, type Snapshot } from '../proof/contract.ts';
import { combineBursts } from '../suite/combine.ts';
import { busySeconds, podSeconds, ztunnelSeconds } from './observe.ts';
import type { PodPair } from './pod-pair.ts';

const bytesPerGigabyte = 1e9;

/**
 * CPU time of the nodes, the test pods and the nodes' ztunnels between two snapshots, per transaction if the test counts
 * those, else per GB. The nodes of a kind cluster are one machine and give one figure. Figures that could not be read are
 * left out.
 */
export function cpuMetrics(
  oneMachine: boolean,
  { receivedBytes, transactions }: Pick<Measured, 'receivedBytes' | 'transactions'>,
  before: Snapshot,
  after: Snapshot
): Record<string, Metric> {
  // A transaction moves one byte each way, so CPU time per GB would be meaningless.
  const [factor, unit] =
    transactions === undefined
      ? [bytesPerGigabyte / receivedBytes, 's/GB' as const]
      : [1e6 / transactions, 'us/transaction' as const];
  if (!Number.isFinite(factor)) return {};
  const seconds = new Map([
    ...(oneMachine
      ? ([['machine-cpu', busySeconds(before, after, 'client')]] as const)
      : sides.map(side => [`${side}-node-cpu`, busySeconds(before, after, side)] as const)),
    ['pods-cpu', podSeconds(before, after)] as const,
    ...sides.map(side => [`${side}-ztunnel-cpu`, ztunnelSeconds(before, after, side)] as const)
  ]);
  return Object.fromEntries(
    [...seconds].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value: value * factor, unit, better: 'lower' } as const]]
    )
  );
}

/** Seconds until a server must be listening. */
const listenSeconds = 10;
/** Extra time for a reconnecting control connection or a slow exit. */
const graceSeconds = 10;

/** Output of a tool; the exit code is unknown if it could not be followed to its end. */
type Output = Omit<ToolOutput, 'exitCode'> & { readonly exitCode: number | undefined };

/** The outputs of a tool's bursts up to the first that failed, and their common result. */
export interface Execution {
  readonly parsed: Parsed;
  readonly outputs: readonly Output[];
  readonly started: number;
  readonly ended: number;
}

/** A test that is ready to run. Its server, if it needs one, is starting. */
export interface PreparedTest {
  /** Runs the client once per burst, whenever the server is listening. */
  run(): Promise<Execution>;
}

/**
 * Starts the server of a test, if it needs one, while other preparations go on. Each burst is one run of the client, with
 * its own connections.
 */
export function prepareTest(
  kubernetes: Kubernetes,
  pair: PodPair,
  test: Test,
  target: TestTarget,
  bursts = 1
): PreparedTest {
  const limit = test.expectedSeconds(target) + graceSeconds;
  const { server } = test;
  const running = server && kubernetes.startExec(pair.server.target, server.command, bursts * (limit + listenSeconds));
  const listen = async (burst: number): Promise<unknown> =>
    server && running?.line(server.readyLine(burst), listenSeconds);
  const listening = listen(1);
  // A server that does not start is reported when the client runs.
  listening.catch(() => undefined);
  return {
    async run() {
      const outputs: Output[] = [];
      const started = Date.now();
      const end = (parsed: Parsed): Execution => ({ parsed, outputs, started, ended: Date.now() });
      const measured: Measured[] = [];
      try {
        for (let burst = 1; burst <= bursts; burst += 1) {
          await (burst === 1 ? listening : listen(burst));
          const output = await kubernetes.exec(pair.client.target, test.client(target), limit);
          outputs.push(output);
          const parsed = test.parse(output, target);
          if (!parsed.ok) return end(inBurst(parsed.reason, burst, bursts));
          measured.push(parsed);
        }
        return end(combineBursts(measured));
      } catch (error) {
        if (!(error instanceof ExecError) && !(error instanceof ClusterError)) throw error;
        if (error instanceof ExecError)
          outputs.push({ exitCode: undefined, stdout: error.stdout, stderr: error.stderr });
        return end(inBurst(failureReason(error), measured.length + 1, bursts));
      } finally {
        running?.close();
      }
    }
  };
}

/** A burst's failure as that of its sample. */
function inBurst({ kind, message }: InvalidReason, burst: number, bursts: number): Parsed {
  return { ok: false, reason: { kind, message: bursts === 1 ? message : `burst ${burst} of ${bursts}: ${message}` } };
}

/** Reason for a command that could not be followed to its end. */
function failureReason(error: ExecError | ClusterError): InvalidReason {
  return { kind: error instanceof ExecError ? error.kind : 'cluster-failed', message: errorMessage(error) };
}

import { ExecError, type ExecResult, type Kubernetes } from '../kubernetes/port.ts';
import { ClusterError, errorMessage } from '../model/errors.ts';
import type { Metric, InvalidReason } from '../model/run.ts';
import type { Parsed, Test, TestTarget } from '../model/test.ts';
import { sides, type Snapshot } from '../proof/contract.ts';
import { busySeconds, ztunnelSeconds } from './observe.ts';
import type { PodPair } from './pod-pair.ts';

const bytesPerGigabyte = 1e9;

/** Amount of traffic in a sample. */
interface Moved {
  readonly receivedBytes: number;
  /** Set if the test counts transactions. */
  readonly transactions?: number;
}

/**
 * CPU time of the nodes and their ztunnels between two snapshots, per transaction if the test counts those, else per
 * GB. The nodes of a kind cluster are one machine and give one figure. Figures that could not be read are left out.
 */
export function cpuMetrics(
  oneMachine: boolean,
  { receivedBytes, transactions }: Moved,
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

/** Output of a tool, and its parsed result. */
export interface Execution {
  readonly parsed: Parsed;
  readonly output: { readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string };
  readonly started: number;
  readonly ended: number;
}

/** A test that is ready to run. Its server, if it needs one, is starting. */
export interface PreparedTest {
  /** Runs the client once the server is listening. */
  run(): Promise<Execution>;
}

/** Starts the server of a test, if it needs one, while other preparations go on. */
export function prepareTest(kubernetes: Kubernetes, pair: PodPair, test: Test, target: TestTarget): PreparedTest {
  const limit = test.expectedSeconds(target) + graceSeconds;
  const { server } = test;
  const running = server && kubernetes.startExec(pair.server.target, server.command, limit + listenSeconds);
  const listening = server && running?.line(server.readyLine, listenSeconds);
  // A server that does not start is reported when the client runs.
  listening?.catch(() => undefined);
  return {
    async run() {
      const started = Date.now();
      try {
        await listening;
        const result = await kubernetes.exec(pair.client.target, test.client(target), limit);
        return { parsed: test.parse(result, target), output: result, started: result.started, ended: result.ended };
      } catch (error) {
        return failedExecution(error, started);
      } finally {
        running?.close();
      }
    }
  };
}

/** Runs a short transfer and ignores its figures. */
export async function warmUp(
  kubernetes: Kubernetes,
  pair: PodPair,
  test: Test,
  target: TestTarget
): Promise<ExecResult | undefined> {
  const command = test.warmUp?.(target);
  return command === undefined ? undefined : kubernetes.exec(pair.client.target, command, graceSeconds * 2);
}

function failedExecution(error: unknown, started: number): Execution {
  if (error instanceof ExecError || error instanceof ClusterError) {
    const stdout = error instanceof ExecError ? error.stdout : '';
    const stderr = error instanceof ExecError ? error.stderr : '';
    return {
      parsed: { ok: false, reason: failureReason(error) },
      output: { exitCode: undefined, stdout, stderr },
      started,
      ended: Date.now()
    };
  }
  throw error;
}

/** Reason for a command that could not be followed to its end. */
function failureReason(error: ExecError | ClusterError): InvalidReason {
  return { kind: error instanceof ExecError ? error.kind : 'cluster-failed', message: errorMessage(error) };
}

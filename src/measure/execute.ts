import { ClusterError, errorMessage } from '../errors.ts';
import { ExecError, type ExecResult, type Kubernetes } from '../kubernetes/port.ts';
import type { InvalidReason } from '../results/run.ts';
import type { Parsed, Test, TestTarget } from '../suite/test.ts';
import type { PodPair } from './pod-pair.ts';

/** Seconds for a server to say that it listens. */
const listenSeconds = 10;
/** Beyond what the tool needs: a control connection that has to be opened again, a slow exit. */
const graceSeconds = 10;

/** A tool's execution: what it left behind, and what that means. */
export interface Execution {
  readonly parsed: Parsed;
  readonly output: { readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string };
  readonly started: number;
  readonly ended: number;
}

/** A test that is ready to run: its server, where it needs one, is being started. */
export interface PreparedTest {
  /** Runs the client once the server listens. */
  run(): Promise<Execution>;
}

/** Starts the server side of a test where it needs one, so that other preparations can go on meanwhile. */
export function prepareTest(kubernetes: Kubernetes, pair: PodPair, test: Test, target: TestTarget): PreparedTest {
  const limit = test.expectedSeconds(target) + graceSeconds;
  const { server } = test;
  const running = server && kubernetes.startExec(pair.server.target, server.command, limit + listenSeconds);
  const listening = server && running?.line(server.readyLine, listenSeconds);
  // A server that does not come up is told when the client would have run.
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

/** Runs a command in the client pod whose figures do not matter, only that it could run. */
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

/** The typed reason for a command that could not be followed to its end. */
function failureReason(error: ExecError | ClusterError): InvalidReason {
  return { kind: error instanceof ExecError ? error.kind : 'cluster-failed', message: errorMessage(error) };
}

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

/** Runs a test once between the two pods: the server side where the test needs one, then the client. */
export async function execute(
  kubernetes: Kubernetes,
  pair: PodPair,
  test: Test,
  target: TestTarget
): Promise<Execution> {
  const started = Date.now();
  const limit = test.expectedSeconds(target) + graceSeconds;
  const server =
    test.server === undefined
      ? undefined
      : kubernetes.startExec(pair.server.target, test.server.command, limit + listenSeconds);
  try {
    if (server !== undefined && test.server !== undefined) await server.line(test.server.readyLine, listenSeconds);
    const result = await kubernetes.exec(pair.client.target, test.client(target), limit);
    return { parsed: test.parse(result, target), output: result, started: result.started, ended: result.ended };
  } catch (error) {
    return failedExecution(error, started);
  } finally {
    server?.close();
  }
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
export function failureReason(error: ExecError | ClusterError): InvalidReason {
  return { kind: error instanceof ExecError ? error.kind : 'cluster-failed', message: errorMessage(error) };
}

import { startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import { ClusterError, errorMessage, CancelledError } from '../model/errors.ts';
import type { ExecTarget, Kubernetes } from './port.ts';

/** Nothing listens on this port: a reachable pod refuses the connection at once, an unreachable one never answers. */
const closedPort = '5999';
const connectMilliseconds = 3000;
const readingSeconds = 15;

/** Why a test pod cannot reach an address, in its tool's words; `undefined` if it can. */
export async function whyUnreached(
  kubernetes: Kubernetes,
  { timeScale }: Pick<Clock, 'timeScale'>,
  from: ExecTarget,
  address: string
): Promise<string | undefined> {
  const patience = ['--connect-timeout', String(connectMilliseconds * timeScale)];
  const command = ['iperf3', '-c', address, '-p', closedPort, '-n', '1', ...patience];
  const { stdout, stderr } = await kubernetes.exec(from, command, readingSeconds);
  const said = `${stdout}${stderr}`;
  return said.includes('Connection refused') ? undefined : said.trim().replaceAll('\n', ' ');
}

/** Longer than the outage during a managed control plane's upgrade. */
const limitSeconds = 120;
const pollSeconds = 1;

/** Waits until the API server answers. Rejects with a ClusterError that contains its last error on timeout. */
export async function waitForApiServer(kubernetes: Kubernetes, clock: Clock): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  for (;;) {
    try {
      await kubernetes.version();
      return;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (limit.isOver()) {
        throw new ClusterError(
          `the API server did not answer for more than ${limit.seconds} s: ${errorMessage(error)}`
        );
      }
      await clock.sleep(pollSeconds);
    }
  }
}

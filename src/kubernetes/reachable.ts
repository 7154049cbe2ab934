import { startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import { ClusterError, errorMessage, CancelledError } from '../model/errors.ts';
import type { ExecTarget, Kubernetes } from './port.ts';

/** Nothing listens there: a pod that is reached refuses at once, and one without a route never answers. */
const closedPort = '5999';
const connectMilliseconds = 3000;
const readingSeconds = 15;

/** Why a test pod does not reach the pod at an address, in its tool's words; `undefined` when it does. */
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

/** The upgrade of a managed control plane takes it away for less. */
const limitSeconds = 120;
const pollSeconds = 1;

/** Waits until the API server answers. Rejects with a ClusterError that holds its last words when it does not come back. */
export async function waitForApiServer(kubernetes: Kubernetes, clock: Clock): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  for (;;) {
    try {
      await kubernetes.version();
      return;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (limit.isOver()) {
        throw new ClusterError(`the API server was gone for more than ${limit.seconds} s: ${errorMessage(error)}`);
      }
      await clock.sleep(pollSeconds);
    }
  }
}

import type { Clock } from '../host/ports.ts';
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

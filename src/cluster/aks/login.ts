import { z } from 'zod';
import { errorMessage } from '../../model/errors.ts';
import type { Host, ProcessResult } from '../../host/ports.ts';
import type { ClusterOptions } from '../../model/options.ts';
import { safeJson } from '../../lib/json.ts';
import { formatMinutes } from '../../lib/duration.ts';
import { creationSeconds } from '../../plan/cost.ts';

/** The parts of the host that logging in needs. */
export type LoginHost = Pick<Host, 'processes' | 'outputs' | 'idToken'>;

/** Audience that Entra ID expects in a workflow's token (the default of azure/login). */
const audience = 'api://AzureADTokenExchange';
/**
 * Access tokens last 60 to 90 minutes, but a workflow's token lasts minutes, so az cannot get the next one by itself.
 */
const loginSeconds = 50 * 60;
/** GitHub's token lasts five minutes. */
const renewSeconds = 240;

const accountSchema = z.looseObject({
  tenantId: z.string(),
  user: z.looseObject({ name: z.guid(), type: z.literal('servicePrincipal') })
});

/**
 * Logs az in again as the same service principal, with a new token of this job. Returns false if the job cannot get
 * one (`id-token: write`), if az has another kind of login, or, with a warning, if Azure refuses the token.
 */
export async function renewLogin({ processes, outputs, idToken }: LoginHost): Promise<boolean> {
  if (idToken === undefined) return false;
  const shown = await processes.run('az', ['account', 'show', '--output', 'json', '--only-show-errors']);
  const account = accountSchema.safeParse(safeJson(shown.stdout)).data;
  if (account === undefined) return false;
  const { tenantId, user } = account;
  let login: Pick<ProcessResult, 'exitCode' | 'stderr'>;
  try {
    const token = await idToken(audience);
    login = await processes.run('az', [
      ...['login', '--service-principal', '--username', user.name, '--tenant', tenantId],
      ...['--federated-token', token, '--output', 'none', '--only-show-errors']
    ]);
  } catch (error) {
    login = { exitCode: 1, stderr: errorMessage(error) };
  }
  if (login.exitCode === 0) return true;
  outputs.warning(`cannot renew the login to Azure: ${login.stderr.trim()}`);
  return false;
}

/** Renews the login now and throughout the run, so that kubelogin can always get a new cluster token from az. */
export async function keepLogin(host: LoginHost & Pick<Host, 'stop'>): Promise<void> {
  if (!(await renewLogin(host))) return;
  const end = (): void => {
    clearInterval(timer);
  };
  const renew = async (): Promise<void> => {
    const renewed = await renewLogin(host).catch(() => false);
    if (!renewed) end();
  };
  const timer = setInterval(() => void renew(), renewSeconds * 1000);
  timer.unref();
  host.stop.addEventListener('abort', end, { once: true });
}

/** Warns, before a workflow's run on AKS, if its login will expire during the run. */
export function warnAboutLogin(
  { outputs, environment, idToken }: Pick<Host, 'outputs' | 'environment' | 'idToken'>,
  cluster: ClusterOptions,
  estimatedSeconds: number
): void {
  if (cluster.provider !== 'aks' || environment['GITHUB_ACTIONS'] !== 'true') return;
  const seconds = estimatedSeconds + creationSeconds(cluster);
  if (seconds <= loginSeconds) return;
  if (idToken === undefined) {
    outputs.warning(
      `this run takes about ${formatMinutes(seconds)}, but an OIDC login to Azure lasts about an hour; add id-token: write to the job's permissions so that the login is renewed. Otherwise the run cannot clean up`
    );
  } else {
    outputs.info('  Azure: the OIDC login expires before the run ends, so it is renewed with new tokens of the job');
  }
}

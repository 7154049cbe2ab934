import { z } from 'zod';
import { errorMessage } from '../../model/errors.ts';
import type { Host, ProcessResult } from '../../host/ports.ts';
import type { ClusterOptions } from '../../model/options.ts';
import { safeJson } from '../../lib/json.ts';
import { formatMinutes } from '../../plan/plan.ts';
import { redactText } from '../../redaction/redact.ts';
import { aroundSeconds } from './cost.ts';

/** What logging in needs of the machine. */
export type LoginHost = Pick<Host, 'processes' | 'outputs' | 'idToken'>;

/** The audience that Entra ID expects in a workflow's token (azure/login has the same default). */
const audience = 'api://AzureADTokenExchange';
/** An access token lasts 60 to 90 minutes, and a workflow's token only minutes: without it az cannot get the next one. */
const loginSeconds = 50 * 60;
/** GitHub's token lasts five minutes. */
const renewSeconds = 240;

const accountSchema = z.looseObject({
  tenantId: z.string(),
  user: z.looseObject({ name: z.guid(), type: z.literal('servicePrincipal') })
});

/**
 * Logs az in again as the service principal that it is, by a new token of this job. False where the job may have none
 * (`id-token: write`), where az has another kind of login, and where Azure refuses the token, with a warning.
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
  outputs.warning(`the login to Azure could not be renewed: ${redactText(login.stderr).trim()}`);
  return false;
}

/**
 * Renews the login at once and then for as long as the run goes on, so that kubelogin gets a token of the cluster through az
 * whenever the last one has expired.
 */
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

/** Says with the plan of a workflow's run on AKS when its login will not last, and what becomes of that. */
export function sayLogin(
  { outputs, environment, idToken }: Pick<Host, 'outputs' | 'environment' | 'idToken'>,
  cluster: ClusterOptions,
  estimatedSeconds: number
): void {
  if (cluster.provider !== 'aks' || environment['GITHUB_ACTIONS'] !== 'true') return;
  const seconds = estimatedSeconds + (cluster.kind === 'ephemeral' ? aroundSeconds : 0);
  if (seconds <= loginSeconds) return;
  if (idToken === undefined) {
    outputs.warning(
      `this run takes about ${formatMinutes(seconds)}, and a login to Azure by OIDC lasts about an hour; add id-token: write to the permissions of the job, so that the login is renewed, or the run cannot clean up after itself`
    );
  } else {
    outputs.info('  Azure: a login by OIDC does not last as long as this run; it is renewed by new tokens of the job');
  }
}

import { z } from 'zod';
import { ClusterError, InputError, errorMessage } from '../../model/errors.ts';
import { oldestPrograms } from '../../model/programs.ts';
import { saidBy } from '../../host/foreign.ts';
import type { Processes, ProcessResult } from '../../host/ports.ts';
import { safeJson } from '../../lib/json.ts';
import { renewLogin, type LoginHost } from './login.ts';

/** First version with `--network-plugin none` (learn.microsoft.com/azure/aks/use-byo-cni). */
const oldestVersion = oldestPrograms.az;
/** Longer output is a complete ARM response, whose first lines show the problem. */
const shownLines = 6;

const versionSchema = z.looseObject({ 'azure-cli': z.string() });
const accountSchema = z.looseObject({ id: z.string(), name: z.string() });

/** az failed. */
export class AzError extends ClusterError {
  /** Its full output. */
  readonly said: string;

  constructor(message: string, said: string) {
    super(message);
    this.said = said;
  }

  /** Whether the ARM error has this code. */
  hasCode(code: string): boolean {
    return this.said.includes(`(${code})`) || this.said.includes(`Code: ${code}`);
  }
}

/** The Azure CLI in one subscription. */
export interface Az {
  readonly subscription: string;
  /** Runs az and returns its JSON output, parsed by the schema. Rejects with an AzError that contains az's message. */
  json<T>(args: readonly string[], schema: z.ZodType<T>): Promise<T>;
  /** The same for a command whose output is not needed. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<void>;
}

/** The Azure CLI in a known subscription. */
export function createAz(host: LoginHost, subscription: string): Az {
  const run = (args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<string> =>
    runAz(host, [...args, '--subscription', subscription], environment);
  return {
    subscription,
    json: async (args, schema) => readAnswer(args, await run(args), schema),
    run: async (args, environment) => {
      await run(args, environment);
    }
  };
}

/**
 * The Azure CLI in the subscription of the current login. Checks first that az, its version and the login are usable,
 * and throws an InputError with the fix if not.
 */
export async function findAz(host: LoginHost): Promise<Az> {
  let version: string;
  try {
    version = readAnswer(['version'], await runAz(host, ['version']), versionSchema)['azure-cli'];
  } catch (error) {
    throw new InputError(
      `cluster: aks requires az ${oldestVersion.join('.')} or later, the Azure CLI (GitHub-hosted runners have it): ${errorMessage(error)}`
    );
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1])) {
    throw new InputError(
      `cluster: aks requires az ${oldestVersion.join('.')} or later, but found ${version}; update it with: az upgrade`
    );
  }
  const args = ['account', 'show'];
  try {
    const { id } = readAnswer(args, await runAz(host, args), accountSchema);
    return createAz(host, id);
  } catch (error) {
    if (!(error instanceof AzError)) throw error;
    throw new InputError(
      `cluster: aks requires a login to Azure; run azure/login (with OIDC) in an earlier step, or az login: ${error.said}`
    );
  }
}

/** Runs az; if the login has expired, renews it and tries once more. */
async function runAz(
  host: LoginHost,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>
): Promise<string> {
  const call = (): Promise<ProcessResult> => callAz(host.processes, args, environment);
  let result = await call();
  if (result.exitCode !== 0 && isExpiredLogin(result.stderr) && (await renewLogin(host))) result = await call();
  const { exitCode, stdout } = result;
  if (exitCode === 0) return stdout;
  const said = wordsOf(saidBy(result));
  throw new AzError(`az ${nameOf(args)} failed: ${said}${adviceOn(said)}`, said);
}

function callAz(
  processes: Processes,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>
): Promise<ProcessResult> {
  return processes.run('az', [...args, '--output', 'json', '--only-show-errors'], {
    environment: { AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_SURVEY_MESSAGE: 'false', ...environment }
  });
}

function readAnswer<T>(args: readonly string[], stdout: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(safeJson(stdout));
  if (parsed.success) return parsed.data;
  throw new ClusterError(`az ${nameOf(args)} returned unexpected output: ${z.prettifyError(parsed.error)}`);
}

/** The subcommand of a command line, such as `aks create`. */
function nameOf(args: readonly string[]): string {
  const end = args.findIndex(arg => arg.startsWith('--'));
  return args.slice(0, end < 0 ? args.length : end).join(' ');
}

/** az prints each error twice: as `(Code) Message`, then on separate lines. */
function wordsOf(output: string): string {
  const lines = output
    .split('\n')
    .map(line => line.replace(/^ERROR: /, '').trim())
    .filter(line => line !== '' && !/^(Code|Message|Exception Details|Target): ?/.test(line));
  return lines.slice(0, shownLines).join('\n');
}

/** Advice for errors that az's message does not explain. */
function adviceOn(said: string): string {
  if (/quota/i.test(said)) {
    return '; choose another aks-vm-size or aks-location, or request a higher quota';
  }
  if (isExpiredLogin(said)) {
    return '; the login has expired; log in again, or add id-token: write to the job permissions so that it is renewed';
  }
  return '';
}

/** AADSTS700024: a workflow's OIDC token is used after its ten minutes. */
function isExpiredLogin(said: string): boolean {
  return /AADSTS700024|AADSTS700082|ExpiredAuthenticationToken|InvalidAuthenticationToken|az login/.test(said);
}

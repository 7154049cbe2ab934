import { InputError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../inputs/options.ts';
import type { Connect } from '../restore/restore.ts';
import type { Run } from '../results/run.ts';
import { invalidParts } from '../verdict/invalid.ts';
import { exitCodes } from './exit.ts';

/** Opens clusters by the real client, loaded when the first one is opened. */
export function connector(host: Host): Connect {
  return async (kubeconfig, context) => {
    const { connect } = await import('../kubernetes/client.ts');
    return connect(kubeconfig, context, host.stop);
  };
}

/** Runs what the options ask for and says what of it has no figures. Gives the run and the exit code. */
export async function startRun(
  host: Host,
  options: RunOptions,
  source: Run['source']
): Promise<{ run: Run | undefined; exitCode: number }> {
  const { run } = await import('../run.ts');
  const finished = await run(options, { host, connect: connector(host), source });
  if (finished === undefined) return { run: undefined, exitCode: exitCodes.success };
  const invalid = invalidParts(finished);
  for (const part of invalid) host.outputs.error(part);
  return { run: finished, exitCode: invalid.length === 0 ? exitCodes.success : exitCodes.invalid };
}

/** Throws an InputError on systems whose tools the program does not know. */
export function refuseForeignSystem(platform: NodeJS.Platform): void {
  if (platform === 'linux') return;
  const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' };
  throw new InputError(
    `This program runs on Linux, not on ${names[platform] ?? platform}; use a runner such as ubuntu-24.04.`
  );
}

import { dirname } from 'node:path';
import { CanceledError, ClusterError } from '../model/errors.ts';
import { createFiles } from '../host/host.ts';
import type { Host } from '../host/ports.ts';
import type { Command } from '../inputs/arguments.ts';
import { exitCodes, withExitCode } from './exit.ts';
import { connector, startRun } from './start.ts';

/** The command line. Results go to stdout, everything else to stderr. */
export async function cli(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  await withExitCode(
    message => void process.stderr.write(`error: ${message}\n`),
    async () => {
      const { parseArguments } = await import('../inputs/arguments.ts');
      return execute(parseArguments(process.argv.slice(2), createFiles()));
    }
  );
}

/** A pipe's reader, such as `head`, may exit early. The command continues so that its exit code stays meaningful. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function execute(command: Command): Promise<number> {
  switch (command.kind) {
    case 'show':
      process.stdout.write(command.text);
      return exitCodes.success;
    case 'run':
      return runCommand(await terminalHost(), command);
    case 'restore':
      return restoreCommand(await terminalHost(), command.output);
    case 'sweep':
      return sweepCommand(await terminalHost(), command.githubRun);
    case 'render':
      return renderCommand(command);
    case 'compare':
      return compareCommand(await terminalHost(), command);
  }
}

async function terminalHost(): Promise<Host> {
  const [{ createHost }, { createTerminal }] = await Promise.all([
    import('../host/host.ts'),
    import('../host/outputs.ts')
  ]);
  return createHost(createTerminal());
}

async function runCommand(host: Host, command: Extract<Command, { kind: 'run' }>): Promise<number> {
  const { leftovers, undoCommand, warnOfLeftovers } = await import('../restore/restore.ts');
  warnOfLeftovers(host, await leftovers(host.state));
  try {
    const finished = await startRun(host, command.options, undefined);
    if (finished === undefined) return exitCodes.success;
    const { output } = command.options;
    process.stdout.write(await host.files.read(`${output}/summary.md`));
    host.outputs.info(`\nrun: ${output}/run.json\nsummary: ${output}/summary.md`);
    if (host.files.exists(`${output}/scenarios`)) host.outputs.info(`documents: ${output}/scenarios/`);
    if (finished.conclusion !== undefined) host.outputs.info(`comparison: ${output}/report.html, ${output}/comment.md`);
    return finished.exitCode;
  } catch (error) {
    if (error instanceof CanceledError) {
      host.outputs.info(`to remove what this run created, run: ${undoCommand(command.options.output)}`);
    }
    throw error;
  }
}

async function restoreCommand(host: Host, output: string): Promise<number> {
  const { restoreOutput } = await import('../restore/restore.ts');
  const left = await restoreOutput(host, connector(host), output);
  if (left.length > 0) throw new ClusterError(left.join('\n'));
  return exitCodes.success;
}

async function sweepCommand(host: Host, githubRun: string | undefined): Promise<number> {
  const { sweepAks } = await import('../cluster/aks/sweep.ts');
  const left = await sweepAks(host, githubRun);
  if (left.length > 0) throw new ClusterError(left.join('\n'));
  return exitCodes.success;
}

async function renderCommand({ run: path, output }: Extract<Command, { kind: 'render' }>): Promise<number> {
  const [{ readRun }, { writeDocuments }] = await Promise.all([
    import('../results/read.ts'),
    import('../report/run-files.ts')
  ]);
  const files = createFiles();
  await writeDocuments(files, dirname(path), output, await readRun(files, path));
  process.stdout.write(await files.read(`${output}/summary.md`));
  return exitCodes.success;
}

async function compareCommand(
  host: Host,
  { runs: paths, output, comparing }: Extract<Command, { kind: 'compare' }>
): Promise<number> {
  const [{ readRun }, { concludeFiles }, { exitCodeOf }] = await Promise.all([
    import('../results/read.ts'),
    import('../conclude/files.ts'),
    import('../verdict/verdict.ts')
  ]);
  const runs = await Promise.all(paths.map(async path => ({ path, run: await readRun(host.files, path) })));
  const verdicts = await concludeFiles(host, comparing, output, runs);
  process.stdout.write(await host.files.read(`${output}/comment.md`));
  return exitCodeOf(verdicts, comparing.policy);
}

import { dirname } from 'node:path';
import { CanceledError, ClusterError } from '../model/errors.ts';
import { createFiles } from '../host/host.ts';
import type { Host } from '../host/ports.ts';
import { isInteractive, painter } from '../host/stream.ts';
import type { Command } from '../inputs/arguments.ts';
import type { InitOptions } from '../inputs/init-options.ts';
import type { ReportedFile } from '../report/terminal.ts';
import { exitCodes, withExitCode } from './exit.ts';
import { connector, startRun } from './start.ts';

/** The command line. Results go to stdout, everything else to stderr. `folder` is that of the program. */
export async function cli(folder: string): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const paint = painter(process.stderr, process.env);
  await withExitCode(
    message => void process.stderr.write(`${paint('red', 'error:')} ${message}\n`),
    async () => {
      const { parseArguments } = await import('../inputs/arguments.ts');
      return execute(parseArguments(process.argv.slice(2), createFiles()), folder);
    }
  );
}

/** A pipe's reader, such as `head`, may exit early. The command continues so that its exit code stays meaningful. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function execute(command: Command, folder: string): Promise<number> {
  switch (command.kind) {
    case 'show':
      process.stdout.write(command.text);
      return exitCodes.success;
    case 'init':
      return initCommand(await terminalHost(), command.asked, folder);
    case 'run':
      return runCommand(await terminalHost(), command);
    case 'restore':
      return restoreCommand(await terminalHost(), command);
    case 'sweep':
      return sweepCommand(await terminalHost(), command);
    case 'render':
      return renderCommand(command);
    case 'compare':
      return compareCommand(await terminalHost(), command);
    case 'trend':
      return trendCommand(await terminalHost(), command);
  }
}

async function terminalHost(): Promise<Host> {
  const [{ createHost }, { createTerminal }] = await Promise.all([
    import('../host/host.ts'),
    import('../host/terminal.ts')
  ]);
  return createHost(createTerminal());
}

/** Prints a result for programs. */
function printJson(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

/** Prints reports for whoever reads stdout: a table on a terminal, otherwise the Markdown of a file. */
async function printReports(host: Host, reports: readonly ReportedFile[], markdown: string): Promise<void> {
  if (reports.length > 0 && isInteractive(process.stdout, process.env)) {
    const { renderForTerminal } = await import('../report/terminal.ts');
    process.stdout.write(renderForTerminal(reports, painter(process.stdout, process.env)));
  } else {
    process.stdout.write(await host.files.read(markdown));
  }
}

async function initCommand(host: Host, asked: InitOptions, folder: string): Promise<number> {
  const [{ init }, { createPrompts }] = await Promise.all([import('../init/init.ts'), import('./prompts.ts')]);
  const lines = await init(asked, { host, prompts: createPrompts(), program: dirname(folder) });
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.success;
}

async function runCommand(host: Host, { options, format }: Extract<Command, { kind: 'run' }>): Promise<number> {
  const { leftovers, undoCommand, warnOfLeftovers } = await import('../restore/restore.ts');
  warnOfLeftovers(host, await leftovers(host.state));
  const { output } = options;
  try {
    const finished = await startRun(host, options, undefined, plan => {
      if (format === 'json') printJson(plan);
    });
    if (finished === undefined) return exitCodes.success;
    const { exitCode, run, conclusion } = finished;
    const comparison = conclusion?.comparison;
    if (format === 'json') {
      printJson({ output, exitCode, verdict: comparison?.verdict, scenarios: run.scenarios, comparison });
      return exitCode;
    }
    const isCompared = comparison !== undefined && comparison.design !== 'none';
    await printReports(host, isCompared ? [{ run, comparison }] : [], `${output}/summary.md`);
    host.outputs.info(`\nrun: ${output}/run.json\nsummary: ${output}/summary.md`);
    if (host.files.exists(`${output}/scenarios`)) host.outputs.info(`documents: ${output}/scenarios/`);
    if (comparison !== undefined) host.outputs.info(`comparison: ${output}/report.html, ${output}/comment.md`);
    return exitCode;
  } catch (error) {
    if (error instanceof CanceledError) {
      host.outputs.info(`to remove what this run created, run: ${undoCommand(output)}`);
    }
    throw error;
  }
}

async function restoreCommand(host: Host, { output, format }: Extract<Command, { kind: 'restore' }>): Promise<number> {
  const { restoreOutput } = await import('../restore/restore.ts');
  const left = await restoreOutput(host, connector(host), output);
  if (format === 'json') printJson({ left });
  return endCleaning(left);
}

async function sweepCommand(host: Host, { githubRun, format }: Extract<Command, { kind: 'sweep' }>): Promise<number> {
  const { sweepAks } = await import('../cluster/aks/sweep.ts');
  const groups = await sweepAks(host, githubRun);
  if (format === 'json') printJson({ groups });
  return endCleaning(groups.flatMap(({ name, outcome, reason }) => (outcome === 'left' ? [`${name}: ${reason}`] : [])));
}

/** Ends a command that removes something, with what could not be removed. */
function endCleaning(left: readonly string[]): number {
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
  { runs: paths, output, comparing, format }: Extract<Command, { kind: 'compare' }>
): Promise<number> {
  const [{ readRun }, { concludeFiles }, { exitCodeOf, failuresOf }] = await Promise.all([
    import('../results/read.ts'),
    import('../conclude/files.ts'),
    import('../verdict/verdict.ts')
  ]);
  const runs = await Promise.all(paths.map(async path => ({ path, run: await readRun(host.files, path) })));
  const { compared, sideBySide } = await concludeFiles(host, comparing, output, runs);
  const exitCode = exitCodeOf(
    compared.flatMap(({ comparison }) => failuresOf(comparison)),
    comparing.policy
  );
  if (format === 'json') {
    const results = compared.map(({ name, comparison }) => ({ run: name, verdict: comparison.verdict, comparison }));
    const { createSideBySide } = await import('../report/side-by-side.ts');
    const figures = sideBySide === undefined ? {} : { sideBySide: createSideBySide(sideBySide) };
    printJson({ output, exitCode, runs: results, ...figures });
  } else if (sideBySide !== undefined && isInteractive(process.stdout, process.env)) {
    const [{ describeSideBySide }, { renderSideBySideForTerminal }] = await Promise.all([
      import('../report/side-by-side.ts'),
      import('../report/terminal.ts')
    ]);
    const paint = painter(process.stdout, process.env);
    process.stdout.write(renderSideBySideForTerminal(describeSideBySide(sideBySide), process.stdout.columns, paint));
  } else {
    const several = compared.length > 1;
    await printReports(
      host,
      compared.map(({ name, run, comparison }) => ({ run, comparison, ...(several ? { name } : {}) })),
      `${output}/comment.md`
    );
  }
  return exitCode;
}

async function trendCommand(
  host: Host,
  { paths, output, policy, format }: Extract<Command, { kind: 'trend' }>
): Promise<number> {
  const [{ concludeTrend }, { eventsOf }, { trendLines }] = await Promise.all([
    import('../conclude/trend.ts'),
    import('../verdict/trend-events.ts'),
    import('../report/trend.ts')
  ]);
  const report = await concludeTrend(host, paths, output, policy);
  if (format === 'json') printJson({ output, runs: report.trend.runs.length, changes: eventsOf(report) });
  else process.stdout.write(`${trendLines(report).join('\n')}\n`);
  host.outputs.info(`\npage: ${output}/trend.html`);
  return exitCodes.success;
}

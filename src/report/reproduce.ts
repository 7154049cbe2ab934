import type { Run } from '../model/run.ts';
import { redactValue } from '../redaction/redact.ts';
import { oneLine, shortCommit } from './markdown.ts';

/** An argument list as one would type it. */
export function commandLine(command: readonly string[]): string {
  const redacted = redactValue(command) as readonly string[];
  return redacted
    .map(argument => (/^[\w%+,./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}

/** The command line that measures the same in the same order, from a checkout of this program. */
export function reproduceCommand(run: Run): string[] {
  const { plan, asFound, tools, cluster, reference } = run;
  // Of a cluster that was measured as it is, nothing has to be installed.
  const cilium = asFound === undefined ? run.cilium : undefined;
  const flag = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`--${name}`, value]);
  return [
    'node',
    'dist/cli.js',
    'run',
    ...(asFound !== undefined
      ? ['--cluster', 'kubeconfig', '--apply=false']
      : cluster?.provider === 'kind'
        ? flag('cluster', 'kind')
        : []),
    ...flag('scenarios', plan.scenarios.join(',')),
    ...(plan.suite === 'published' ? flag('suite', plan.suite) : []),
    ...flag('tests', plan.tests.join(',')),
    // The recipe fixes them: another value contradicts it, and the same says nothing.
    ...(plan.suite === 'published'
      ? []
      : [
          ...flag('rounds', String(plan.rounds)),
          ...flag('duration', String(plan.durationSeconds)),
          ...flag('omit', String(plan.omitSeconds))
        ]),
    ...flag('seed', plan.seed),
    ...(isRemote(cilium?.chart)
      ? [
          ...flag('cilium-chart', cilium?.chart),
          ...flag('cilium-version', cilium?.chartVersion),
          ...(reference?.source === 'version' || reference?.chartVersion !== cilium?.chartVersion
            ? flag('reference-cilium-version', reference?.chartVersion)
            : [])
        ]
      : []),
    ...flag('image', tools?.image)
  ];
}

/** Of a chart by path only the job knows where it is; it has its own version, and refuses another. */
function isRemote(chart: string | undefined): boolean {
  return chart !== undefined && /^(?:oci|https):\/\//.test(chart);
}

/** The commands to repeat a run and its comparison, with what they cannot know said before them. */
export function reproduceLines(run: Run): string[] {
  const { reference, cilium } = run;
  const sha = run.source?.sha;
  const chart = cilium === undefined || isRemote(cilium.chart) ? '' : '--cilium-chart and ';
  return [
    `# cilium-perf-gate ${run.tool.version}${sha === undefined ? '' : `, values files of ${shortCommit(sha)}`}`,
    run.asFound === undefined
      ? `# add the job's own ${chart}--cilium-values and, for a cluster that exists, --cluster kubeconfig with --allow-reconfigure`
      : '# add the --context of a cluster that is in the same mode',
    ...(reference === undefined
      ? []
      : [
          `# reference: ${reference.description}, chart ${reference.chartVersion}${reference.source === 'version' ? '' : '; add its --reference-values'}`
        ]),
    commandLine(reproduceCommand(run)),
    "# or compare again what was measured, from the artifact's files and with the job's own margins",
    commandLine(['node', 'dist/cli.js', 'compare', 'run.json'])
    // A line break in a description would end its comment, and what follows would be run when pasted.
  ].map(oneLine);
}

import type { Run } from '../model/run.ts';
import { redactValue } from '../redaction/redact.ts';
import { oneLine, shortCommit } from './markdown.ts';

/** An argument list as one would type it in a shell. */
export function commandLine(command: readonly string[]): string {
  const redacted = redactValue(command) as readonly string[];
  return redacted
    .map(argument => (/^[\w%+,./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}

/** The command that repeats the run in the same order, from a checkout of this repository. */
export function reproduceCommand(run: Run): string[] {
  const { plan, asFound, tools, cluster, reference } = run;
  // A cluster measured as is already has Cilium installed.
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
    // The values that have to be added determine it.
    ...(plan.fromValues === true ? [] : flag('scenarios', plan.scenarios.join(','))),
    ...(plan.suite === 'published' ? flag('suite', plan.suite) : []),
    ...flag('tests', plan.tests.join(',')),
    // The suite fixes these values and rejects others.
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
    ...flag('test-image', tools?.image)
  ];
}

/** A local chart's path means nothing outside its job, and such a chart rejects a version. */
function isRemote(chart: string | undefined): boolean {
  return chart !== undefined && /^(?:oci|https):\/\//.test(chart);
}

/** The commands to repeat a run and its comparison. Comments name the inputs that the commands cannot contain. */
export function reproduceLines(run: Run): string[] {
  const { reference, cilium } = run;
  const sha = run.source?.sha;
  const chart = cilium === undefined || isRemote(cilium.chart) ? '' : '--cilium-chart and ';
  return [
    `# cilium-perf-gate ${run.tool.version}${sha === undefined ? '' : `, values files of ${shortCommit(sha)}`}`,
    run.asFound === undefined
      ? `# add the job's ${chart}--cilium-values and, for an existing cluster, --cluster kubeconfig and --allow-reconfigure`
      : '# add the --context of a cluster in the same mode',
    ...(reference === undefined
      ? []
      : [
          `# reference: ${reference.description}, chart ${reference.chartVersion}${reference.source === 'version' ? '' : '; add its --reference-values'}`
        ]),
    commandLine(reproduceCommand(run)),
    "# or repeat only the comparison, from the artifact's files and with the job's tolerances",
    commandLine(['node', 'dist/cli.js', 'compare', 'run.json'])
    // A line break in a description would end its comment, and a pasted remainder would be executed.
  ].map(oneLine);
}

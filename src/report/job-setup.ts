import type { Run } from '../results/run.ts';
import { formatDecimal } from './figures.ts';
import { code, escapeShort, shortCommit } from './markdown.ts';
import { describeMachine, describeTools, list, unknown } from './setup-table.ts';

/** On what a whole job was measured, and how: parameter and value, both Markdown. */
export function jobSetup(run: Run): [string, string][] {
  const { cluster, cilium, reference, source, plan } = run;
  const nodes = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
  const text = (value: string | undefined): string => (value === undefined ? unknown : escapeShort(value));
  return [
    ['Cilium', cilium === undefined ? unknown : text(`${cilium.version} (chart ${cilium.chartVersion})`)],
    ...(reference === undefined
      ? []
      : [['Reference', text(`${reference.description} (chart ${reference.chartVersion})`)] satisfies [string, string]]),
    [
      'Cluster',
      cluster === undefined ? unknown : text(`${cluster.provider} ${cluster.name}, ${cluster.kubernetesVersion}`)
    ],
    ['Nodes (client, server)', list(nodes.map(describeMachine))],
    ['Kernel', list(nodes.map(node => text(node.kernel)))],
    ['Tools', describeTools(run.tools)],
    [
      'Tests',
      `${plan.tests.join(', ')}; ${String(plan.durationSeconds)} s each, ${String(plan.omitSeconds)} s of warm-up`
    ],
    [
      'Rounds',
      `${String(plan.rounds)}, ${run.reference === undefined ? 'one arm' : 'both arms in each, in a random order'}`
    ],
    ['Seed', code(plan.seed)],
    ['Measured', `${text(run.startedAt)}, ${formatDecimal(run.timing.totalSeconds / 60, 0)} min`],
    ...(source === undefined
      ? []
      : [
          ['Commit', code(shortCommit(source.sha))] satisfies [string, string],
          ['Job', text(`${source.workflow} / ${source.job} on ${source.event} of ${source.ref}`)] satisfies [
            string,
            string
          ]
        ])
  ];
}

import { describeRounds } from '../results/rounds.ts';
import type { Run } from '../results/run.ts';
import { formatDecimal } from './figures.ts';
import { shortCommit } from './markdown.ts';
import { describeMachine, describeTools, list, unknown } from './setup-table.ts';

/** A line of the set-up; plain text from outside. */
export interface SetupLine {
  readonly name: string;
  readonly text: string;
  /** To be copied as it is. */
  readonly literal?: true;
}

/** On what a whole job was measured, and how. */
export function describeJob(run: Run): SetupLine[] {
  const { cluster, cilium, reference, source, plan } = run;
  const nodes = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
  const minutes = formatDecimal(run.timing.totalSeconds / 60, 0);
  const arms = reference === undefined ? 'one arm' : 'both arms in each, in a random order';
  return [
    { name: 'Cilium', text: cilium === undefined ? unknown : `${cilium.version} (chart ${cilium.chartVersion})` },
    ...(reference === undefined
      ? []
      : [{ name: 'Reference', text: `${reference.description} (chart ${reference.chartVersion})` }]),
    {
      name: 'Cluster',
      text:
        cluster === undefined ? unknown : `${cluster.provider} ${cluster.name}, Kubernetes ${cluster.kubernetesVersion}`
    },
    { name: 'Nodes (client, server)', text: list(nodes.map(describeMachine)) },
    { name: 'Kernel', text: list(nodes.map(node => node.kernel)) },
    { name: 'Tools', text: describeTools(run.tools) },
    {
      name: 'Tests',
      text: `${plan.tests.join(', ')}; ${String(plan.durationSeconds)} s each, ${String(plan.omitSeconds)} s of warm-up`
    },
    { name: 'Rounds', text: `${describeRounds(run)}, ${arms}` },
    { name: 'Seed', text: plan.seed, literal: true },
    { name: 'Measured', text: `${run.startedAt}, ${minutes} min` },
    ...(source === undefined
      ? []
      : [
          { name: 'Commit', text: shortCommit(source.sha), literal: true as const },
          { name: 'Job', text: `${source.workflow} / ${source.job} on ${source.event} of ${source.ref}` }
        ])
  ];
}

import { expect, test } from '@jest/globals';
import { unlikeNodesNotice } from '../../src/report/notices.ts';
import type { Run, RunNode } from '../../src/model/run.ts';
import { everyReport } from '../support/every-report.ts';
import { createRun } from '../support/run-builder.ts';

const like = createRun({}, { scenarios: ['vxlan'] });

/** The run with a different machine for its server. */
function withServer(server: Partial<RunNode>): Run {
  if (like.cluster === undefined) throw new Error('the built run has no cluster');
  const nodes = like.cluster.nodes.map(node => (node.role === 'server' ? { ...node, ...server } : node));
  return { ...like, cluster: { ...like.cluster, nodes } };
}

test('is empty for two equal machines, and for unknown machines', () => {
  expect(unlikeNodesNotice(like)).toEqual([]);
  expect(unlikeNodesNotice(withServer({ role: 'other' }))).toEqual([]);
});

test('names what differs', () => {
  const client = like.cluster?.nodes[0];
  expect(unlikeNodesNotice(withServer({ architecture: 'arm64', instanceType: 'Standard_D8ps_v6', cpus: '8' }))).toEqual(
    [
      `The two measured nodes differ in architecture (client ${client?.architecture ?? ''}, server arm64), size (client ${client?.cpus ?? ''} CPUs, server Standard_D8ps_v6, 8 CPUs): the results hold for this pair and direction only.`
    ]
  );
});

test('every report includes it, without markup from a node', () => {
  const run = withServer({ instanceType: '<b>big</b>' });
  for (const report of everyReport(run)) {
    expect(report).toContain('The two measured nodes differ in size');
    expect(report).not.toContain('<b>');
  }
});

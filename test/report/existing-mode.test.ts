import { expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.ts';
import { existingModeNotices } from '../../src/report/notices.ts';
import { renderComment } from '../../src/report/comment.ts';
import { reproduceCommand } from '../../src/report/reproduce.ts';
import type { Run } from '../../src/model/run.ts';
import { commentContext, createComparison } from '../support/comparison-builder.ts';
import { everyReport } from '../support/every-report.ts';
import { createRun } from '../support/run-builder.ts';

const asFound = { enrolledNamespaces: ['shop', 'bank'], valuesUnknown: 'no release <b>"cilium"</b>' };
const run: Run = createRun({ asFound }, { scenarios: ['vxlan'] });

test('every report states that a cluster was measured as is, and what that does not prove', () => {
  for (const report of everyReport(run)) {
    expect(report).toMatch(/not the traffic of other pods/);
    expect(report).toMatch(/Other namespaces enrolled in ztunnel: shop, bank/);
    expect(report).not.toContain('<b>');
  }
});

test('namespaces beyond the limit of a notice are counted, and the rest of the notice stays', () => {
  const enrolledNamespaces = Array.from({ length: 500 }, (_, index) => `${'&'.repeat(200)}${index}`);
  const head = renderComment({ ...run, asFound: { enrolledNamespaces } }, createComparison(), commentContext);
  expect(head).toContain('… and 492 more. Their pods were not checked');
  expect(head).toContain('or if it is not TCP.');
});

test('a run that applied its scenarios has no such notice', () => {
  expect(existingModeNotices(createRun())).toEqual([]);
});

test('the command to reproduce it applies nothing either', () => {
  const command = parseArguments(reproduceCommand(run).slice(2), { exists: () => true, isFolder: () => true });
  expect(command).toMatchObject({ kind: 'run', options: { apply: false, cluster: { provider: 'kubeconfig' } } });
});

import { expect, test } from '@jest/globals';
import { decidePublishing } from '../../src/baseline/publish.ts';
import { parseEvent } from '../../src/github/event.ts';
import type { Run } from '../../src/model/run.ts';
import { noticesOf } from '../../src/report/notices.ts';
import { createComparison, provenRun } from '../support/baseline-builder.ts';
import { everyReport } from '../support/every-report.ts';

/** The proven run on processors of this model; only those of the server and the other nodes change. */
function on(cpuModel: string, role: 'server' | 'other'): Run {
  const run = provenRun();
  if (run.cluster === undefined) throw new Error('the built run has no cluster');
  const nodes = run.cluster.nodes.map(node => (node.role === 'client' ? node : { ...node, role, cpuModel }));
  return { ...run, cluster: { ...run.cluster, nodes } };
}

const emulated = 'QEMU TCG CPU version 2.5+';
const words = `The nodes are emulated (${emulated})`;

test('every report says that speeds of emulated nodes mean nothing', () => {
  for (const report of everyReport(on(emulated, 'server'))) expect(report).toContain('speeds mean nothing');
  expect(noticesOf(on(emulated, 'server'))).toContainEqual(expect.stringContaining(words));
});

test.each([
  ['a virtual machine with its own processor', on('QEMU Virtual CPU version 2.5+', 'server')],
  ['a node that is not measured', on(emulated, 'other')]
])('that is not said of %s', (_, run) => {
  expect(noticesOf(run).filter(text => text.includes('emulated'))).toEqual([]);
});

test('no run on emulated nodes becomes a baseline', () => {
  const publish = (run: Run): ReturnType<typeof decidePublishing> => {
    if (run.source === undefined) throw new Error('the built run has no source');
    const { sha } = run.source;
    const event = parseEvent('push', sha, 'refs/heads/main', {});
    return decidePublishing({ ...run, source: { ...run.source, checkedOut: sha } }, createComparison(), event, 'main');
  };
  expect(publish(on('AMD EPYC 9V74', 'server')).publish).toBe(true);
  expect(publish(on(emulated, 'server'))).toEqual({
    publish: false,
    reason: 'No baseline is published: the nodes are emulated, so their speeds mean nothing.'
  });
});

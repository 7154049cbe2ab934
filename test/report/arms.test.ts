import { describe, expect, test } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { collectNotes } from '../../src/report/notes.ts';
import { renderScenarioDocument, scenarioDocumentName, type RawOutput } from '../../src/report/scenario-document.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { writeDocuments } from '../../src/report/run-files.ts';
import type { Run } from '../../src/model/run.ts';
import { commentContext, createComparison, reference } from '../support/comparison-builder.ts';
import {
  bits,
  createBlock,
  createInvalidSample,
  createRun,
  createSample,
  createScenarioResult
} from '../support/run-builder.ts';

const raw = (sample: Run['samples'][number]): RawOutput[] => [{ stdout: `output of the ${sample.arm}`, stderr: '' }];

/** The candidate at 4, the reference at 8 Gbit/s; the reference lacks its second round. */
const run = createRun(
  {
    reference: { ...reference, chartVersion: '1.19.5' },
    scenarios: [
      createScenarioResult('vxlan', { values: { ofCandidate: true } }),
      createScenarioResult('vxlan', { arm: 'reference', values: { ofReference: true } })
    ],
    blocks: [
      createBlock({ switchSeconds: 11.1, podMtu: 1400 }),
      createBlock({ arm: 'reference', index: 1, switchSeconds: 22.2 })
    ],
    samples: [
      ...[1, 2].map(round => createSample({ round, metrics: { throughput: bits(4e9) } })),
      createSample({ block: 1, arm: 'reference', metrics: { throughput: bits(8e9) } }),
      createInvalidSample({ round: 2, block: 1, arm: 'reference', id: 'lost' })
    ]
  },
  { scenarios: ['vxlan'], tests: ['tcp-throughput'], arms: ['candidate', 'reference'] }
);

describe('the document of an arm', () => {
  const candidate = renderScenarioDocument(run, 'vxlan', raw);
  const other = renderScenarioDocument(run, 'vxlan', raw, 'reference');

  test('has its own heading and file', () => {
    expect(candidate).toMatch(/^# Cilium - VXLAN Encapsulation Performance Test\n/);
    expect(other).toMatch(/^# Cilium - VXLAN Encapsulation Performance Test \(reference\)\n/);
    expect([scenarioDocumentName('vxlan', 'candidate'), scenarioDocumentName('vxlan', 'reference')]).toEqual([
      'vxlan.md',
      'vxlan-reference.md'
    ]);
  });

  test.each([
    ['values', 'ofCandidate', 'ofReference'],
    ['blocks', '| 11.1 |', '| 22.2 |'],
    ['MTU', '| MTU of the pods | 1400 |', '| MTU of the pods | 1500 |'],
    ['outputs', 'output of the candidate', 'output of the reference'],
    ['version', '| Cilium version | 1.20.2 |', '| Cilium version | 1.19.5 |'],
    ['image', 'quay.io/cilium/cilium:v1.20.2', '| Cilium agent image | not recorded |']
  ])('has its own %s and none of the other', (_what, ofCandidate, ofReference) => {
    expect(candidate).toContain(ofCandidate);
    expect(candidate).not.toContain(ofReference);
    expect(other).toContain(ofReference);
    expect(other).not.toContain(ofCandidate);
  });

  test('is written next to the other', async () => {
    const written: string[] = [];
    const files = { exists: () => false, write: (path: string) => Promise.resolve(void written.push(path)) };
    await writeDocuments(files as unknown as Parameters<typeof writeDocuments>[0], 'in', 'out', run);
    expect(written).toEqual(['out/summary.md', 'out/scenarios/vxlan.md', 'out/scenarios/vxlan-reference.md']);
  });

  test('is refused for an arm that the run does not have', () => {
    expect(() => renderScenarioDocument(createRun(), 'vxlan', raw, 'reference')).toThrow(
      'the run has no scenario vxlan in its reference arm'
    );
  });
});

describe('the notes', () => {
  test('name their arm', () => {
    const [note, ...others] = collectNotes(run);
    expect(others).toEqual([]);
    expect(note?.arm).toBe('reference');
    expect(note?.text.join('')).toBe(
      'round 2, VXLAN (reference), tcp-throughput: pod-replaced: server pod was replaced'
    );
  });

  test('are shortened in the comment without losing what follows the reason', () => {
    const reason = { kind: 'tool-error', message: 'x'.repeat(500) } as const;
    const retried = [createInvalidSample({ reason }), createSample({ id: 'retry', attempt: 2 })];
    const long = createRun({ samples: retried });
    expect(collectNotes(long)[0]?.text.join('')).toContain('x'.repeat(500));
    expect(renderComment(long, createComparison(), commentContext)).toMatch(/: x{399}…; the retry counts$/m);
  });
});

describe('the summary', () => {
  const summary = renderSummary(run);

  test('has a table for each arm with its own missing rounds', () => {
    const row = (after: string): string =>
      /\| TCP Throughput \(Gbit\/s\) \|[^\n]*/.exec(summary.slice(summary.indexOf(after)))?.[0] ?? '';
    expect(row('## Results Summary')).toBe('| TCP Throughput (Gbit/s) | 4.0 (4.0–4.0) |');
    expect(row('## Reference - cilium/values.yaml of main - chart 1.19.5')).toBe(
      '| TCP Throughput (Gbit/s) | 8.0, 1 of 2 rounds (note 1) |'
    );
  });

  test('refers each arm to its own notes', () => {
    const lost = createInvalidSample({ round: 2, id: 'of-candidate' });
    const both = renderSummary({
      ...run,
      samples: [...run.samples.filter(({ id }) => id !== run.samples[1]?.id), lost]
    });
    expect(both).toContain('| 4.0, 1 of 2 rounds (note 2) |');
    expect(both).toContain('| 8.0, 1 of 2 rounds (note 1) |');
  });

  test('has one table when there is one arm', () => {
    expect(renderSummary(createRun())).not.toContain('## Reference');
  });
});

import { describe, expect, test } from '@jest/globals';
import { buildRun, journalLine, parseJournal, type JournalEvent } from '../../src/results/journal.ts';
import { parseRun } from '../../src/results/read.ts';
import { serializeRun } from '../../src/results/write.ts';
import type { Run } from '../../src/model/run.ts';
import { renderComment } from '../../src/report/comment.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { commentContext } from '../support/comparison-builder.ts';
import { createUnchangedRun } from '../support/comparison-shapes.ts';
import { createRun, createSample, createScenarioResult } from '../support/run-builder.ts';
import { policy } from '../verdict/measured.ts';

const started: JournalEvent = {
  type: 'started',
  run: {
    id: 'cpg-1',
    tool: { name: 'cilium-perf-gate', version: '0.1.0' },
    startedAt: '2026-11-23T00:00:00.000Z',
    plan: {
      suite: 'default',
      seed: 's',
      rounds: 1,
      scenarios: ['vxlan'],
      tests: ['tcp-stream'],
      durationSeconds: 5,
      burstSeconds: 1,
      omitSeconds: 1,
      order: [[{ arm: 'candidate', scenario: 'vxlan', path: 'pod', tests: ['tcp-stream'] }]],
      estimatedSeconds: 30
    }
  }
};
const block: JournalEvent = {
  type: 'block',
  block: {
    index: 0,
    round: 1,
    arm: 'candidate',
    scenario: 'vxlan',
    path: 'pod',
    status: 'measured',
    startedAt: '2026-11-23T00:00:00.000Z',
    endedAt: '2026-11-23T00:00:40.000Z',
    switchSeconds: 20,
    settling: { seconds: 6, settled: true, probes: [8e9] }
  }
};
const ended: JournalEvent = { type: 'ended', endedAt: '2026-11-23T00:01:00.000Z' };

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]: [string, unknown]) => [key, reverseKeys(child)])
  );
}

describe('a run without a measurement', () => {
  const { arms, ...rendered } = createUnchangedRun().rendered ?? { unknownKeys: [] };
  const start = { ...started, run: { ...started.run, rendered: { ...rendered, arms } } } as JournalEvent;
  const end: JournalEvent = { ...ended, unchanged: true };

  test('is complete if both arms are the same', () => {
    const run = buildRun([start, end].map(journalLine).flatMap(parseJournal));
    expect(run).toMatchObject({ complete: true, unchanged: true, rendered: { arms: { objects: 25 } }, samples: [] });
    expect(parseRun(serializeRun(run))).toEqual(run);
  });

  test('is refused if it contradicts what was rendered, or has samples', () => {
    const run = buildRun([start, end]);
    const { samples, blocks, scenarios } = createRun();
    expect(() => serializeRun({ ...run, rendered: { unknownKeys: [] } })).toThrow('contradicts what was rendered');
    expect(() => serializeRun({ ...run, plan: createRun().plan, samples, blocks, scenarios })).toThrow(
      'must be absent from a run that measured'
    );
  });

  test('cannot claim it without a word', () => {
    const { unchanged, ...run } = buildRun([start, end]);
    expect(unchanged).toBe(true);
    expect(() => serializeRun(run)).toThrow('missing; only an incomplete run may omit it');
  });
});

describe('the journal', () => {
  test('builds the run, complete only if its end was recorded', () => {
    const run = buildRun(parseJournal([started, block, ended].map(journalLine).join('')));
    expect(run).toMatchObject({ complete: true, endedAt: '2026-11-23T00:01:00.000Z' });
    expect(run.timing).toMatchObject({ totalSeconds: 60, switchSeconds: 20, settlingSeconds: 6 });
  });

  test('keeps everything a killed run had finished', () => {
    const text = [started, block].map(journalLine).join('') + '{"type":"ended","ended';
    const run = buildRun(parseJournal(text));
    expect(run.blocks).toHaveLength(1);
    expect(run).toMatchObject({
      complete: false,
      incompleteReason: 'the run was killed before it could end',
      endedAt: '2026-11-23T00:00:40.000Z'
    });
  });

  test('contains no secrets from failures', () => {
    const incompleteReason = 'helm said: token=ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const line = journalLine({ ...ended, incompleteReason });
    expect(line).toContain('helm said: token=[redacted ');
    expect(line).not.toContain('ghp_');
  });

  test('redacts everything that reaches run.json, the comparison and the comment, whatever part of a run has it', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const said = `helm said: token=${secret}`;
    const reason = { kind: 'tool-error', message: said } as const;
    const { cluster, cilium, tools } = createRun();
    if (cluster === undefined || cilium === undefined || tools === undefined) throw new Error('the builder makes them');
    const reference = { source: 'values', description: said, chartVersion: '1.20.2', identical: false } as const;
    const scenario = createScenarioResult('vxlan', {
      ...{ status: 'failed', reason, statusCheck: `Token: ${secret}` },
      values: { extra: { password: 'hunter2-hunter2' }, extraEnv: [{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }] }
    });
    const sample = createSample({
      ...{ test: 'tcp-stream', status: 'invalid', reason },
      command: ['netperf', '--password', 'hunter2-hunter2', secret]
    });
    const events: JournalEvent[] = [
      { ...started, run: { ...started.run, reference, asFound: { enrolledNamespaces: [], valuesUnknown: said } } },
      { type: 'cluster', cluster: { ...cluster, name: said }, seconds: 1 },
      { type: 'cilium', cilium: { ...cilium, valuesFrom: said } },
      { type: 'tools', tools: { ...tools, iperf3: said } },
      { type: 'scenario', scenario },
      { ...block, block: { ...block.block, status: 'invalid', reason } },
      { type: 'sample', sample },
      { ...ended, incompleteReason: said }
    ];
    const journal = events.map(journalLine).join('');
    const run = buildRun(parseJournal(journal));
    const record = { source: 'none', candidates: [], differences: [] };
    const comparison = compareRun(run, policy, { figures: new Map(), anchor: new Map(), record });
    const texts = [
      journal,
      serializeRun(run),
      JSON.stringify(comparison),
      renderComment(run, comparison, commentContext)
    ];
    for (const text of texts) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('hunter2');
      expect(text).toContain('[redacted ');
    }
    expect(parseRun(serializeRun(run))).toEqual(run);
  });

  test("keeps GitHub's own names, by which a run is found again, whatever they look like", () => {
    const named = { ref: 'refs/heads/feature/JIRA1234AddWireguardEncryption', job: 'Measure1'.repeat(6) };
    const source = { ...createRun().source, ...named } as NonNullable<Run['source']>;
    const run = buildRun(parseJournal(journalLine({ ...started, run: { ...started.run, source } })));
    expect(run.source).toEqual(source);
    expect(parseRun(serializeRun(run)).source).toEqual(source);
  });

  test('builds the same run as run.json, down to the order of names', () => {
    const { metrics } = createSample({ test: 'tcp-stream' });
    const figure = Object.values(metrics)[0];
    if (figure === undefined) throw new Error('the sample has no figure');
    const sample = createSample({
      test: 'tcp-stream',
      metrics: { ...metrics, retransmits: figure, 'client-cpu': figure }
    });
    const values = { tunnelProtocol: 'vxlan', encryption: { type: 'wireguard', enabled: true } };
    const scenario = createScenarioResult('vxlan', { values });
    const events: JournalEvent[] = [started, { type: 'sample', sample }, { type: 'scenario', scenario }, block];
    const run = buildRun(parseJournal(events.map(journalLine).join('')));
    expect(JSON.stringify(run)).toBe(JSON.stringify(parseRun(serializeRun(run))));
    const reversed = events.map(event => journalLine(reverseKeys(event) as JournalEvent));
    expect(serializeRun(buildRun(parseJournal(reversed.join(''))))).toBe(serializeRun(run));
  });

  test('keeps the message of a failure', () => {
    const failed: JournalEvent = { ...ended, incompleteReason: 'the cluster went away' };
    expect(buildRun([started, failed])).toMatchObject({ complete: false, incompleteReason: 'the cluster went away' });
  });

  test('records that the time budget ended the run', () => {
    const early: JournalEvent = { ...ended, stoppedByBudget: true };
    expect(buildRun(parseJournal([started, early].map(journalLine).join('')))).toMatchObject({
      complete: true,
      stoppedByBudget: true
    });
    expect(buildRun([started, ended])).not.toHaveProperty('stoppedByBudget');
  });

  test('is rejected if a line before the last is damaged', () => {
    const text = `${journalLine(started)}{"type":"sam\n${journalLine(ended)}`;
    expect(() => parseJournal(text)).toThrow('journal, line 2');
  });

  test('refuses to write data that does not match the schema', () => {
    const wrong = { ...block, block: { ...block.block, switchSeconds: NaN } };
    expect(() => journalLine(wrong)).toThrow();
  });

  test('without a start contains no run', () => {
    expect(() => buildRun([ended])).toThrow('no start');
  });
});

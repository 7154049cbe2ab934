import { describe, expect, test } from '@jest/globals';
import { readLiveRecords, recordsOf, replaceRecords, shortfall, type LiveRecord } from '../../e2e/live-record.ts';
import { renderVersions, type Evidence } from '../../scripts/versions-table.ts';
import type { MatrixRowResult, Run } from '../../src/model/run.ts';
import { createRun, createScenarioResult } from '../support/run-builder.ts';

const live: LiveRecord = {
  cilium: '1.20.2',
  scenario: 'vxlan+ztunnel',
  bed: 'lab',
  date: '2026-11-28',
  status: 'measured',
  ...{ rows: 6, rowsAsPromised: 6, samples: 2, samplesProven: 2 },
  restored: true
};

const empty = '<!-- scenarios-start --><!-- scenarios-end -->';

/** The row of a scenario with 1.20.2 and 1.18.5. */
function row(scenario: string, ...records: readonly LiveRecord[]): string | undefined {
  const evidence: Evidence = {
    versions: ['1.20.2', '1.18.5'],
    records,
    isRecorded: (version, name) => version === '1.20.2' && name.startsWith('vxlan')
  };
  const document = renderVersions(empty, evidence);
  return document.split('\n').find(line => line.startsWith(`| \`${scenario}\` |`));
}

describe('the table of versions', () => {
  test('says for each scenario and version whether it is live, recorded, impossible or not tried', () => {
    expect(row('vxlan+ztunnel', live)).toBe('| `vxlan+ztunnel` | live: lab 2026-11-28 | impossible |');
    expect(row('vxlan+ipsec', live)).toBe('| `vxlan+ipsec` | recorded | not tried |');
    expect(row('native', live)).toBe('| `native` | not tried | not tried |');
  });

  test('names every bed that a scenario works on', () => {
    const emulated: LiveRecord = { ...live, bed: 'emulated', date: '2026-11-29' };
    expect(row('vxlan+ztunnel', live, emulated)).toContain('| live: lab 2026-11-28, emulated 2026-11-29 |');
  });

  test("gives the program's own reason for what is impossible", () => {
    const document = renderVersions(empty, { versions: ['1.18.5'], records: [], isRecorded: () => false });
    expect(document).toContain(
      '- `geneve+ztunnel` with Cilium 1.18.5 is refused: scenarios: "geneve+ztunnel" needs Cilium 1.19 or later, but cilium-version is 1.18.5'
    );
    expect(document.match(/ is refused: /g)).toHaveLength(3);
  });

  test.each<[Partial<LiveRecord>, string]>([
    [{ rowsAsPromised: 5 }, '5 of 6 rows of the traffic matrix as promised'],
    [{ rows: 0, rowsAsPromised: 0 }, 'no traffic matrix'],
    [{ samplesProven: 1 }, '1 of 2 samples proven'],
    [{ samples: 0, samplesProven: 0 }, 'no sample'],
    [{ status: 'incomplete' }, 'incomplete'],
    [{ restored: false }, 'not restored']
  ])('never shows a run with %j as live', (fault, why) => {
    expect(row('vxlan+ztunnel', { ...live, ...fault })).toBe(
      `| \`vxlan+ztunnel\` | recorded; **failed**: lab 2026-11-28, ${why} | impossible |`
    );
  });

  test('needs no traffic matrix of a mode that does not encrypt, because its runs have none', () => {
    expect(shortfall({ ...live, scenario: 'vxlan', rows: 0, rowsAsPromised: 0 })).toBeUndefined();
  });
});

describe("a run's record", () => {
  const matrixRow = (matches: boolean): MatrixRowResult => ({
    source: 'pod',
    destination: 'pod',
    placement: 'other-node',
    expected: 'encrypted',
    seen: matches ? 'encrypted' : 'plaintext',
    ...{ reason: '', bytes: 1, matches }
  });
  const run = createRun({}, { scenarios: ['vxlan', 'vxlan+wireguard'], tests: ['tcp-throughput'] });
  const withMatrix: Run = {
    ...run,
    scenarios: [
      createScenarioResult('vxlan'),
      createScenarioResult('vxlan+wireguard', { matrix: [matrixRow(true), matrixRow(false)] })
    ]
  };
  const of = (changed: Partial<Run> = {}): readonly LiveRecord[] =>
    recordsOf({
      run: { ...withMatrix, ...changed },
      bed: 'emulated',
      restored: true,
      scenarios: ['vxlan', 'vxlan+wireguard', 'native']
    });

  test('counts rows as promised, and samples with the promised proof, of the scenarios that it reached', () => {
    const proof: Run['samples'][number]['proof'] = {
      verdict: 'plaintext',
      mode: 'none',
      ...{ reason: '', coverage: [], notes: [], faults: [] }
    };
    const samples = run.samples.map(sample => ({ ...sample, proof }));
    const common = { cilium: '1.20.2', bed: 'emulated', date: '2026-11-23', status: 'measured', restored: true };
    expect(of({ samples })).toEqual([
      { ...common, scenario: 'vxlan', rows: 0, rowsAsPromised: 0, samples: 2, samplesProven: 2 },
      { ...common, scenario: 'vxlan+wireguard', rows: 2, rowsAsPromised: 1, samples: 2, samplesProven: 0 }
    ]);
  });

  test('has the version that the agents report, not the one of the chart', () => {
    const statusCheck = 'Cilium:                  Ok   1.19.4 (v1.19.4-lab)\nRouting:   Network: Native';
    const scenarios = withMatrix.scenarios.map(one => ({ ...one, statusCheck }));
    expect(of({ scenarios }).map(({ cilium }) => cilium)).toEqual(['1.19.4', '1.19.4']);
    expect(() => of({ scenarios: [...withMatrix.scenarios, ...scenarios] })).toThrow('1.20.2, 1.19.4');
  });

  test('is none if no agent reported its version', () => {
    expect(of({ scenarios: withMatrix.scenarios.map(one => ({ ...one, statusCheck: '' })) })).toEqual([]);
  });

  test('replaces an earlier one of the same version, scenario and bed only', () => {
    const newer: LiveRecord = { ...live, date: '2026-11-30', samplesProven: 1 };
    const others: LiveRecord[] = [
      { ...live, bed: 'emulated' },
      { ...live, scenario: 'vxlan' },
      { ...live, cilium: '1.19.4' }
    ];
    const [emulated, vxlan, older] = others;
    expect(replaceRecords([live, ...others], [newer])).toEqual([vxlan, newer, emulated, older]);
  });

  test('is in order in docs/versions.json', () => {
    expect(replaceRecords(readLiveRecords(), [])).toEqual(readLiveRecords());
  });
});

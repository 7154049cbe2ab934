import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compareVersions } from '../lab/go.ts';
import { scenarioNames } from '../src/inputs/values.ts';
import { scenarioResultSchema, type Run } from '../src/model/run.ts';
import { encrypts } from '../src/model/scenario.ts';

/** What one run showed about a scenario, on one version of Cilium. */
const liveRecordSchema = z.strictObject({
  /** As the agents reported it. */
  cilium: z.string().regex(/^\d+\.\d+\.\d+$/),
  scenario: z.enum(scenarioNames),
  /** The lab's kind cluster, or a virtual machine without hardware acceleration. */
  bed: z.enum(['lab', 'emulated']),
  date: z.iso.date(),
  status: scenarioResultSchema.shape.status,
  /** Rows of the traffic matrix, and those that were as the mode promises. */
  rows: z.int().nonnegative(),
  rowsAsPromised: z.int().nonnegative(),
  samples: z.int().nonnegative(),
  samplesProven: z.int().nonnegative(),
  /** Cilium's values are as before, and nothing of the run is left. */
  restored: z.boolean()
});
export type LiveRecord = z.infer<typeof liveRecordSchema>;

/** A run, and what the run itself does not know about it. */
interface LiveRun {
  readonly run: Run;
  readonly bed: LiveRecord['bed'];
  readonly restored: boolean;
  /** The scenarios that this bed can run, failed or not. */
  readonly scenarios: readonly string[];
}

const file = join(import.meta.dirname, '../docs/versions.json');

/** What runs showed so far. */
export function readLiveRecords(): readonly LiveRecord[] {
  return z.array(liveRecordSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Writes what a run showed to docs/versions.json if E2E_RECORD is set; `npm run docs` makes a table of it. */
export function recordLive(live: LiveRun): void {
  if (process.env['E2E_RECORD'] === undefined) return;
  writeFileSync(file, `${JSON.stringify(replaceRecords(readLiveRecords(), recordsOf(live)), undefined, 2)}\n`);
}

/** The version that an agent reported in a scenario. */
export function reportedVersion({ statusCheck = '' }: Run['scenarios'][number]): string | undefined {
  return /^Cilium:\s+\w+\s+v?(\d+\.\d+\.\d+)/m.exec(statusCheck)?.[1];
}

/** What a run showed about its scenarios. Those that it did not reach are omitted. */
export function recordsOf({ run, bed, restored, scenarios }: LiveRun): readonly LiveRecord[] {
  const results = run.scenarios.filter(({ arm }) => arm === 'candidate');
  const reported = [...new Set(results.flatMap(result => reportedVersion(result) ?? []))];
  const [cilium, ...others] = reported;
  if (others.length > 0) throw new Error(`the agents reported several versions: ${reported.join(', ')}`);
  // Nothing came up. The run's own tests say why.
  if (cilium === undefined) return [];
  return results
    .filter(({ name }) => scenarios.includes(name))
    .map(({ name, status, matrix = [] }) => {
      const samples = run.samples.filter(
        ({ arm, scenario, path }) => arm === 'candidate' && scenario === name && path === 'pod'
      );
      const promised = encrypts(name) ? 'encrypted' : 'plaintext';
      return {
        cilium,
        scenario: name,
        bed,
        date: run.endedAt.slice(0, 10),
        status,
        rows: matrix.length,
        rowsAsPromised: matrix.filter(({ matches }) => matches).length,
        samples: samples.length,
        samplesProven: samples.filter(sample => sample.status === 'valid' && sample.proof?.verdict === promised).length,
        restored
      };
    });
}

/** Adds records. A new one replaces the earlier one of the same version, scenario and bed. */
export function replaceRecords(before: readonly LiveRecord[], added: readonly LiveRecord[]): readonly LiveRecord[] {
  const byKey = new Map([...before, ...added].map(one => [`${one.cilium} ${one.scenario} ${one.bed}`, one]));
  return [...byKey.values()].sort(
    (left, right) =>
      compareVersions(right.cilium, left.cilium) ||
      scenarioNames.indexOf(left.scenario) - scenarioNames.indexOf(right.scenario) ||
      right.bed.localeCompare(left.bed)
  );
}

/** Why a record does not show that the scenario works; `undefined` if it does. */
export function shortfall(record: LiveRecord): string | undefined {
  const { scenario, status, rows, rowsAsPromised, samples, samplesProven, restored } = record;
  if (rowsAsPromised < rows) return `${rowsAsPromised} of ${rows} rows of the traffic matrix as promised`;
  if (samples === 0) return 'no sample';
  if (samplesProven < samples) return `${samplesProven} of ${samples} samples proven`;
  if (rows === 0 && encrypts(scenario)) return 'no traffic matrix';
  if (status !== 'measured') return status;
  return restored ? undefined : 'not restored';
}

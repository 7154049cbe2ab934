import { z } from 'zod';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import { readForeign } from '../results/foreign.ts';
import { describeIssues } from '../results/read.ts';
import type { FoundBaselines } from './assemble.ts';
import { compact, compactSchema, expand, maxBaselineLength } from './document.ts';

const version = 1;
const text = z.string().max(1000);

const schema = z.strictObject({
  kind: z.literal('cilium-perf-gate earlier runs'),
  version: z.literal(version),
  /** Id of the run that was compared. */
  run: text,
  accepted: z.literal(true).optional(),
  record: z.strictObject({
    source: text,
    candidates: z
      .array(z.strictObject({ label: text, url: text.optional(), used: z.boolean(), reason: text }))
      .max(2000),
    ended: z.strictObject({ reason: text, failed: z.boolean() }).optional(),
    differences: z.array(text).max(2000)
  }),
  pool: compactSchema,
  anchor: compactSchema
});

/** The file in a run's folder that records what it was compared with. */
export function earlierPath(folder: string): string {
  return `${folder}/earlier.json`;
}

/** Records what a run was compared with, so that the comparison can be repeated on another machine or later. */
export function serializeEarlier(run: string, { record, pool, anchor, accepted }: FoundBaselines): string {
  const document = {
    kind: 'cilium-perf-gate earlier runs',
    version,
    run,
    ...defined({ accepted }),
    record: {
      source: shorten(record.source),
      candidates: record.candidates
        .slice(0, 2000)
        .map(one => ({ ...one, label: shorten(one.label), reason: shorten(one.reason) })),
      ...defined({ ended: record.ended && { ...record.ended, reason: shorten(record.ended.reason) } }),
      differences: record.differences.slice(0, 2000).map(shorten)
    },
    pool: compact(pool),
    anchor: compact(anchor)
  };
  return `${JSON.stringify(document)}\n`;
}

/**
 * Parses it from any source; throws an InputError that explains what is wrong. `undefined` if it belongs to another run
 * in the same folder.
 */
export function parseEarlier(document: string, wanted: string): FoundBaselines | undefined {
  const { run, record, pool, anchor, accepted } = readForeign('it', document, 2 * maxBaselineLength, value => {
    const result = schema.safeParse(value);
    if (!result.success) throw new InputError(describeIssues(result.error));
    return result.data;
  });
  if (run !== wanted) return undefined;
  const candidates = record.candidates.map(({ url, ...rest }) => ({ ...rest, ...defined({ url }) }));
  const { ended, ...rest } = record;
  return {
    record: { ...rest, candidates, ...defined({ ended }) },
    pool: expand(pool),
    anchor: expand(anchor),
    ...defined({ accepted })
  };
}

function shorten(given: string): string {
  return given.slice(0, 1000);
}

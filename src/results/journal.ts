import { z } from 'zod';
import type { Files } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import { safeJson } from '../lib/json.ts';
import {
  blockSchema,
  decidedSchema,
  runSchema,
  schemaVersion,
  sampleSchema,
  scenarioResultSchema,
  type Run
} from '../model/run.ts';
import { redactValue } from '../redaction/redact.ts';
import { inOrder } from './write.ts';

/**
 * The events of a run, one line of JSON each, appended immediately, so that a killed run loses nothing it had finished.
 * run.json is always built from these lines, by the run itself or by the post step.
 */
const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    run: runSchema.pick({
      id: true,
      tool: true,
      startedAt: true,
      source: true,
      reference: true,
      rendered: true,
      asFound: true,
      overrides: true,
      plan: true
    })
  }),
  z.strictObject({ type: z.literal('cluster'), cluster: runSchema.shape.cluster.unwrap(), seconds: z.number() }),
  z.strictObject({ type: z.literal('cilium'), cilium: runSchema.shape.cilium.unwrap() }),
  z.strictObject({ type: z.literal('tools'), tools: runSchema.shape.tools.unwrap() }),
  z.strictObject({ type: z.literal('scenario'), scenario: scenarioResultSchema }),
  z.strictObject({ type: z.literal('block'), block: blockSchema }),
  z.strictObject({ type: z.literal('sample'), sample: sampleSchema }),
  z.strictObject({ type: z.literal('decided'), ...decidedSchema.shape }),
  z.strictObject({
    type: z.literal('ended'),
    endedAt: z.iso.datetime(),
    ...runSchema.pick({ incompleteReason: true, stoppedByBudget: true, unchanged: true }).shape
  })
]);
export type JournalEvent = z.infer<typeof eventSchema>;

/**
 * One event as a line: the only place where what was measured is redacted, and checked before it is written. Everything
 * that is uploaded or reported is built from these lines. Names from GitHub stay, because runs are found by them.
 */
export function journalLine(event: JournalEvent): string {
  const clean = event.type === 'started' ? { ...event, run: redactStart(event.run) } : redactValue(event);
  return `${JSON.stringify(eventSchema.parse(clean))}\n`;
}

function redactStart({ source, ...run }: EventOf<'started'>['run']): Record<string, unknown> {
  return { ...redactValue(run), ...defined({ source }) };
}

/** Reads a journal. A last line cut off by a kill is ignored; any other damage is an error. */
export function parseJournal(text: string): readonly JournalEvent[] {
  const lines = text.split('\n');
  const last = lines.pop();
  const events = lines.map((line, index) => {
    try {
      return eventSchema.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`journal, line ${index + 1}`, { cause: error });
    }
  });
  if (last !== undefined && last !== '') {
    const whole = eventSchema.safeParse(safeJson(last));
    if (whole.success) events.push(whole.data);
  }
  return events;
}

/** Builds the run from its journal; without an end it is incomplete. Throws if the journal has no start. */
export function buildRun(events: readonly JournalEvent[]): Run {
  const started = only(events, 'started');
  if (started === undefined) throw new Error('the journal has no start, so there is no run to write');
  const ended = only(events, 'ended');
  const blocks = all(events, 'block').map(event => event.block);
  // A sample is recorded again if the proof of its block makes it invalid; the last record counts.
  const samples = [...new Map(all(events, 'sample').map(event => [event.sample.id, event.sample])).values()];
  const scenarios = new Map(
    all(events, 'scenario').map(event => [`${event.scenario.arm} ${event.scenario.name}`, event.scenario])
  );
  const decided = all(events, 'decided').map(({ scenario, round }) => ({ scenario, round }));
  const cluster = only(events, 'cluster');
  const cilium = only(events, 'cilium');
  const tools = only(events, 'tools');
  const endedAt = ended?.endedAt ?? samples.at(-1)?.endedAt ?? blocks.at(-1)?.endedAt ?? started.run.startedAt;
  const incompleteReason = ended === undefined ? 'the run was killed before it could end' : ended.incompleteReason;

  const { id, tool, startedAt, source, reference, rendered, asFound, overrides, plan } = started.run;
  // In the order of the schema, which is that of run.json.
  return inOrder({
    schemaVersion,
    ...{ id, tool },
    complete: incompleteReason === undefined,
    ...defined({ incompleteReason, stoppedByBudget: ended?.stoppedByBudget, unchanged: ended?.unchanged }),
    ...{ startedAt, endedAt },
    ...defined({ source, cluster: cluster?.cluster, cilium: cilium?.cilium, tools: tools?.tools }),
    ...defined({ reference, rendered, asFound, overrides }),
    plan,
    ...(decided.length === 0 ? {} : { decided }),
    scenarios: [...scenarios.values()],
    blocks,
    samples,
    timing: {
      totalSeconds: secondsBetween(startedAt, endedAt),
      clusterSeconds: cluster?.seconds ?? 0,
      switchSeconds: sum(blocks.map(block => block.switchSeconds)),
      settlingSeconds: sum(blocks.map(block => block.settling?.seconds ?? 0)),
      samplingSeconds: sum(samples.map(sample => secondsBetween(sample.startedAt, sample.endedAt)))
    }
  });
}

type EventOf<T extends JournalEvent['type']> = Extract<JournalEvent, { type: T }>;

function all<T extends JournalEvent['type']>(events: readonly JournalEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

function only<T extends JournalEvent['type']>(events: readonly JournalEvent[], type: T): EventOf<T> | undefined {
  return all(events, type).at(-1);
}

function secondsBetween(start: string, end: string): number {
  return Math.max(0, (Date.parse(end) - Date.parse(start)) / 1000);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Writes an event to disk immediately, so that a killed run loses nothing it had finished. */
export type RecordEvent = (event: JournalEvent) => Promise<void>;

export function journalPath(output: string): string {
  return `${output}/journal.jsonl`;
}

/** Starts the journal of a new run, replacing one of an earlier run in the same folder. */
export async function startJournal(files: Files, output: string): Promise<RecordEvent> {
  const path = journalPath(output);
  await files.remove(path);
  return event => files.append(path, journalLine(event));
}

/** Builds the run from the journal in an output folder. */
export async function readJournal(files: Files, output: string): Promise<Run> {
  return buildRun(parseJournal(await files.read(journalPath(output))));
}

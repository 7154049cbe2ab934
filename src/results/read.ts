import { z } from 'zod';
import type { Files } from '../host/ports.ts';
import { InputError } from '../model/errors.ts';
import { maxRounds } from '../model/limits.ts';
import { refuseUnproven } from '../model/proven.ts';
import { blockSchema, nodeSchema, runSchema, sampleSchema, schemaVersion, type Run } from '../model/run.ts';
import { foreignText } from '../redaction/foreign.ts';
import { checkRun } from './check.ts';
import { readForeign } from './foreign.ts';

/** Maximum size of run.json: enough for thousands of samples, but not an endless download. */
export const maxRunLength = 32 * 1024 * 1024;
/** More than 100 rounds of every scenario, arm and test twice; each is checked against the plan. */
const maxSamples = 50_000;
const maxScenarios = 100;
/** Kubernetes' limit for nodes in a cluster. */
const maxNodes = 5000;
/** Of one sample, block or node, and of all the rest of a run: several times what the largest has. */
const maxElementValues = 10_000;
const maxRestValues = 100_000;
const maxIssues = 10;

/** A run whose parts also agree with each other. */
const checkedRunSchema = runSchema.superRefine(checkRun);

/**
 * Parses a run.json from any source. Throws an InputError naming the place in the document and what is wrong; a
 * document with any error is rejected entirely.
 */
export function parseRun(text: string): Run {
  return readForeign('the run', text, maxRunLength, document => {
    refuseOtherVersions(document);
    refuseEndlessLists(document);
    refuseManyComplaints(document);
    const result = checkedRunSchema.safeParse(document);
    if (!result.success) throw new InputError(`the run cannot be read:\n${describeIssues(result.error)}`);
    return result.data;
  });
}

/** The first few issues with their paths. They quote names from the document. */
export function describeIssues(error: z.ZodError): string {
  const shown = z.prettifyError({ issues: error.issues.slice(0, maxIssues) });
  const more = error.issues.length - maxIssues;
  const safe = foreignText(shown);
  return more > 0 ? `${safe}\nand ${more} more` : safe;
}

/** Checked first, because any other complaint about an unknown version would be misleading. */
function refuseOtherVersions(document: unknown): void {
  const version: unknown =
    typeof document === 'object' && document !== null && 'schemaVersion' in document
      ? document.schemaVersion
      : undefined;
  if (version === schemaVersion) return;
  const found = version === undefined ? 'no schemaVersion' : `schemaVersion ${JSON.stringify(version).slice(0, 40)}`;
  throw new InputError(`the run has ${found}; this version of cilium-perf-gate reads schemaVersion ${schemaVersion}`);
}

const list = z.array(z.unknown()).optional();
const listsSchema = z.looseObject({
  samples: list,
  blocks: list,
  scenarios: list,
  cluster: z.looseObject({ nodes: list }).optional(),
  plan: z.looseObject({ scenarios: list, order: list }).optional()
});

/** Checked before the schema visits every element, because a million wrong elements would be a million complaints. */
function refuseEndlessLists(document: unknown): void {
  const { samples, blocks, scenarios, cluster, plan } = listsSchema.safeParse(document).data ?? {};
  const lists: readonly (readonly [string, readonly unknown[] | undefined, number])[] = [
    ['samples', samples, maxSamples],
    ['blocks', blocks, maxSamples],
    ['scenarios', scenarios, maxScenarios],
    ['planned scenarios', plan?.scenarios, maxScenarios],
    ['drawn rounds', plan?.order, maxRounds],
    ['nodes', cluster?.nodes, maxNodes]
  ];
  for (const [name, { length } = [], most] of lists) {
    if (length > most) throw new InputError(`the run has ${length} ${name}; at most ${most} are allowed`);
  }
}

/**
 * The schema collects every complaint, up to a gigabyte of them. So the elements of long lists are checked one by one up
 * to the first that is wrong, and no part has more values than a few megabytes of complaints.
 */
function refuseManyComplaints(document: unknown): void {
  const { samples = [], blocks = [], cluster, ...rest } = listsSchema.safeParse(document).data ?? {};
  const { nodes = [], ...restOfCluster } = cluster ?? {};
  refuseLarge('beside its samples, blocks and nodes, the run', { ...rest, restOfCluster }, maxRestValues);
  refuseWrong(['samples'], samples, sampleSchema);
  refuseWrong(['blocks'], blocks, blockSchema);
  refuseWrong(['cluster', 'nodes'], nodes, nodeSchema);
}

function refuseWrong(path: readonly string[], list: readonly unknown[], schema: z.ZodType): void {
  for (const [index, element] of list.entries()) {
    refuseLarge(`${path.join('.')}[${index}]`, element, maxElementValues);
    const { error } = schema.safeParse(element);
    if (error === undefined) continue;
    const issues = error.issues.map(issue => ({ ...issue, path: [...path, index, ...issue.path] }));
    throw new InputError(`the run cannot be read:\n${describeIssues(new z.ZodError(issues))}`);
  }
}

function refuseLarge(name: string, value: unknown, most: number): void {
  if (countValues(value, most) > most) throw new InputError(`${name} has more than ${most} values`);
}

/** Values in a value and itself; counting ends soon after `most`. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const child of Object.values(value)) {
    if (count > most) break;
    count += countValues(child, most - count);
  }
  return count;
}

/** Reads a run.json and invalidates unproven samples. Throws an InputError that explains what is wrong. */
export async function readRun(files: Files, path: string): Promise<Run> {
  const text = await files.read(path);
  try {
    return refuseUnproven(parseRun(text));
  } catch (error) {
    throw new InputError(`${path} is not a run (take run.json from the artifact of a job)`, { cause: error });
  }
}

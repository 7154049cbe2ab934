import { join } from 'node:path';
import type { ChartContent } from '../cilium/helm.ts';
import type { BaseCommit, BaseSource } from '../github/job.ts';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { withinRoot } from '../sources/tree.ts';
import { filesWithWords, isTracked, locate, openOnDisk, type Located, type Open } from './checkout.ts';
import { candidateFiles, readSpec, type ArmFiles, type CiliumSpec, type ReadContent } from './cilium-spec.ts';

/** Where the reference arm comes from: the base commit, or inputs that name its values or version. */
export type ReferenceKind = 'base' | 'values' | 'version';

/** The reference arm. */
export interface Reference<Content extends ChartContent | undefined = ChartContent> {
  readonly spec: CiliumSpec<Content>;
  readonly record: Omit<NonNullable<Run['reference']>, 'identical'>;
}

/** Which reference the inputs and the event request. Throws an InputError if they request a base and there is none. */
export function wantedReference(
  { apply, comparing, verifyOnly }: RunOptions,
  base: BaseSource | undefined
): ReferenceKind | undefined {
  if (verifyOnly || !apply) return undefined;
  if (comparing.referenceValues !== undefined) return 'values';
  if (comparing.referenceVersion !== undefined) return 'version';
  if (comparing.reference === 'base' && base === undefined) {
    throw new InputError(
      'reference: base needs a commit before this one, which this event does not have; write reference: none, or reference-values'
    );
  }
  return (comparing.reference ?? (base?.isDefault === true ? 'base' : 'none')) === 'base' ? 'base' : undefined;
}

/** Reads the reference arm. Throws an InputError if its files cannot be read at the base commit. */
export async function readReference<Content extends ChartContent | undefined>(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind,
  candidate: Pick<CiliumSpec, 'chart'>,
  base: BaseSource | undefined,
  read: ReadContent<Content>
): Promise<Reference<Content>> {
  const { files, sha, description } =
    kind === 'base' ? await filesOfBase(host, options, await base?.commit()) : filesOfInputs(host, options);
  const { version } = candidate.chart;
  const fallback = version === undefined ? undefined : { text: version, where: "the candidate's version" };
  const spec = await readSpec(host, options, { ...files, fallback }, read);
  return {
    spec,
    record: {
      source: kind,
      description: description(),
      ...defined({ sha }),
      chartVersion: spec.chartVersion
    }
  };
}

/** The files of the reference arm, and how reports describe it. */
interface ReferenceFiles {
  readonly files: ArmFiles;
  readonly sha?: string;
  /** For reports. Complete once the files were read. */
  readonly description: () => string;
}

function filesOfInputs(host: Host, options: RunOptions): ReferenceFiles {
  const { comparing } = options;
  const { referenceValues, referenceVersion } = comparing;
  const candidate = candidateFiles(options, openOnDisk(host, undefined));
  const version =
    referenceVersion === undefined ? candidate.version : { text: referenceVersion, where: 'reference-cilium-version' };
  const description = [
    ...(referenceValues === undefined ? [] : [`values of ${referenceValues.join(', ')}`]),
    ...(referenceVersion === undefined ? [] : [`Cilium ${referenceVersion}`])
  ].join(' and ');
  const values =
    referenceValues === undefined ? {} : { input: 'reference-values' as const, valuesFiles: referenceValues };
  return { files: { ...candidate, arm: 'reference', version, ...values }, description: () => description };
}

async function filesOfBase(host: Host, options: RunOptions, commit: BaseCommit | undefined): Promise<ReferenceFiles> {
  if (commit === undefined) {
    throw new InputError('reference: base needs a commit before this one, and there is none; write reference: none');
  }
  await refuseChart(host, options.cilium.chart, commit);
  const short = commit.sha.slice(0, 7);
  const at = `${commit.branch} at ${short}`;
  // Shown in reports: the arms differ by more than the change under test.
  const remarks = [...(await missingCommits(host, commit, at))];
  const open: Open = async (input, written) => {
    const located = locate(host.files, written);
    if (!located.inCheckout) {
      throw new InputError(
        `${input}: "${written}" is outside of the checkout, so it cannot be read at the base commit; write reference: none, or reference-values`
      );
    }
    const found = await findAtBase(host, commit, at, input, located);
    if (found !== undefined) {
      const tree = withinRoot({
        read: file => commit.file(file),
        list: folder => commit.folder(folder),
        // Searching the base itself would need a request for each file.
        withWords: words => filesWithWords(host.processes, located.root, words)
      });
      return {
        place: { tree, path: found.path, input, at: ` in ${at}` },
        content: found.content,
        pointer: located.pointer
      };
    }
    remarks.push(`which has no ${located.path}`);
    const instead = input === 'cilium-version-file' ? "with the candidate's version" : 'without it';
    host.outputs.warning(`${located.path} is not in ${at}: the reference is measured ${instead}`);
    return undefined;
  };
  return {
    files: { ...candidateFiles(options, open), arm: 'reference', of: ` of the base (${short})` },
    sha: commit.sha,
    description: () => [at, ...remarks].join(', ')
  };
}

/** Warns if the checkout lacks commits of the base. Returns that as a remark. */
async function missingCommits(
  { outputs, environment }: Host,
  commit: BaseCommit,
  at: string
): Promise<readonly string[]> {
  // On a pull request, GitHub checks out its merge with the base.
  if (commit.head === environment['GITHUB_SHA'] || (await commit.isInHead())) return [];
  const head = commit.head.slice(0, 7);
  outputs.warning(
    `${head} is checked out, which lacks commits of ${at}: the comparison counts them as if this change undid them; leave "ref" out of actions/checkout to measure the merge`
  );
  return [`which has commits that the checked out ${head} lacks`];
}

/**
 * A file of the checkout at the base commit, where it may have had another name. Throws an InputError for a file that
 * neither commit has.
 */
async function findAtBase(
  host: Host,
  commit: BaseCommit,
  at: string,
  input: string,
  located: Located
): Promise<{ readonly path: string; readonly content: string } | undefined> {
  const { path } = located;
  const content = await commit.file(path);
  if (content !== undefined) return { path, content };
  if ((await isTracked(host, located)) === false) {
    throw new InputError(
      `${input}: ${path} is in neither commit, so a step of this job has probably generated it; generate the file of the base commit too, and name it in reference-values`
    );
  }
  const earlier = await commit.earlierPath(path);
  const renamed = earlier === undefined ? undefined : await commit.file(earlier);
  if (earlier === undefined || renamed === undefined) return undefined;
  host.outputs.info(`${path} was ${earlier} in ${at}, which the reference is read from`);
  return { path: earlier, content: renamed };
}

/** Refuses a chart in the repository: it may be what changed, but both arms would be installed from the same folder. */
async function refuseChart(host: Host, chart: RunOptions['cilium']['chart'], commit: BaseCommit): Promise<void> {
  if (chart.kind !== 'path') return;
  const chartFile = host.files.isFolder(chart.path) ? join(chart.path, 'Chart.yaml') : chart.path;
  const { path, inCheckout } = locate(host.files, chartFile);
  const known = inCheckout ? await commit.file(path) : undefined;
  if (known === undefined) return;
  throw new InputError(
    `cilium-chart: "${chart.path}" is part of the repository, and the reference would be installed from the same files as the candidate; write reference: none, or an oci://… or https://… chart`
  );
}

import { join } from 'node:path';
import { readCheckout } from '../github/checkout.ts';
import type { BaseCommit, BaseSource } from '../github/job.ts';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import type { Tree } from '../sources/tree.ts';
import { isTracked, locate, openOnDisk, type Open } from './checkout.ts';
import { candidateFiles, readSpec, type ArmFiles, type CiliumSpec } from './cilium-spec.ts';

/** Where the reference arm comes from: the base commit, or inputs that name its values or version. */
export type ReferenceKind = 'base' | 'values' | 'version';

/** The reference arm. */
export interface Reference {
  readonly spec: CiliumSpec;
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

/** The files of the reference arm, and how reports describe it. */
export interface ReferenceFiles {
  readonly files: ArmFiles;
  readonly sha: string | undefined;
  /** For reports. Complete once the files were read. */
  readonly description: () => string;
}

/** Where the reference arm's files are. Throws an InputError if they cannot be read at the base commit. */
export async function referenceFiles(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind,
  base: BaseSource | undefined
): Promise<ReferenceFiles> {
  if (kind !== 'base') return filesOfInputs(host, options);
  const commit = await base?.commit();
  if (commit === undefined) {
    throw new InputError('reference: base needs a commit before this one, and there is none; write reference: none');
  }
  return filesOfBase(host, options, commit);
}

/** Reads the reference arm. Writes its values to `folder`, which is not uploaded. */
export async function readReference(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind,
  candidate: CiliumSpec,
  base: BaseSource | undefined,
  folder: string
): Promise<Reference> {
  const { files, sha, description } = await referenceFiles(host, options, kind, base);
  const fallback =
    candidate.chart.version === undefined
      ? undefined
      : { text: candidate.chart.version, where: "the candidate's version" };
  const spec = await readSpec(host, options, { ...files, fallback }, folder);
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
  return {
    files: { ...candidate, arm: 'reference', version, ...values },
    sha: undefined,
    description: () => description
  };
}

async function filesOfBase(host: Host, options: RunOptions, commit: BaseCommit): Promise<ReferenceFiles> {
  await refuseChart(host, options.cilium.chart, commit);
  const at = `${commit.branch} at ${commit.sha.slice(0, 7)}`;
  // Shown in reports: the arms differ by more than the change under test.
  const remarks: string[] = [];
  const head = await headOf(host, options);
  if (head !== undefined && head !== host.environment['GITHUB_SHA'] && !(await commit.isIn(head))) {
    const short = head.slice(0, 7);
    remarks.push(`which has commits that the checked out ${short} lacks`);
    host.outputs.warning(
      `${short} is checked out, which lacks commits of ${at}: the comparison counts them as if this change undid them; leave "ref" out of actions/checkout to measure the merge`
    );
  }
  const open: Open = async (input, written) => {
    const located = locate(host.files, written);
    const { path, pointer } = located;
    if (!located.inCheckout) {
      throw new InputError(
        `${input}: "${written}" is outside of the checkout, so it cannot be read at the base commit; write reference: none, or reference-values`
      );
    }
    const found = await findAtBase(path, await commit.file(path));
    if (found === undefined) return undefined;
    const tree: Tree = { read: file => commit.file(file), list: folder => commit.folder(folder) };
    return { place: { tree, path: found.path, input, at: ` in ${at}` }, content: found.content, pointer };

    async function findAtBase(
      path: string,
      content: string | undefined
    ): Promise<{ readonly path: string; readonly content: string } | undefined> {
      if (content !== undefined) return { path, content };
      if ((await isTracked(host, located)) === false) {
        throw new InputError(
          `${input}: ${path} is in neither commit, so a step of this job has probably generated it; generate the file of the base commit too, and name it in reference-values`
        );
      }
      const earlier = head === undefined ? undefined : await commit.earlierPath(path, head);
      const renamed = earlier === undefined ? undefined : await commit.file(earlier);
      if (earlier !== undefined && renamed !== undefined) {
        host.outputs.info(`${path} was ${earlier} in ${at}, which the reference is read from`);
        return { path: earlier, content: renamed };
      }
      remarks.push(`which has no ${path}`);
      const instead = input === 'cilium-version-file' ? "with the candidate's version" : 'without it';
      host.outputs.warning(`${path} is not in ${at}: the reference is measured ${instead}`);
      return undefined;
    }
  };
  return {
    files: { ...candidateFiles(options, open), arm: 'reference' },
    sha: commit.sha,
    description: () => [at, ...remarks].join(', ')
  };
}

/** The commit that is checked out, as far as it is known. */
async function headOf({ processes, environment }: Host, { cilium }: RunOptions): Promise<string | undefined> {
  const files = [...cilium.valuesFiles, ...(cilium.versionFile === undefined ? [] : [cilium.versionFile])];
  const checkout = await readCheckout(processes, files);
  return checkout !== undefined && 'commit' in checkout ? checkout.commit : environment['GITHUB_SHA'];
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

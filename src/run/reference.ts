import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BaseCommit, BaseSource } from '../github/job.ts';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { mergeValues } from '../scenario/values.ts';
import { readCiliumSpec, readVersion, type CiliumSpec } from './cilium-spec.ts';

/** Where the reference arm comes from: the base commit, or inputs that name its values or version. */
export type ReferenceKind = 'base' | 'values' | 'version';

/** The reference arm. */
export interface Reference {
  readonly spec: CiliumSpec;
  readonly record: NonNullable<Run['reference']>;
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

/** Reads the reference arm. Writes files of the base commit to `folder`, which is not uploaded. */
export async function readReference(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind,
  candidate: CiliumSpec,
  base: BaseSource | undefined,
  folder: string
): Promise<Reference> {
  const { comparing, cilium } = options;
  const commit = kind === 'base' ? await base?.commit() : undefined;
  if (kind === 'base' && commit === undefined) {
    throw new InputError('reference: base needs a commit before this one, and there is none; write reference: none');
  }
  const found =
    commit !== undefined
      ? await readBase(host, options, candidate, commit, folder)
      : {
          version: comparing.referenceVersion ?? candidate.chart.version,
          valuesFiles: comparing.referenceValues ?? cilium.valuesFiles,
          description: [
            ...(comparing.referenceValues === undefined ? [] : [`values of ${comparing.referenceValues.join(', ')}`]),
            ...(comparing.referenceVersion === undefined ? [] : [`Cilium ${comparing.referenceVersion}`])
          ].join(' and '),
          sha: undefined
        };
  const spec = await readCiliumSpec(host, options, found.version, found.valuesFiles);
  return {
    spec,
    record: {
      source: kind,
      description: found.description,
      ...defined({ sha: found.sha }),
      chartVersion: spec.chartVersion,
      identical:
        spec.chartVersion === candidate.chartVersion &&
        isDeepStrictEqual(mergeValues(spec.userValues), mergeValues(candidate.userValues))
    }
  };
}

interface Found {
  readonly version: string | undefined;
  readonly valuesFiles: readonly string[];
  readonly description: string;
  readonly sha: string | undefined;
}

async function readBase(
  host: Host,
  { cilium }: RunOptions,
  candidate: CiliumSpec,
  commit: BaseCommit,
  folder: string
): Promise<Found> {
  const short = commit.sha.slice(0, 7);
  await refuseChart(host, cilium.chart, commit);
  const valuesFiles: string[] = [];
  const absent: string[] = [];
  const warn = (path: string, instead: string): void => {
    absent.push(path);
    host.outputs.warning(`${path} is not in ${commit.branch} at ${short}: the reference is measured ${instead}`);
  };
  for (const [index, path] of cilium.valuesFiles.entries()) {
    const text = await commit.file(inRepository('cilium-values', path));
    if (text === undefined) warn(path, 'without it');
    const file = join(folder, `reference-values-${index}.yaml`);
    await host.files.write(file, text ?? '{}\n', 0o600);
    valuesFiles.push(file);
  }
  const { versionFile } = cilium;
  const text =
    versionFile === undefined ? undefined : await commit.file(inRepository('cilium-version-file', versionFile));
  if (versionFile !== undefined && text === undefined) warn(versionFile, "with the candidate's version");
  // Shown in reports: without a file, the arms differ by more than the change under test.
  const without = absent.length === 0 ? '' : `, which has no ${absent.join(', ')}`;
  return {
    version: versionFile === undefined || text === undefined ? candidate.chart.version : readVersion(versionFile, text),
    valuesFiles,
    description: `${commit.branch} at ${short}${without}`,
    sha: commit.sha
  };
}

/** Refuses a chart in the repository: it may be what changed, but both arms would be installed from the same folder. */
async function refuseChart(host: Host, chart: RunOptions['cilium']['chart'], commit: BaseCommit): Promise<void> {
  if (chart.kind !== 'path') return;
  const inside = inCheckout(chart.path);
  if (isOutside(inside)) return;
  const known = await commit.file(host.files.isFolder(chart.path) ? posix.join(inside, 'Chart.yaml') : inside);
  if (known === undefined) return;
  throw new InputError(
    `cilium-chart: "${chart.path}" is part of the repository, and the reference would be installed from the same files as the candidate; write reference: none, or an oci://… or https://… chart`
  );
}

/** A file's path in the repository, which the job has checked out as its working directory. */
function inRepository(input: string, path: string): string {
  const inside = inCheckout(path);
  if (isOutside(inside)) {
    throw new InputError(
      `${input}: "${path}" is outside of the checkout, so it cannot be read at the base commit; write reference: none, or reference-values`
    );
  }
  return inside;
}

/** A path relative to the working directory, with slashes as in Git. */
function inCheckout(path: string): string {
  return relative('.', resolve(path)).split(sep).join('/');
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

import { posix } from 'node:path';
import type { Host } from '../host/ports.ts';
import { kindValues } from '../cluster/kind.ts';
import { describeCost } from '../cluster/aks/cost.ts';
import { definitions } from '../inputs/definitions.ts';
import { howToPin, readAction, readLocation, type InitOptions, type Visibility } from '../inputs/init-options.ts';
import { parseOptions } from '../inputs/parse.ts';
import { InputError } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import { describeMode } from '../model/scenario.ts';
import { toolVersion } from '../model/tool-version.ts';
import { creationSeconds, runnerPrice, standardRunner } from '../plan/cost.ts';
import { createPlan, describePrice, describeTime } from '../plan/plan.ts';
import { modeOfValues } from '../scenario/mode-of-values.ts';
import { FEWEST_TO_GATE } from '../statistics/design.ts';
import { addressOf, mergeValues } from '../scenario/values.ts';
import { describePlaceholder, placeholders, setLine } from '../sources/placeholders.ts';
import { oldCilium } from '../scenario/refusals.ts';
import {
  defaultBranch,
  findAction,
  findValues,
  findVersions,
  readValues,
  releaseAt,
  requireRoot,
  versionIn,
  type FoundValues,
  type FoundVersion
} from './repository.ts';
import { exampleRepository, inputsOf, permissionsOf, setupOf, writeWorkflow, type Choices } from './workflows.ts';

/** Asks a person; absent without a terminal. */
export interface Prompts {
  /** One of several answers, each with what it means. */
  choose<Answer extends string>(question: string, answers: Readonly<Record<Answer, string>>): Promise<Answer>;
  /** A text; `usual` if the answer is empty. Asks again, with the reason, while `read` throws an InputError. */
  text<Answer>(question: string, usual: string, read: (text: string) => Answer): Promise<Answer>;
}

/** What `init` needs besides what was asked for. */
export interface InitDependencies {
  readonly host: Host;
  readonly prompts: Prompts | undefined;
  /** Folder with the program and its examples. */
  readonly program: string;
}

/** A file to write: which example it is made from, and its name. */
interface Wanted {
  readonly example: string;
  readonly path: string;
}

const folder = '.github/workflows';

/**
 * Writes the workflows that a repository needs, and returns what it found and wrote, as lines for people. Throws an
 * InputError, before anything is written, if a file exists or if something is unknown that nobody can be asked.
 */
export async function init(asked: InitOptions, dependencies: InitDependencies): Promise<readonly string[]> {
  const { host, program, prompts } = dependencies;
  await requireRoot(host);
  const found = await readRepository(asked, dependencies);
  const missing: string[] = [];
  const ask = async <T>(known: T | undefined, flag: string, question: (prompts: Prompts) => Promise<T>) => {
    if (known !== undefined) return known;
    if (prompts !== undefined) return question(prompts);
    missing.push(flag);
    return undefined;
  };
  const cluster = await ask(asked.cluster, '--cluster kind or --cluster aks', each =>
    each.choose('Where do you want to measure?', {
      kind: 'in a kind cluster on the runner, for each pull request',
      aks: 'in a new AKS cluster, every night'
    })
  );
  const visibility =
    cluster === 'aks'
      ? 'private'
      : await ask<Visibility>(asked.visibility, '--visibility public or --visibility private', each =>
          each.choose('Who can read the repository?', {
            public: 'everybody, and forks send pull requests',
            private: 'members only'
          })
        );
  const location =
    cluster === 'aks'
      ? await ask(asked.location, '--aks-location <region>', each =>
          each.text('In which Azure region?', 'westeurope', readLocation)
        )
      : undefined;
  const own =
    asked.action === undefined
      ? await findAction(host, program, exampleRepository, `v${toolVersion}`)
      : { action: asked.action };
  const why = 'missing' in own ? `${own.missing}. ` : '';
  const flag = `--action <owner/name@commit>, because ${why}${howToPin}`;
  const named = await ask('missing' in own ? undefined : own.action, flag, each =>
    each.text(`${why}Which action, as <owner>/<name>@<commit or tag>? ${howToPin}`, '', readAction)
  );
  const { action, release } =
    named === undefined
      ? { action: undefined, release: undefined }
      : await pin(host, named, 'release' in own ? own.release : undefined);
  if (cluster === undefined || visibility === undefined || action === undefined || missing.length > 0) {
    throw new InputError(`init cannot ask without a terminal; write ${missing.join(', and ')}`);
  }
  const wanted = wantedWorkflows(cluster, visibility);
  const existing = wanted.filter(({ path }) => host.files.exists(path)).map(({ path }) => path);
  if (existing.length > 0) {
    throw new InputError(
      `${existing.join(' and ')} ${existing.length === 1 ? 'exists' : 'exist'}; init overwrites nothing, so move it away or delete it first`
    );
  }
  const left = await findPlaceholders(found, cluster);
  const choices: Choices = {
    ...found,
    set: left.set,
    ...{ action, location },
    release,
    branch: await defaultBranch(host)
  };
  const texts = new Map<string, string>();
  for (const { example, path } of wanted) {
    const text = writeWorkflow(await host.files.read(posix.join(program, 'examples/workflows', example)), choices);
    // Comments name the other workflow by its file.
    texts.set(path, wanted.reduce(renameWorkflow, text));
  }
  // All that can fail comes before the first file.
  const lines = [
    ...found.lines,
    ...left.lines,
    ...describeWritten(texts),
    ...describeRun(host, texts, found, { action, visibility, cluster, branch: choices.branch }),
    ...describeNext([...texts], cluster, visibility, found.valuesFiles)
  ];
  for (const [path, text] of texts) await host.files.write(path, text);
  return lines;
}

/** An action at a commit, and what that commit is, if known. Throws an InputError for a tag that GitHub does not have. */
async function pin(
  host: Host,
  named: string,
  known: string | undefined
): Promise<{ readonly action: string; readonly release: string | undefined }> {
  const [, repository, tag] = /^([^@]+)@(.+)$/.exec(named) ?? [];
  const isCommit = tag === undefined || /^[0-9a-f]{40}$/.test(tag);
  if (repository === undefined || isCommit) return { action: named, release: known };
  const found = await releaseAt(host, repository, tag);
  if (found !== undefined) return found;
  throw new InputError(
    `action: https://github.com/${repository} has no tag ${tag}, or cannot be reached, so init cannot pin its commit; write the 40 digits of a commit. ${howToPin}`
  );
}

function renameWorkflow(text: string, { example, path }: Wanted): string {
  return text.replaceAll(
    new RegExp(String.raw`(?<![\w-])${example.replace('.', String.raw`\.`)}\b`, 'g'),
    posix.basename(path)
  );
}

/** The workflows for a kind of cluster and repository. */
export function wantedWorkflows(cluster: 'kind' | 'aks', visibility: Visibility): readonly Wanted[] {
  if (cluster === 'aks') return [{ example: 'nightly-aks.yml', path: `${folder}/cilium-perf-nightly.yml` }];
  if (visibility === 'private') return [{ example: 'pull-request.yml', path: `${folder}/cilium-perf.yml` }];
  return [
    { example: 'measure.yml', path: `${folder}/cilium-perf.yml` },
    { example: 'report.yml', path: `${folder}/cilium-perf-report.yml` }
  ];
}

/** The lines of the input `set` for what another program fills in, and what to do about it. */
async function findPlaceholders(
  { files }: Repository,
  cluster: 'kind' | 'aks'
): Promise<{ readonly set: readonly string[]; readonly lines: readonly string[] }> {
  const values = mergeValues(files.map(each => each.values));
  const left = placeholders(values, cluster === 'kind' ? addressOf(kindValues('')) : {});
  const pieces = files.flatMap(each => each.pieces);
  const from = files.map(each => each.from);
  const lines: string[] = [];
  for (const each of left) {
    const written = setLine(each);
    const next =
      written === undefined ? 'set this key in the workflow' : `the workflow has "${written}" in the input set`;
    lines.push(`warning: ${await describePlaceholder(each, pieces, [], from)}; ${next}`);
  }
  return {
    set: left.flatMap(each => setLine(each) ?? []),
    lines:
      lines.length === 0
        ? []
        : [
            ...lines,
            'warning: until the input set has the values for the measured cluster, each run ends with an error'
          ]
  };
}

/** What the repository shows. */
interface Repository extends Pick<Choices, 'valuesFiles' | 'version' | 'watched'> {
  readonly files: readonly FoundValues[];
  readonly mode: ReturnType<typeof modeOfValues>;
  readonly lines: readonly string[];
}

async function readRepository(asked: InitOptions, { host, prompts }: InitDependencies): Promise<Repository> {
  const files =
    asked.valuesFiles.length > 0
      ? await Promise.all(asked.valuesFiles.map(path => readValues(host, path)))
      : [await oneOf(await findValues(host), prompts)];
  const valuesFiles = files.map(({ path }) => path);
  const version = await findVersion(asked, files, host, prompts);
  const refused = oldCilium(version.text, version.where);
  if (refused.length > 0) throw new InputError(refused.join('\n'));
  const mode = modeOfValues(
    mergeValues(files.map(({ values }) => values)),
    version.text,
    parseOptions({}, host.files).modes
  );
  const versionFile = version.inputs['cilium-version-file'];
  const watched = [...valuesFiles, ...(versionFile === undefined ? [] : [versionFile])].map(watchedBy);
  return {
    ...{ files, valuesFiles, mode },
    version: version.inputs,
    watched: [...new Set(watched)],
    lines: [
      `values: ${valuesFiles.join(', ')}`,
      `Cilium: ${version.text} (${version.where})`,
      ...(version.warning === undefined ? [] : [version.warning]),
      `mode: ${describeMode(mode)}, as the values set it`
    ]
  };
}

/** All files beside one, because it can name them; only the file itself in the root. */
function watchedBy(written: string): string {
  const path = written.replace(/#.*/, '');
  const parent = posix.dirname(path);
  return parent === '.' ? path : `${parent}/**`;
}

async function oneOf(found: readonly FoundValues[], prompts: Prompts | undefined): Promise<FoundValues> {
  const [first, ...more] = found;
  if (first === undefined) {
    throw new InputError('cilium-values: no file with Helm values of Cilium was found; write --cilium-values <file>');
  }
  if (more.length === 0) return first;
  const paths = found.map(({ path }) => path);
  if (prompts === undefined) {
    throw new InputError(
      `cilium-values: ${paths.length} files have values of Cilium (${paths.slice(0, 10).join(', ')}); write --cilium-values with one of them, or with those that belong together`
    );
  }
  const answer = await prompts.choose(
    'Which file has the values of Cilium?',
    Object.fromEntries(paths.map(path => [path, '']))
  );
  return found.find(({ path }) => path === answer) ?? first;
}

/** The version that a workflow measures, and how. */
interface ChosenVersion {
  readonly text: string;
  /** For people. */
  readonly where: string;
  readonly inputs: Choices['version'];
  readonly warning?: string;
}

/** The version by the same precedence as in a run. Without one, the workflow pins today's default. */
async function findVersion(
  { version, versionFile }: InitOptions,
  files: readonly FoundValues[],
  host: Host,
  prompts: Prompts | undefined
): Promise<ChosenVersion> {
  if (version !== undefined) return { text: version, where: 'cilium-version', inputs: { 'cilium-version': version } };
  if (versionFile !== undefined) {
    const text = (await versionIn(host, versionFile)) ?? '';
    return { text, where: versionFile, inputs: { 'cilium-version-file': versionFile } };
  }
  const beside = files.toReversed().find(({ version }) => version !== undefined);
  if (beside?.version !== undefined) return { text: beside.version, where: beside.path, inputs: {} };
  const found = await oneVersion(await findVersions(host), prompts);
  if (found !== undefined) {
    return { text: found.version, where: found.path, inputs: { 'cilium-version-file': found.path } };
  }
  const { default: text } = definitions['cilium-version'];
  return {
    text,
    where: 'the default of cilium-version',
    inputs: { 'cilium-version': text },
    warning: `warning: no file with Cilium's version was recognized, so the workflow pins ${text}. If you deploy another, delete the workflow and run init again with --cilium-version-file <file>, for example a HelmRelease.`
  };
}

/** The file whose version counts. Of those that agree, the first. */
async function oneVersion(
  found: readonly FoundVersion[],
  prompts: Prompts | undefined
): Promise<FoundVersion | undefined> {
  const [first] = found;
  if (new Set(found.map(({ version }) => version)).size <= 1) return first;
  if (prompts === undefined) {
    const listed = found.slice(0, 10).map(({ path, version }) => `${path}: ${version}`);
    throw new InputError(
      `cilium-version-file: ${found.length} files have different versions of Cilium (${listed.join(', ')}); write --cilium-version-file with one of them, or --cilium-version`
    );
  }
  const answer = await prompts.choose(
    'Which file has the version of Cilium to measure?',
    Object.fromEntries(found.map(({ path, version }) => [path, version]))
  );
  return found.find(({ path }) => path === answer);
}

function describeWritten(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([path, text]) => [
    `written: ${path}`,
    ...permissionsOf(text).flatMap(({ job, permissions }) => [
      `  permissions of the job ${job}:`,
      ...permissions.map(each => `    ${each}`)
    ])
  ]);
}

/** What a run is compared with, how long it takes and what it costs, from the inputs of the workflow that measures. */
function describeRun(
  { files }: Pick<Host, 'files'>,
  texts: ReadonlyMap<string, string>,
  { mode }: Repository,
  {
    action,
    visibility,
    cluster,
    branch
  }: {
    readonly action: string;
    readonly visibility: Visibility;
    readonly cluster: 'kind' | 'aks';
    readonly branch: string;
  }
): string[] {
  const inputs = [...texts.values()].map(text => inputsOf(text, action)).find(each => each !== undefined);
  if (inputs === undefined) throw new Error('no workflow measures');
  const options: RunOptions = { ...parseOptions(inputs, files), scenarios: [mode.scenario], modes: mode.modes };
  const plan = createPlan(options, ['candidate', 'reference'], 'init');
  const reference = options.comparing.referenceVersion;
  const creation = creationSeconds(options.cluster);
  const price = runnerPrice(standardRunner);
  const { cost } = describeCost(options.cluster, plan.estimatedSeconds);
  return [
    `compares with: ${reference === undefined ? 'the base branch' : `Cilium ${reference}, in reference-cilium-version`}`,
    ...(cluster === 'aks' ? [`each run takes ${describeTime(plan, creation)}`] : describeTimes(options, branch)),
    ...(visibility === 'private' && price !== undefined
      ? [describePrice(plan, creation, price, 'a standard runner')]
      : ['  costs nothing, because standard runners are free in public repositories']),
    ...(cost === undefined ? [] : [cost, '  set aks-node-price in the workflow to see them as money'])
  ];
}

/** How long the runs of a pull request and of the default branch take. */
function describeTimes(options: RunOptions, branch: string): string[] {
  const creation = creationSeconds(options.cluster);
  const [most, fewest, push] = [
    createPlan(options, ['candidate', 'reference'], 'init'),
    createPlan({ ...options, rounds: FEWEST_TO_GATE }, ['candidate', 'reference'], 'init'),
    createPlan(options, ['candidate'], 'init')
  ];
  return [
    `a pull request takes ${describeTime(most, creation)}`,
    `  at best ${describeTime(fewest, creation)}; if nothing that Cilium sees differs, it ends as unchanged and creates no cluster`,
    `a push to ${branch} takes ${describeTime(push, creation)}`
  ];
}

/** What to do with the files. */
function describeNext(
  texts: readonly (readonly [path: string, text: string])[],
  cluster: 'kind' | 'aks',
  visibility: Visibility,
  valuesFiles: readonly string[]
): string[] {
  const setup = texts.flatMap(([, text]) => setupOf(text) ?? []);
  if (cluster === 'aks') {
    const names = texts.map(([path]) => posix.basename(path)).join(' ');
    return [...setup, `Next: commit, push to the default branch, and start it there: gh workflow run ${names}`];
  }
  const first =
    visibility === 'public'
      ? 'commit, and merge both files, because the second one starts only from the default branch. Then'
      : 'commit, push,';
  return [
    `Next: ${first} open a pull request that changes a value in ${valuesFiles.join(' or ').replaceAll(/#\S*/g, '')}.`,
    'The pull request that adds the workflow ends as unchanged, because it changes no value.'
  ];
}

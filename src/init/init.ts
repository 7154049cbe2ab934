import { posix } from 'node:path';
import type { Host } from '../host/ports.ts';
import { definitions } from '../inputs/definitions.ts';
import type { InitOptions, Visibility } from '../inputs/arguments.ts';
import { parseOptions } from '../inputs/parse.ts';
import { InputError } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import { describeMode } from '../model/scenario.ts';
import { toolVersion } from '../model/tool-version.ts';
import { creationSeconds } from '../plan/cost.ts';
import { createPlan, describeTime } from '../plan/plan.ts';
import { modeOfValues } from '../scenario/mode-of-values.ts';
import { mergeValues } from '../scenario/values.ts';
import {
  defaultBranch,
  findAction,
  findValues,
  findVersions,
  readValues,
  requireRoot,
  versionIn,
  type FoundValues
} from './repository.ts';
import { exampleRepository, inputsOf, permissionsOf, writeWorkflow, type Choices } from './workflows.ts';

/** Asks a person; absent without a terminal. */
export interface Prompts {
  /** One of several answers, each with what it means. */
  choose<Answer extends string>(question: string, answers: Readonly<Record<Answer, string>>): Promise<Answer>;
  /** Any text; `usual` if the answer is empty. */
  text(question: string, usual: string): Promise<string>;
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
      ? await ask(asked.location, '--aks-location <region>', each => each.text('In which Azure region?', 'westeurope'))
      : undefined;
  const tag = `v${toolVersion}`;
  const own = asked.action === undefined ? await findAction(host, program, exampleRepository, tag) : undefined;
  const action = await ask(asked.action ?? own?.action, '--action <owner/name@commit>, the commit of a release', each =>
    each.text('Which action, as <owner>/<name>@<commit>?', '')
  );
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
  const choices: Choices = {
    ...found,
    ...{ action, location },
    release: own?.release ?? 'the release you use',
    branch: await defaultBranch(host)
  };
  const texts = new Map<string, string>();
  for (const { example, path } of wanted) {
    const text = writeWorkflow(await host.files.read(posix.join(program, 'examples/workflows', example)), choices);
    // Comments name the other workflow by its file.
    texts.set(path, wanted.reduce(renameWorkflow, text));
  }
  for (const [path, text] of texts) await host.files.write(path, text);
  return [...found.lines, ...describeWritten(texts), ...describeRun(host, texts, found, action)];
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

/** What the repository shows. */
interface Repository extends Pick<Choices, 'valuesFiles' | 'version' | 'watched'> {
  readonly mode: ReturnType<typeof modeOfValues>;
  readonly lines: readonly string[];
}

async function readRepository(asked: InitOptions, { host, prompts }: InitDependencies): Promise<Repository> {
  const files =
    asked.valuesFiles.length > 0
      ? await Promise.all(asked.valuesFiles.map(path => readValues(host, path)))
      : [await oneOf(await findValues(host), prompts)];
  const valuesFiles = files.map(({ path }) => path);
  const version = await findVersion(asked, files, host);
  const mode = modeOfValues(
    mergeValues(files.map(({ values }) => values)),
    version.text,
    parseOptions({}, host.files).modes
  );
  const versionFile = version.inputs['cilium-version-file'];
  const watched = [...valuesFiles, ...(versionFile === undefined ? [] : [versionFile])].map(watchedBy);
  return {
    ...{ valuesFiles, mode },
    version: version.inputs,
    watched: [...new Set(watched)],
    lines: [
      `values: ${valuesFiles.join(', ')}`,
      `Cilium: ${version.text} (${version.where})`,
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

/** The version by the same precedence as in a run. Without one, the workflow pins today's default. */
async function findVersion(
  { versionFile }: InitOptions,
  files: readonly FoundValues[],
  host: Host
): Promise<{ readonly text: string; readonly where: string; readonly inputs: Choices['version'] }> {
  if (versionFile !== undefined) {
    const text = (await versionIn(host, versionFile)) ?? '';
    return { text, where: versionFile, inputs: { 'cilium-version-file': versionFile } };
  }
  const beside = files.toReversed().find(({ version }) => version !== undefined);
  if (beside?.version !== undefined) return { text: beside.version, where: beside.path, inputs: {} };
  const [only, ...more] = await findVersions(host);
  if (only !== undefined && more.length === 0) {
    return { text: only.version, where: only.path, inputs: { 'cilium-version-file': only.path } };
  }
  const { default: text } = definitions['cilium-version'];
  const why = only === undefined ? 'no file has the version' : 'several files have a version';
  return { text, where: `${why}, so the workflow does`, inputs: { 'cilium-version': text } };
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

/** What a run is compared with and how long it takes, from the inputs of the workflow that measures. */
function describeRun(
  { files }: Pick<Host, 'files'>,
  texts: ReadonlyMap<string, string>,
  { mode }: Repository,
  action: string
): string[] {
  const inputs = [...texts.values()].map(text => inputsOf(text, action)).find(each => each !== undefined);
  if (inputs === undefined) throw new Error('no workflow measures');
  const options: RunOptions = { ...parseOptions(inputs, files), scenarios: [mode.scenario], modes: mode.modes };
  const plan = createPlan(options, ['candidate', 'reference'], 'init');
  const reference = options.comparing.referenceVersion;
  return [
    `compares with: ${reference === undefined ? 'the base branch' : `Cilium ${reference}, in reference-cilium-version`}`,
    `each run takes ${describeTime(plan, creationSeconds(options.cluster))}`
  ];
}

import type { Command as Subcommand } from 'commander';
import { InputError } from '../model/errors.ts';
import { definitions, type InputName } from './definitions.ts';
import { ownFlag } from './flags.ts';
import { readValid } from './parse.ts';
import { quote } from './text.ts';

/** What `init` need not ask or look for. */
export interface InitOptions {
  readonly cluster: (typeof initClusters)[number] | undefined;
  readonly visibility: Visibility | undefined;
  readonly valuesFiles: readonly string[];
  readonly version: string | undefined;
  readonly versionFile: string | undefined;
  readonly location: string | undefined;
  /** What the workflows name in `uses:`, without a subfolder: `owner/name@commit or tag`, or `./folder`. */
  readonly action: string | undefined;
}

/** Who can read a repository. Pull requests from forks come to public ones. */
const visibilities = ['public', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

const initClusters = ['kind', 'aks'] as const;

/** The inputs that are flags of `init`. */
export const initInputs = [
  'cilium-values',
  'cilium-version',
  'cilium-version-file',
  'aks-location'
] as const satisfies readonly InputName[];

/** How to find a commit to pin. */
export const howToPin =
  'To see the newest commit: git ls-remote https://github.com/<owner>/cilium-perf-gate refs/heads/main';

/** The flags that only `init` has. */
export const initFlags = () => [
  ownFlag(
    '--cluster <kind|aks>',
    'Where to measure: in a kind cluster on the runner for each pull request, or in a new AKS cluster every night.',
    initClusters
  ),
  ownFlag(
    '--visibility <public|private>',
    'Who can read the repository. Pull requests from forks need another workflow.',
    visibilities
  ),
  ownFlag(
    '--action <owner/name@commit>',
    `The action to use: a repository and a commit, or a tag, whose commit is written, or a ./folder. ${howToPin}. [default: the commit of the clone that init is part of, or the release of this program]`
  )
];

/** Reads the flags of `init`. Throws an InputError for wrong ones. */
export function readInitOptions(
  texts: ReadonlyMap<string, string>,
  flags: Pick<Subcommand, 'getOptionValue'>
): InitOptions {
  const given = <T>(name: InputName, read: (text: string) => T): T | undefined => {
    const text = texts.get(name);
    return text === undefined ? undefined : read(text);
  };
  const valuesFiles =
    given('cilium-values', text => readValid('cilium-values', definitions['cilium-values'], text)) ?? [];
  const version = given('cilium-version', text => readValid('cilium-version', definitions['cilium-version'], text));
  const versionFile = given('cilium-version-file', text =>
    readValid('cilium-version-file', definitions['cilium-version-file'], text)
  );
  const problems = [
    ...(version !== undefined && versionFile !== undefined
      ? ['cilium-version-file: cannot be used with cilium-version; remove one of the two.']
      : [])
  ];
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  const cluster: unknown = flags.getOptionValue('cluster');
  const visibility: unknown = flags.getOptionValue('visibility');
  const action: unknown = flags.getOptionValue('action');
  return {
    ...{ valuesFiles, version, versionFile },
    cluster: initClusters.find(each => each === cluster),
    location: given('aks-location', readLocation),
    visibility: visibilities.find(each => each === visibility),
    action: typeof action === 'string' ? readAction(action) : undefined
  };
}

/** An Azure region. Throws an InputError for anything else. */
export function readLocation(text: string): string {
  return readValid('aks-location', definitions['aks-location'], text);
}

/** What a step's `uses` may name, or a tag, whose commit it then names. Throws an InputError for anything else. */
export function readAction(text: string): string {
  if (/^\.\/[\w./-]*$/.test(text) || /^[\w.-]+\/[\w.-]+@(?:[0-9a-f]{40}|v\d[\w.-]*)$/.test(text)) return text;
  throw new InputError(
    `action: ${quote(text)} is neither a commit nor a version of an action; write <owner>/<name>@<the 40 digits of a commit, or a tag such as v1.0.0>, or ./<folder> of an action in this repository. ${howToPin}`
  );
}

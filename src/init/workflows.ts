import { isMap, isNode, isScalar, isSeq, parseDocument, type Pair, type YAMLMap } from 'yaml';

/** The action that the examples use, at a placeholder commit. */
const named = /\bexample\/cilium-perf-gate((?:\/[\w-]+)?)@0{40}/g;

/** The repository that the examples take the action from. */
export const exampleRepository = 'example/cilium-perf-gate';

/** Replaces the action of an example with another one: `owner/name@commit`, or a folder of the same repository. */
export function useAction(workflow: string, action: string): string {
  const [name = '', commit] = action.split('@');
  const suffix = commit === undefined ? '' : `@${commit}`;
  return workflow.replaceAll(named, (_, subfolder: string) => `${name}${subfolder}${suffix}`);
}

/** What a workflow is written for. */
export interface Choices {
  /** `owner/name@commit`, or `./folder`. */
  readonly action: string;
  /** For people: what that commit is, if known. */
  readonly release: string | undefined;
  readonly valuesFiles: readonly string[];
  /** The file that contains the version, or the version if no file does. */
  readonly version: Readonly<Partial<Record<'cilium-version' | 'cilium-version-file', string>>>;
  /** Lines of the input `set`, each with a value to fill in. */
  readonly set: readonly string[];
  /** Globs of the files whose changes are measured after they are merged. */
  readonly watched: readonly string[];
  readonly branch: string;
  readonly location: string | undefined;
}

/** A replacement of a part of a text. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * An example as a workflow of a repository. The examples are tested workflows, so only what depends on the repository is
 * replaced in their text, and every comment stays in its place.
 */
export function writeWorkflow(example: string, choices: Choices): string {
  const contents = parseDocument(example).contents;
  if (!isMap(contents)) throw new Error('an example is a mapping');
  const edits = [...editTriggers(contents, choices)];
  for (const step of stepsOf(contents)) {
    const isMeasuring = String(step.get('uses')).startsWith(`${exampleRepository}@`);
    edits.push(...(isMeasuring ? editInputs(example, step, choices) : editProgram(example, step, choices.action)));
  }
  const text = edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end), example);
  const release = choices.release === undefined ? '' : ` # ${choices.release}`;
  return useAction(text, choices.action).replaceAll(' # the release you use', release);
}

/** Pushes count that change the repository's own files, on its own branch. */
function* editTriggers(workflow: YAMLMap, { watched, branch }: Choices): Iterable<Edit> {
  const lists = { paths: watched, branches: [branch] };
  for (const [name, items] of Object.entries(lists)) {
    const node: unknown = workflow.getIn(['on', 'push', name], true);
    if (isSeq(node)) yield replace(node, `[${items.map(quoteIfNeeded).join(', ')}]`);
  }
}

/** Sets the inputs that say which Cilium is measured. The values determine the mode. */
function* editInputs(example: string, step: YAMLMap, choices: Choices): Iterable<Edit> {
  const inputs = step.get('with');
  if (!isMap(inputs)) return;
  const own: Readonly<Record<string, string | undefined>> = {
    scenarios: undefined,
    'cilium-version': undefined,
    'cilium-values': choices.valuesFiles.join(', '),
    ...(choices.location === undefined ? {} : { 'aks-location': choices.location })
  };
  for (const pair of inputs.items) {
    const name = String(pair.key);
    if (!Object.hasOwn(own, name)) continue;
    const { start, end, indentation } = lineOf(example, pair);
    const text = own[name];
    const added = name === 'cilium-values' ? Object.entries(choices.version) : [];
    const lines = [...(text === undefined ? [] : [[name, text] as const]), ...added];
    const set = name === 'cilium-values' ? setInput(choices.set, indentation) : '';
    yield {
      ...{ start, end },
      text: `${lines.map(([key, value]) => `${indentation}${key}: ${quoteIfNeeded(value)}\n`).join('')}${set}`
    };
  }
}

function setInput(set: readonly string[], indentation: string): string {
  if (set.length === 0) return '';
  const lines = [
    '# Replace each ${NAME} with its value for the measured cluster.',
    'set: |',
    ...set.map(each => `  ${each}`)
  ];
  return lines.map(line => `${indentation}${line}\n`).join('');
}

/** Points a step that runs the program itself, not the action, to the same release. */
function* editProgram(example: string, step: YAMLMap, action: string): Iterable<Edit> {
  const [repository = '', commit] = action.split('@');
  const inputs = step.get('with');
  if (isMap(inputs) && inputs.get('repository') === exampleRepository) {
    for (const pair of inputs.items) {
      const values: Readonly<Record<string, string | undefined>> = { repository, ref: commit };
      const name = String(pair.key);
      if (!Object.hasOwn(values, name) || !isNode(pair.value)) continue;
      // An action in a folder comes with the checkout of the repository itself.
      yield commit === undefined ? { ...lineOf(example, pair), text: '' } : replace(pair.value, values[name] ?? '');
    }
  }
  const command = step.get('run', true);
  if (commit === undefined && isScalar(command)) {
    yield replace(command, String(command.value).replace('node dist/', `node ${action}/dist/`));
  }
}

function replace(node: { range?: readonly number[] | null | undefined }, text: string): Edit {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end, text };
}

/** The whole line of a pair with a short value. */
function lineOf(text: string, { key }: Pair): Omit<Edit, 'text'> & { readonly indentation: string } {
  const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  const start = text.lastIndexOf('\n', at) + 1;
  return { start, end: text.indexOf('\n', at) + 1, indentation: text.slice(start, at) };
}

/** A plain scalar where YAML has one for a text, also inside of a list. */
function quoteIfNeeded(text: string): string {
  return /^[A-Za-z0-9./_][\w./@*+-]*(?:, [\w./@*+-]+)*$/.test(text) && !/^[\d.]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

function stepsOf(workflow: YAMLMap): YAMLMap[] {
  const jobs = workflow.get('jobs');
  const all = isMap(jobs) ? jobs.items.map(({ value }) => value) : [];
  return all.flatMap(job => {
    const steps = isMap(job) ? job.get('steps') : undefined;
    return isSeq(steps) ? steps.items.filter(step => isMap(step)) : [];
  });
}

/** A job's permissions, each with the reason that its comment gives. */
export function permissionsOf(
  workflow: string
): readonly { readonly job: string; readonly permissions: readonly string[] }[] {
  const jobs = parseDocument(workflow).get('jobs');
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ key, value }) => {
    const permissions = isMap(value) ? value.get('permissions') : undefined;
    if (!isMap(permissions)) return [];
    const described = permissions.items.map(({ key: name, value: access }) => {
      const why = isScalar(access) ? (access.comment ?? '').trim() : '';
      return `${String(name)}: ${String(access)}${why === '' ? '' : ` (${why})`}`;
    });
    return [{ job: String(key), permissions: described }];
  });
}

/** What must be set up before the workflow runs, as its head comment has it; `undefined` if there is nothing. */
export function setupOf(workflow: string): string | undefined {
  const [head = ''] = workflow.split(/^(?!#)/m, 1);
  return /^# (Azure setup:.*)/ms.exec(head)?.[1]?.trim().replaceAll(/\n# ?/g, ' ');
}

/** The inputs that a workflow gives an action; `undefined` if it does not use it. */
export function inputsOf(workflow: string, action: string): Readonly<Record<string, string>> | undefined {
  const { contents } = parseDocument(workflow);
  const step = isMap(contents) ? stepsOf(contents).find(each => each.get('uses') === action) : undefined;
  const inputs = step?.get('with');
  if (!isMap(inputs)) return undefined;
  return Object.fromEntries(inputs.items.map(({ key, value }) => [String(key), String(value)]));
}

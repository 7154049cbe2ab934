import type { z } from 'zod';
import { InputError } from '../model/errors.ts';
import { contradictions } from './contradictions.ts';
import type { InputDefinition } from './definition.ts';
import { definitionOf, inputNames, isInputName, type InputName, type InputValues } from './definitions.ts';
import { missingFiles, type InputFiles } from './missing-files.ts';
import { currentName } from './renamed.ts';
import { didYouMean, quote } from './text.ts';
import { aksOptions } from './aks-options.ts';
import type { ClusterOptions, ComparingOptions, RunOptions } from '../model/options.ts';

/**
 * Turns the texts of the inputs into options. An absent or empty text counts as not set. Collects all mistakes before
 * anything is changed, and throws one InputError with a sentence for each. `known` lists the accepted inputs, if not all
 * are.
 */
export function parseOptions(
  raw: ReadonlyMap<string, string> | Readonly<Record<string, string | undefined>>,
  files: InputFiles,
  known: readonly InputName[] = inputNames
): RunOptions {
  const given = new Map<InputName, string>();
  const problems: string[] = [];
  const texts: Iterable<readonly [string, string | undefined]> = raw instanceof Map ? raw : Object.entries(raw);
  for (const [name, text] of texts) {
    if (!isInputName(name) || !known.includes(name)) {
      const instead = currentName(name);
      problems.push(
        instead === undefined
          ? `${name}: is not an input${didYouMean(name, known)}; remove it. If the workflow sets an environment variable INPUT_${name.toUpperCase()}, rename that, because the runner passes inputs under such names.`
          : `${name}: is not an input any more; write ${instead}.`
      );
    } else if (text !== undefined && text !== '') given.set(name, text);
  }

  const values: Partial<Record<InputName, unknown>> = {};
  const published = given.get('suite') === 'published';
  for (const name of inputNames) {
    const definition = definitionOf(name);
    const text = given.get(name) ?? (published ? definition.published : undefined) ?? definition.default;
    if (text === undefined) continue;
    const reading = readInput(name, definition, text);
    if (reading.ok) values[name] = reading.value;
    else problems.push(...reading.problems);
  }

  const readable = values as Partial<InputValues>;
  problems.push(...contradictions(given, readable, known), ...missingFiles(readable, files));
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  // Without problems, every input with a default has a value.
  return toOptions(values as InputValues, given);
}

function toOptions(values: InputValues, given: ReadonlyMap<InputName, string>): RunOptions {
  const verifyOnly = values.mode === 'verify';
  return {
    cluster: clusterOptions(values, given),
    nodes: {
      client: values['client-node'],
      server: values['server-node'],
      tolerations: values.tolerations ?? []
    },
    cilium: {
      chart: values['cilium-chart'],
      version: given.has('cilium-version') ? values['cilium-version'] : undefined,
      defaultVersion: values['cilium-version'],
      versionFile: values['cilium-version-file'],
      valuesFiles: values['cilium-values'] ?? [],
      set: values.set ?? [],
      namespace: values['cilium-namespace']
    },
    apply: values.apply,
    scenarios: values.scenarios ?? [],
    modes: {
      wireguardNodeEncryption: values['wireguard-node-encryption'],
      ipsecKeyAlgorithm: values['ipsec-key-algorithm'],
      strictMode: values['strict-mode'],
      ztunnelCa: values['ztunnel-ca'],
      ztunnelWorkerThreads: values['ztunnel-worker-threads'],
      ztunnelImage: values['ztunnel-image']
    },
    suite: values.suite,
    tests: verifyOnly ? [] : values.tests,
    rounds: verifyOnly ? 1 : values.rounds,
    durationSeconds: values.duration,
    burstSeconds: values.suite === 'published' ? values.duration : 1,
    omitSeconds: values.omit,
    comparing: comparingOptions(values, given),
    seed: values.seed,
    image: values['test-image'],
    imagePullSecret: values['image-pull-secret'],
    timeScale: values['time-scale'],
    witnessImage: values['witness-image'],
    output: values.output,
    planOnly: values['plan-only'],
    verbose: values.verbose,
    verifyOnly
  };
}

function clusterOptions(values: InputValues, given: ReadonlyMap<InputName, string>): ClusterOptions {
  switch (values.cluster) {
    case 'kind':
      return {
        provider: 'kind',
        name: values['kind-name'],
        keep: values['kind-keep'],
        allowReconfigure: values['allow-reconfigure'],
        nodeImage: values['kind-node-image'],
        kubernetesVersion: values['kind-kubernetes-version'],
        configFile: values['kind-config'],
        workers: values['kind-workers'],
        loadImages: values['kind-load-images'] ?? []
      };
    case 'aks':
      return aksOptions(values, given);
    case 'kubeconfig':
      return {
        provider: 'kubeconfig',
        kubeconfig: values.kubeconfig,
        context: values.context,
        allowReconfigure: values['allow-reconfigure']
      };
  }
}

function comparingOptions(values: InputValues, given: ReadonlyMap<InputName, string>): ComparingOptions {
  return {
    reference: values.reference,
    referenceValues: values['reference-values'],
    referenceVersion: values['reference-cilium-version'],
    whenUnchanged: values['when-unchanged'],
    timeBudgetMinutes: values['time-budget'],
    baseline: given.has('baseline-files') ? 'file' : values.baseline,
    baselineFiles: values['baseline-files'] ?? [],
    baselineWorkflow: values['baseline-workflow'],
    policy: {
      tolerancePercent: { throughput: values['tolerance-throughput'], latency: values['tolerance-latency'] },
      alsoGate: values.gate ?? [],
      failOn: values['fail-on'],
      matrixJobs: values['matrix-jobs']
    },
    comment: values.comment,
    commentKey: values['comment-key'],
    regressionIssue: regressionIssue(values),
    pages: values.pages,
    token: values['github-token'],
    pullRequest: values['pull-request']
  };
}

function regressionIssue(values: InputValues): ComparingOptions['regressionIssue'] {
  const where = values['regression-issue'];
  if (where === 'none') return undefined;
  return {
    repository: where === 'here' ? undefined : where,
    labels: values['regression-issue-labels'] ?? [],
    assignees: values['regression-issue-assignees'] ?? []
  };
}

/** The value of an input, or one sentence per mistake. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Parses the text of one input according to its definition. */
export function readInput<T>(
  name: string,
  definition: Pick<InputDefinition, 'secret'> & { readonly parser: z.ZodType<T, string> },
  text: string
): Reading<T> {
  const result = definition.parser.safeParse(text, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.map(issue => {
    const shown = definition.secret === true ? 'the value' : quote(String(issue.input));
    return `${name}: ${shown} ${issue.message}.`;
  });
  return { ok: false, problems };
}

/** The value of an input. Throws an InputError for a wrong text. */
export function readValid<T>(name: string, definition: { readonly parser: z.ZodType<T, string> }, text: string): T {
  const reading = readInput(name, definition, text);
  if (!reading.ok) throw new InputError(reading.problems.join('\n'));
  return reading.value;
}

/**
 * The inputs of a workflow step as the runner passes them: `INPUT_` and the uppercase name, with hyphens. The runner only
 * warns about unknown names and passes them too, so a mistyped input can be refused like a mistyped flag.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const raw = new Map<string, string>();
  for (const [variable, text] of Object.entries(environment)) {
    if (variable.startsWith('INPUT_') && text !== undefined) {
      raw.set(variable.slice('INPUT_'.length).toLowerCase(), text);
    }
  }
  return raw;
}

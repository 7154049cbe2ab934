import { z } from 'zod';
import type { ChartSource } from '../model/options.ts';
import { encryptionModes, parseScenario, routingModes, scenarioName, type Scenario } from '../model/scenario.ts';
import { didYouMean, either } from './text.ts';

// Every message here is the end of a sentence that starts with the input's name and the quoted value.

/** One value on one line, exactly as written: nothing is trimmed, so that nothing is guessed. */
export const oneLine = z
  .string()
  .regex(/^[^\r\n]*$/, { error: 'has more than one line; write one value on one line', abort: true })
  .regex(/\S/, { error: 'is blank; write a value, or leave the input out', abort: true })
  .regex(/^\S(.*\S)?$/, { error: 'has spaces around it; write it without', abort: true });

/** `true` or `false`, nothing else: YAML's other spellings (`yes`, `on`) are strings on GitHub. */
export const boolean = oneLine
  .pipe(z.enum(['true', 'false'], { error: 'is neither true nor false; write true or false' }))
  .transform(value => value === 'true');

/** One of a few names. */
export function choice<const Name extends string>(names: readonly Name[]) {
  return z.enum(names, {
    error: ({ input }) => `is not known; write ${either(names)}${didYouMean(String(input), names)}`
  });
}

/** Plain digits between two bounds: `1m0s`, `1e3` and `1.5` mean something else to every tool that reads them. */
export function wholeNumber(minimum: number, maximum: number, example: number) {
  return oneLine
    .refine(value => /^(0|[1-9]\d*)$/.test(value) && Number(value) >= minimum && Number(value) <= maximum, {
      error: `is not a whole number from ${minimum} to ${maximum}; write digits only, for example ${example}`
    })
    .transform(Number);
}

/** Entries separated by commas or line ends, each once; blank entries (a comma at a line's end) do not count. */
export function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .refine(value => entries(value).length > 0, {
      error: 'lists nothing; write entries separated by commas or line ends, or leave the input out',
      abort: true
    })
    .transform(entries)
    .superRefine((names, context) => {
      const repeated = names.filter((name, index) => names.indexOf(name) !== index);
      for (const name of new Set(repeated)) {
        context.addIssue({ code: 'custom', input: name, message: 'is listed twice; list it once' });
      }
    })
    .pipe(z.array(item));
}

function entries(value: string): string[] {
  return value
    .split(/[,\r\n]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/** A chart's or program's version as the chart repository spells it. */
export const version = oneLine.regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/, {
  error: ({ input }) =>
    /^v\d/.test(String(input))
      ? `starts with v; write ${String(input).slice(1)}`
      : 'is not a version; write three numbers without v, for example 1.20.2'
});

/** A Kubernetes namespace (RFC 1123 label). */
export const namespace = oneLine.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: 'is not a namespace; write at most 63 lower-case letters, digits and hyphens, for example kube-system'
});

/** A Secret and its namespace. */
export const secretReference = oneLine
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, {
    error: 'is not a Secret; write its namespace and its name, for example default/regcred',
    abort: true
  })
  .transform(value => {
    const [namespace = '', name = ''] = value.split('/');
    return { namespace, name };
  });

/** A kind cluster's name. kind appends `-control-plane`, and a host name has at most 63 characters. */
export const clusterName = oneLine.regex(/^[a-z0-9]([a-z0-9.-]{0,47}[a-z0-9])?$/, {
  error: 'is not a cluster name; write at most 49 lower-case letters, digits, dots and hyphens, for example perf'
});

/** Text that seeds the order; short and plain, because it is repeated in tables and commands. */
export const seed = oneLine.regex(/^[A-Za-z0-9_-]{1,64}$/, {
  error: 'is not a seed; write 1 to 64 letters, digits, hyphens and underscores, for example nightly-42'
});

/** ztunnel's threads: a number, or a percentage of the node's CPUs. */
export const workerThreads = oneLine.refine(
  value => /^[1-9]\d*%?$/.test(value) && parseInt(value, 10) <= (value.endsWith('%') ? 100 : 256),
  { error: 'is no number of threads; write 1 to 256, or 1% to 100% of the CPUs, for example 4' }
);

const reference =
  /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/**
 * An image reference that names one image: by digest, or by a tag other than `latest`. Without either, two runs of the
 * same workflow can measure with two versions of iperf3 (one thread before 3.16, one per stream since).
 */
export const image = oneLine.superRefine((value, context) => {
  const parts = reference.exec(value)?.groups;
  const wrong = (message: string): void => {
    context.addIssue({ code: 'custom', input: value, message });
  };
  if (parts === undefined) {
    wrong('is not an image reference; write repository:tag, repository@sha256:… or both');
    return;
  }
  const { tag, digest } = parts;
  if (digest === undefined && tag === undefined) {
    wrong('has no tag and no digest, so the next run could use another image; add a tag or @sha256:…');
  } else if (digest === undefined && tag === 'latest') {
    wrong('has the tag latest, so the next run could use another image; write another tag or add @sha256:…');
  }
});

/** A chart by path, OCI reference or repository address. Whether a path exists is not asked here. */
export const chart = oneLine.transform((value, context): ChartSource => {
  const wrong = (message: string, shown = value): never => {
    context.addIssue({ code: 'custom', input: shown, message });
    return z.NEVER;
  };
  if (value.startsWith('oci://')) {
    if (/(:[^/:]*|@[^/]*)$/.test(value.slice('oci://'.length).replace(/^[^/]*/, ''))) {
      return wrong('has a tag or digest; leave that out and name the version in cilium-version');
    }
    if (!/^oci:\/\/[^/\s@]+(\/[^/\s@]+)+$/.test(value)) {
      return wrong('is not an OCI reference; write it like oci://quay.io/cilium/charts/cilium');
    }
    return { kind: 'oci', reference: value };
  }
  if (value.startsWith('https://')) {
    const url = URL.parse(value);
    if (url === null) return wrong('is not an address; write it like https://helm.cilium.io');
    if (url.username !== '' || url.password !== '') {
      // The value itself would put the password into the log.
      return wrong('carries a user name or password; leave it out, addresses are shown in logs', `https://${url.host}`);
    }
    if (url.pathname.endsWith('.tgz')) {
      return wrong("is an archive's address; write the repository's, like https://helm.cilium.io");
    }
    return { kind: 'repository', url: value };
  }
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(value)) {
    return wrong('is not supported; write a path, oci://… or https://…');
  }
  return { kind: 'path', path: value };
});

/** Names of all scenarios. */
const scenarioNames: readonly string[] = routingModes.flatMap(routing =>
  encryptionModes.map(encryption => scenarioName({ routing, encryption }))
);

const additions = encryptionModes.filter(mode => mode !== 'none').map(mode => `+${mode}`);

/** How scenarios are named, for help and messages: shorter than all twelve. */
export const scenarioGrammar = `${either(routingModes)}, alone or with ${either(additions)}`;

const scenario = z.string().transform((name, context): Scenario => {
  const parsed = parseScenario(name);
  if (parsed !== undefined) return parsed;
  const message = `is not a scenario; write ${scenarioGrammar}${didYouMean(name, scenarioNames)}`;
  context.addIssue({ code: 'custom', input: name, message });
  return z.NEVER;
});

/** Scenarios by name, each once; `vxlan+none` is `vxlan`. */
export const scenarios = list(scenario).superRefine((parsed, context) => {
  const names = parsed.map(scenarioName);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    context.addIssue({
      code: 'custom',
      input: name,
      message: 'is listed twice (with and without +none); list it once'
    });
  }
});

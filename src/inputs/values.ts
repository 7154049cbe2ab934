import { z } from 'zod';
import type { ChartSource } from '../model/options.ts';
import { encryptionModes, parseScenario, routingModes, scenarioName, type Scenario } from '../model/scenario.ts';
import { didYouMean, either, meantName } from './text.ts';

// Every message here completes a sentence that starts with the input's name and the quoted value.

/** One value on one line, exactly as written. Nothing is trimmed, so nothing is guessed. */
export const oneLine = z
  .string()
  .regex(/^[^\r\n]*$/, { error: 'has more than one line; write one value on one line', abort: true })
  .regex(/\S/, { error: 'is blank; write a value, or remove the input', abort: true })
  .regex(/^\S(.*\S)?$/, { error: 'has spaces around it; remove them', abort: true });

/** `true` or `false` only. Other YAML spellings (`yes`, `on`) are strings on GitHub. */
export const boolean = oneLine
  .pipe(z.enum(['true', 'false'], { error: 'is neither true nor false; write true or false' }))
  .transform(value => value === 'true');

/** One of a few names. `spoken` has other words for some of them, which messages translate. */
export function choice<const Name extends string>(names: readonly Name[], spoken: Readonly<Record<string, Name>> = {}) {
  return z.enum(names, {
    error: ({ input }) => `is not a valid value; write ${either(names)}${didYouMean(String(input), names, spoken)}`
  });
}

/** Plain digits within two bounds. */
export function wholeNumber(minimum: number, maximum: number, example: number) {
  return oneLine
    .refine(value => /^(0|[1-9]\d*)$/.test(value) && Number(value) >= minimum && Number(value) <= maximum, {
      error: `is not a whole number from ${minimum} to ${maximum}; write digits only, for example ${example}`
    })
    .transform(Number);
}

/** A number with up to four decimals, within two bounds; the unit may follow it. */
export function decimal(minimum: number, maximum: number, example: number, unit = '') {
  const form = new RegExp(`^(0|[1-9]\\d*)(\\.\\d{1,4})?${unit === '' ? '' : `${unit}?`}$`);
  return oneLine
    .refine(value => form.test(value) && parseFloat(value) >= minimum && parseFloat(value) <= maximum, {
      error: `is not a number from ${minimum} to ${maximum}; write for example ${example}`
    })
    .transform(parseFloat);
}

const secondsOf = { h: 3600, m: 60, s: 1 } as const;

/**
 * A duration as Go and Kubernetes write it (`10s`, `2m`, `1h30m`), or a plain number of the unit. Becomes a whole number
 * of the unit: tools get plain digits, because netperf would read `1m0s` as a million seconds.
 */
export function duration(unit: 's' | 'm', minimum: number, maximum: number, example: number) {
  const read = (text: string): number => {
    if (/^(0|[1-9]\d*)$/.test(text)) return Number(text);
    if (!/^(\d+h)?(\d+m)?(\d+s)?$/.test(text)) return NaN;
    const seconds = Object.entries(secondsOf).map(
      ([letter, each]) => each * Number(new RegExp(`(\\d+)${letter}`).exec(text)?.[1] ?? 0)
    );
    return seconds.reduce((sum, each) => sum + each) / secondsOf[unit];
  };
  return oneLine
    .refine(text => Number.isInteger(read(text)) && read(text) >= minimum && read(text) <= maximum, {
      error: `is not a duration from ${minimum}${unit} to ${maximum}${unit}; write for example ${example}${unit}`
    })
    .transform(read);
}

/** Unique entries separated by commas or newlines. Blank entries (a comma at the end of a line) are ignored. */
export function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .refine(value => entries(value).length > 0, {
      error: 'has no entries; write entries separated by commas or newlines, or remove the input',
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

/** One entry per line, because the entries themselves can contain commas. Blank lines are ignored. */
export const lines = z
  .string()
  .transform(value =>
    value
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== '')
  )
  .refine(found => found.length > 0, { error: 'has no entries; write one per line, or remove the input', abort: true });

function entries(value: string): string[] {
  return value
    .split(/[,\r\n]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/** A version as chart repositories and registries write it: tags start with `v`, charts do not. */
export function withoutV(version: string): string {
  return version.replace(/^v/, '');
}

/** The version of a chart or program, with or without `v`; the value has none. */
export const version = oneLine
  .regex(/^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/, {
    error: 'is not a version; write three numbers, for example 1.20.2'
  })
  .transform(withoutV);

/** A Kubernetes namespace (RFC 1123 label). */
export const namespace = oneLine.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: 'is not a namespace; write at most 63 lowercase letters, digits and hyphens, for example kube-system'
});

/** The namespace and name of a Secret. */
export const secretReference = oneLine
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, {
    error: 'is not a Secret; write namespace/name, for example default/regcred',
    abort: true
  })
  .transform(value => {
    const [namespace = '', name = ''] = value.split('/');
    return { namespace, name };
  });

/** The name of a kind cluster. kind appends `-control-plane`, and a host name has at most 63 characters. */
export const clusterName = oneLine.regex(/^[a-z0-9]([a-z0-9.-]{0,47}[a-z0-9])?$/, {
  error: 'is not a cluster name; write at most 49 lowercase letters, digits, dots and hyphens, for example perf'
});

/** Seed of the random order; short and plain, because tables and commands show it. */
export const seed = oneLine.regex(/^[A-Za-z0-9_-]{1,64}$/, {
  error: 'is not a seed; write 1 to 64 letters, digits, hyphens and underscores, for example nightly-42'
});

/** Worker threads of ztunnel: a number, or a percentage of the node's CPUs. */
export const workerThreads = oneLine.refine(
  value => /^[1-9]\d*%?$/.test(value) && parseInt(value, 10) <= (value.endsWith('%') ? 100 : 256),
  { error: 'is not a number of threads; write 1 to 256, or 1% to 100% of the CPUs, for example 4' }
);

const reference =
  /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/**
 * A reference to one specific image: by digest, or by a tag other than `latest`. Without either, two runs of the same
 * workflow could use different versions of iperf3 (single-threaded before 3.16, one thread per stream since).
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
    wrong('has no tag or digest, so the next run could use another image; add a tag or @sha256:…');
  } else if (digest === undefined && tag === 'latest') {
    wrong('has the tag latest, so the next run could use another image; write another tag or add @sha256:…');
  }
});

/** A chart as path, OCI reference or repository URL. Does not check whether a path exists. */
export const chart = oneLine.transform((value, context): ChartSource => {
  const wrong = (message: string, shown = value): never => {
    context.addIssue({ code: 'custom', input: shown, message });
    return z.NEVER;
  };
  if (value.startsWith('oci://')) {
    const [, ...path] = value.slice('oci://'.length).split('/');
    if (/[:@]/.test(path.at(-1) ?? '')) {
      return wrong('has a tag or digest; remove it and write the version in cilium-version');
    }
    if (!/^oci:\/\/[^/\s@]+(\/[^/\s@]+)+$/.test(value)) {
      return wrong('is not an OCI reference; write one like oci://quay.io/cilium/charts/cilium');
    }
    return { kind: 'oci', reference: value };
  }
  if (value.startsWith('https://')) {
    const url = URL.parse(value);
    if (url === null) return wrong('is not a URL; write one like https://helm.cilium.io');
    if (url.username !== '' || url.password !== '') {
      // Showing the value would put the password into the log.
      return wrong('contains a user name or password; remove them, because logs show addresses', `https://${url.host}`);
    }
    if (url.pathname.endsWith('.tgz')) {
      return wrong(
        'is the address of an archive; write the address of its repository, for example https://helm.cilium.io'
      );
    }
    return { kind: 'repository', url: value };
  }
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(value)) {
    return wrong('is not supported; write a path, oci://… or https://…');
  }
  return { kind: 'path', path: value };
});

/** The names of all scenarios. */
export const scenarioNames: readonly string[] = routingModes.flatMap(routing =>
  encryptionModes.map(encryption => scenarioName({ routing, encryption }))
);

const additions = encryptionModes.filter(mode => mode !== 'none').map(mode => `+${mode}`);

/** The form of scenario names for help and messages; shorter than listing all twelve. */
export const scenarioGrammar = `${either(routingModes)}, alone or with ${either(additions)}`;

/** Stands for the modes of the values, in place of named scenarios. */
export const fromValues = 'from-values';

/** Other words for parts of a scenario's name. */
const spokenModes: Readonly<Record<string, string>> = {
  ...{ wg: 'wireguard', esp: 'ipsec', xfrm: 'ipsec', mtls: 'ztunnel', ambient: 'ztunnel' },
  ...{ tunnel: 'vxlan', direct: 'native' }
};

/**
 * ` (did you mean vxlan+wireguard?)` for `wireguard`, `vxlan+wg` and `wireguard-vxlan`; nothing if a part is unknown, or if
 * two parts are of one kind.
 */
function didYouMeanScenario(given: string): string {
  const known = [...routingModes, ...encryptionModes];
  const words = given.toLowerCase().split(/[^a-z0-9]+/);
  const parts = words
    .filter(word => word !== '')
    .map(word => (Object.hasOwn(spokenModes, word) ? spokenModes[word] : meantName(word, known)));
  const [routing = 'vxlan', ...otherRouting] = parts.filter(part => routingModes.some(mode => mode === part));
  const [encryption = 'none', ...otherEncryption] = parts.filter(part => encryptionModes.some(mode => mode === part));
  const meant = parseScenario(`${routing}+${encryption}`);
  if (meant === undefined || parts.length === 0 || parts.includes(undefined)) {
    return didYouMean(given, [...scenarioNames, fromValues]);
  }
  const isClear = otherRouting.length + otherEncryption.length === 0;
  return isClear ? ` (did you mean ${scenarioName(meant)}?)` : '';
}

const scenario = z.string().transform((name, context): Scenario | typeof fromValues => {
  if (name === fromValues) return name;
  const parsed = parseScenario(name);
  if (parsed !== undefined) return parsed;
  const message = `is not a scenario; write ${fromValues}, or ${scenarioGrammar}${didYouMeanScenario(name)}`;
  context.addIssue({ code: 'custom', input: name, message });
  return z.NEVER;
});

/** Scenarios by name, each once; `vxlan+none` is `vxlan`. Empty for `from-values`, which stands alone. */
export const scenarios = list(scenario).transform((parsed, context): readonly Scenario[] => {
  const named = parsed.filter(one => one !== fromValues);
  if (named.length > 0 && named.length < parsed.length) {
    const message = 'cannot be combined with named scenarios; write one or the other';
    context.addIssue({ code: 'custom', input: fromValues, message });
  }
  const names = named.map(scenarioName);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    context.addIssue({
      code: 'custom',
      input: name,
      message: 'is listed twice (with and without +none); list it once'
    });
  }
  return named;
});

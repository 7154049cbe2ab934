import { InputError } from '../model/errors.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { isMapping, type Values } from '../scenario/values.ts';

/** Values with one line of the input `set` on top: `key.path=value`. Throws an InputError like `setValue`. */
export function assign(values: Values, line: string): Values {
  const [, key, written] = /^((?:\\[^]|[^=\\])+)=([^]*)$/.exec(line) ?? [];
  if (key === undefined || written === undefined) {
    throw new InputError(
      `set: "${foreignLine(line, shownLength)}" must be key.path=value, for example bpf.masquerade=true`
    );
  }
  return setValue(values, key, written, 'set');
}

/**
 * Values with one key set as by `helm --set`: `a.b`, `list[0]`, values such as `true`, `3`, `{a,b}`, and `null`, which
 * removes the key; a backslash makes a dot or comma part of the text. `asText` is `--set-string`. Throws an InputError
 * that names `input` for what it cannot read.
 */
export function setValue(values: Values, key: string, written: string, input: string, asText = false): Values {
  const path = key.length > maxKeyLength ? undefined : pathOf(key);
  if (path === undefined || path.length > maxSteps) {
    throw new InputError(
      `${input}: "${foreignLine(key, shownLength)}" is not a key; write names separated by dots, for example ipam.mode`
    );
  }
  return put(values, path, read(written, input, key, asText ? plain : typed)) as Values;
}

const shownLength = 100;
const maxKeyLength = 1000;
/** As in Helm. */
const maxSteps = 30;

type Path = readonly (string | number)[];

function pathOf(key: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const part of split(key, '.')) {
    const [, name, indexes = ''] = /^((?:\\.|[^[\]\\])+)((?:\[\d{1,3}\])*)$/.exec(part) ?? [];
    if (name === undefined) return undefined;
    path.push(plain(name), ...[...indexes.matchAll(/\d+/g)].map(Number));
  }
  return path;
}

function read(written: string, input: string, key: string, convert: (text: string) => unknown): unknown {
  const list = /^\{([^]*)\}$/.exec(written)?.[1];
  if (list !== undefined) return split(list, ',').map(convert);
  if (split(written, ',').length > 1) {
    throw new InputError(
      `${input}: "${foreignLine(key, shownLength)}" has a comma in its value; write each key on its own line, and "\\," for a comma`
    );
  }
  return convert(written);
}

/** Helm's own types: a number that starts with 0 and a fraction are texts. */
function typed(written: string): unknown {
  const value = plain(written);
  const word = value.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return value === '0' || /^[-+]?[1-9]\d{0,14}$/.test(value) ? Number(value) : value;
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function plain(text: string): string {
  return text.replace(/\\([^])/g, '$1');
}

function put(within: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(within) ? [...(within as unknown[])] : [];
    while (list.length < step) list.push(null);
    list[step] = put(list[step], rest, value);
    return list;
  }
  const mapping = isMapping(within) ? within : {};
  return { ...mapping, [step]: put(mapping[step], rest, value) };
}

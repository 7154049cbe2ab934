import { markPattern, type Replace } from './mark.ts';
import { isMessage } from './messages.ts';
import { isReferenceName, isSecretName } from './secret-names.ts';

/** Authentication schemes of HTTP. A credential follows, and both are one value. */
const schemes = '(?:basic|bearer|digest|negotiate|token|apikey|aws4-hmac-sha256)';
/** Empty, a switch, hidden by another program, or a mark. */
const settled = new RegExp(
  String.raw`^(?:|true|false|null|nil|~|\{\}|\[\]|\(hidden\)|\*+|x{3,}|[[<(*]*redacted[\])>*]*|(?:${schemes}\s+)?${markPattern}[,;)}\]]*)$`,
  'i'
);

/** Whether a value needs no redaction under any name: empty, a switch, or already redacted. */
function isSettled(value: string): boolean {
  return settled.test(value.trim());
}

/** Replaces one YAML or JSON scalar and keeps its quotes. */
function redactScalar(value: string, replace: Replace): string {
  const [, quote = '', inner = value] = /^(["'])([\s\S]*)\1$/.exec(value) ?? [];
  return isSettled(inner) ? value : quote + replace(inner) + quote;
}

/** `  - "name": value`; a name has at most three words, so that prose with a colon rarely matches. */
const mappingLine =
  /^([ \t]*(?:- +)*)(["']?)([A-Za-z_.][\w./-]{0,80}(?: [\w./-]{1,80}){0,2})\2[ \t]*:(?:[ \t]+([^ \t].*)?)?$/;
const listItem = /^([ \t]*- +)([^ ].*)?$/;
const blockScalar = /^(?:![\w!:.,/-]+ +)?[|>][-+0-9]*\s*(?:#.*)?$/;
/** `Failed: password: |`, as messages quote YAML. */
const blockBehindProse = /([A-Za-z_][\w.-]{0,80})["']?: [|>][-+0-9]*$/;
/**
 * A mapping that continues below, and a quoted value followed by something: the assignment patterns find where these
 * end.
 */
const leftToAssignments = /[{[]\s*$|^(["'])(?:[^\\]|\\.)*?\1./;

/** Enough of a line to see whether it is a message. */
const messageLength = 300;

/** A secret's own mapping or list; everything nested deeper belongs to it. */
interface Inside {
  readonly column: number;
  /** Below a Kubernetes Secret's data, no name is just a reference. */
  readonly everything: boolean;
}

/**
 * Processes YAML line by line to find passphrases with spaces, block scalars, and mappings below a secret's name. A
 * parser would not work, because manifests arrive truncated, mixed with log lines, or several per text.
 */
function redactYamlLines(text: string, isSecretData: (name: string) => boolean, replace: Replace): string {
  const result: string[] = [];
  const block: string[] = [];
  let blockColumn: number | undefined;
  let inside: Inside | undefined;
  let variable: { readonly column: number; readonly secret: boolean } | undefined;
  /** A secret that goes on below its first line: to a quote, or as deep as its lines are. */
  let openScalar: { readonly column: number; readonly quote: string } | undefined;

  const endBlock = (): void => {
    const content = block.join('\n');
    if (isSettled(content)) result.push(...block);
    else result.push(' '.repeat((blockColumn ?? 0) + 2) + replace(content.trim()));
    block.length = 0;
    blockColumn = undefined;
  };

  for (const line of text.split('\n')) {
    const indent = line.search(/[^ \t]|$/);
    const blank = line.trim() === '';
    if (blockColumn !== undefined) {
      if (blank || indent > blockColumn) {
        block.push(line);
        continue;
      }
      endBlock();
    }
    const match = mappingLine.exec(line.trimEnd());
    if (openScalar !== undefined) {
      const { column, quote } = openScalar;
      const isDeeper = blank || indent > column;
      if (quote !== '' && (isDeeper || match === null)) {
        const end = line.indexOf(quote);
        if (end >= 0) {
          openScalar = undefined;
          if (line.slice(end + 1).trim() !== '') result.push(line.slice(end + 1));
        }
        continue;
      }
      if (isDeeper && !blank && match === null && !listItem.test(line)) continue;
      openScalar = undefined;
    }
    const [, lead = '', , name = '', value = ''] = match ?? [];
    const column = match === null ? indent : lead.length;
    const isItem = /^[ \t]*- /.test(line);
    if (inside !== undefined && !blank && (column < inside.column || (column === inside.column && !isItem))) {
      inside = undefined;
    }
    if (match === null) {
      const item = inside === undefined ? null : listItem.exec(line);
      if (blockScalar.test(item?.[2] ?? '') || isSecretName(blockBehindProse.exec(line)?.[1] ?? '')) {
        result.push(line);
        blockColumn = indent;
      } else if (item !== null) {
        result.push((item[1] ?? '') + redactScalar(item[2] ?? '', replace));
      } else if (inside !== undefined && !blank && indent > inside.column && !isMessage(line, true)) {
        result.push(line.slice(0, indent) + redactScalar(line.trim(), replace));
      } else {
        result.push(line);
      }
      continue;
    }
    const isValueOfSecretVariable = name === 'value' && variable?.secret === true && variable.column === column;
    if (name === 'name') variable = { column, secret: isSecretName(value.replace(/["',]/g, '')) };
    const belongsInside = inside !== undefined && (inside.everything || !isReferenceName(name));
    const isSecret = isSecretName(name) || isSecretData(name);
    if (!(belongsInside || isValueOfSecretVariable || isSecret) || (isSecret && leftToAssignments.test(value))) {
      result.push(line);
    } else if (blockScalar.test(value)) {
      result.push(line);
      blockColumn = column;
    } else if (value === '') {
      result.push(line);
      inside ??= { column, everything: isSecretData(name) };
    } else if (isMessage(value, true) && inside?.everything !== true) {
      result.push(line);
    } else {
      const head = line.trimEnd().slice(0, -value.length);
      result.push(head + redactScalar(value, replace));
      const quote = /^["']/.exec(value)?.[0] ?? '';
      if (!isSettled(value) && (quote === '' || !value.slice(1).includes(quote))) openScalar = { column, quote };
    }
  }
  if (blockColumn !== undefined) endBlock();
  return result.join('\n');
}

/**
 * `name: value`, `"name": "value"`, `name=value`, also with quotes escaped within a string. A space before the colon is
 * only accepted if valid JSON follows: `volume "x-secrets" : not found` is a sentence.
 */
const assignment = new RegExp(
  String.raw`(?<![A-Za-z0-9_])((?:[A-Za-z][\w./-]{0,80} ){0,2}[A-Za-z_][\w./-]{0,80})` +
    String.raw`(\\*["']?(?:[ \t]*(?:=>|:=|=)|:)[ \t]*|\\*["'][ \t]+:[ \t]*(?=\\*["'{[\d]))`,
  'g'
);
/** `--name value`, also as elements of a list: `"--name", "value"`, or `- value` on the next line. */
const flag =
  /((?<=^|[\s"'[,])--?([A-Za-z][\w.-]*)(?:[ \t]+|\\*["'](?:,\s*|[ \t]+)(?=\\*["'])|["']?[ \t]*\n[ \t]*-[ \t]+))(?!-)/g;
const schemeBefore = new RegExp(String.raw`\\*["']?${schemes}[ \t]+`, 'iy');
const bareValue = new RegExp(`(?:${markPattern}|[^\\s"'\\\\])*`, 'y');
const openingQuote = /\\*["']/y;
const markerWithRest = new RegExp(String.raw`^(${markPattern})([,;)}\]]*)$`);
const secretObject = /\bkind\\*["']?\s*:\s*\\*["']?Secret\b/;

/**
 * Replaces values that their name marks as secret, in text of any form: YAML, JSON, logs, environment, command lines.
 */
export function redactNamed(text: string, replace: Replace): string {
  const holdsSecretObject = secretObject.test(text);
  const isSecretData = (name: string): boolean => holdsSecretObject && (name === 'data' || name === 'stringData');
  const lines = redactYamlLines(text, isSecretData, replace);
  const assigned = redactValuesAfter(assignment, 1, lines, name => isSecretName(name) || isSecretData(name), replace);
  return redactVariables(redactValuesAfter(flag, 2, assigned, isSecretName, replace), replace);
}

function redactValuesAfter(
  pattern: RegExp,
  nameGroup: number,
  text: string,
  isSecret: (name: string) => boolean,
  replace: Replace
): string {
  let result = '';
  let done = 0;
  let brackets: ReadonlyMap<number, number> | undefined;
  const closingBracket = (start: number): number => {
    brackets ??= closingBrackets(text);
    return brackets.get(start) ?? lineEnd(text, start);
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index + match[0].length;
    // If it is not a secret, the search continues at the value's start, because a message can contain further
    // assignments.
    pattern.lastIndex = start;
    if (!isSecret(match[nameGroup] ?? '')) continue;
    const line = text.slice(start, start + messageLength).split('\n', 1)[0] ?? '';
    if (isMessage(line, false) || blockScalar.test(line)) continue;
    const from = afterScheme(text, start, match[nameGroup] ?? '');
    const end = valueEnd(text, from, closingBracket);
    result += text.slice(done, from) + redactFound(text.slice(from, end), replace);
    done = end;
    pattern.lastIndex = end;
  }
  return result + text.slice(done);
}

/** A container's environment within a text: `{"name":"DB_PASSWORD","value":"..."}`. */
const variableInJson = /(\bname\\*"\s*:\s*\\*"([\w.-]{1,80})\\*"\s*,\s*\\*"value\\*"\s*:\s*\\*")([^"\\]+)/g;

function redactVariables(text: string, replace: Replace): string {
  return text.replace(variableInJson, (whole, before: string, name: string, value: string) =>
    isSecretName(name) && !isSettled(value) ? before + replace(value) : whole
  );
}

/**
 * Where the credential begins. A scheme counts only behind the name of such a header, because `token` is also a value.
 */
function afterScheme(text: string, start: number, name: string): number {
  if (!/(?:auth|authorization|bearer)$/i.test(name)) return start;
  schemeBefore.lastIndex = start;
  return schemeBefore.test(text) ? schemeBefore.lastIndex : start;
}

function redactFound(value: string, replace: Replace): string {
  if (isSettled(value)) return value;
  const quote = /^(\\+["'])[\s\S]*\1$/.exec(value)?.[1];
  if (quote !== undefined) {
    const inner = value.slice(quote.length, -quote.length);
    return isSettled(inner) ? value : quote + replace(inner) + quote;
  }
  if (/^["']/.test(value)) return redactScalar(value, replace);
  const { bare, rest } = withoutRest(value);
  return isSettled(bare) || /^[{[]?$/.test(bare) ? value : replace(bare) + rest;
}

/** Commas and brackets after a bare value belong to the surrounding text, and so does a single opening bracket. */
function withoutRest(value: string): { readonly bare: string; readonly rest: string } {
  const [, marked, after = ''] = markerWithRest.exec(value) ?? [];
  if (marked !== undefined) return { bare: marked, rest: after };
  let end = value.length;
  if (!/^[{[]/.test(value)) while (end > 0 && ',;)}]'.includes(value.charAt(end - 1))) end -= 1;
  return { bare: value.slice(0, end), rest: value.slice(end) };
}

function valueEnd(text: string, start: number, closingBracket: (start: number) => number): number {
  openingQuote.lastIndex = start;
  const quote = openingQuote.exec(text)?.[0];
  if (quote !== undefined) return closingQuote(text, start + quote.length, quote);
  if (/[{[]/.test(text.charAt(start)) && !text.startsWith('[redacted ', start)) {
    return closingBracket(start);
  }
  bareValue.lastIndex = start;
  bareValue.exec(text);
  return bareValue.lastIndex;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(quote, at)) return at + quote.length;
    if (text.charAt(at) === '\\' && quote.length === 1) at++;
  }
  return lineEnd(text, from);
}

/**
 * Position after the closing bracket for each opening one, of either kind. Found in one pass, because a text may open
 * many.
 */
function closingBrackets(text: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closed = new Map<number, number>();
  for (const { 0: bracket, index } of text.matchAll(/[{}[\]]/g)) {
    if (bracket === '{' || bracket === '[') {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start !== undefined) closed.set(start, index + 1);
  }
  return closed;
}

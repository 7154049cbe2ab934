import { markPattern } from './mark.ts';
import { isReferenceName, isSecretName } from './secret-names.ts';

/** Returns the mark that replaces a secret. */
export type Replace = (secret: string) => string;

const settled = new RegExp(String.raw`^(?:|true|false|null|~|\{\}|\[\]|\(hidden\)|${markPattern}[,;)}\]]*)$`);

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
const blockScalar = /^[|>][-+0-9]*\s*(?:#.*)?$/;
/**
 * A mapping that continues below, and a quoted value followed by something: the assignment patterns find where these
 * end.
 */
const leftToAssignments = /[{[]\s*$|^(["'])(?:[^\\]|\\.)*?\1./;

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
    const [, lead = '', , name = '', value = ''] = match ?? [];
    const column = match === null ? indent : lead.length;
    const isItem = /^[ \t]*- /.test(line);
    if (inside !== undefined && !blank && (column < inside.column || (column === inside.column && !isItem))) {
      inside = undefined;
    }
    if (match === null) {
      const item = inside === undefined ? null : listItem.exec(line);
      result.push(item === null ? line : (item[1] ?? '') + redactScalar(item[2] ?? '', replace));
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
    } else {
      const head = line.trimEnd().slice(0, -value.length);
      result.push(head + redactScalar(value, replace));
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
/** `--name value`. */
const flag = /((?<=^|\s)--?([A-Za-z][\w.-]*)[ \t]+)(?!-)/g;
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
  return redactValuesAfter(flag, 2, assigned, isSecretName, replace);
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
    const end = valueEnd(text, start, closingBracket);
    result += text.slice(done, start) + redactFound(text.slice(start, end), replace);
    done = end;
    pattern.lastIndex = end;
  }
  return result + text.slice(done);
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

import { redactYamlLines } from './redact-yaml.ts';
import { isSecretName } from './secret-names.ts';
import { isSettled, marker, redactScalar, type Replace } from './redact-scalar.ts';

/**
 * `name: value`, `"name": "value"`, `name=value`, also with the quotes of a string inside a string. With a space before
 * the colon only in front of what JSON allows: `volume "x-secrets" : not found` is a sentence.
 */
const assignment = new RegExp(
  String.raw`(?<![A-Za-z0-9_])((?:[A-Za-z][\w./-]{0,80} ){0,2}[A-Za-z_][\w./-]{0,80})` +
    String.raw`(\\*["']?(?:[ \t]*(?:=>|:=|=)|:)[ \t]*|\\*["'][ \t]+:[ \t]*(?=\\*["'{[\d]))`,
  'g'
);
/** `--name value`. */
const flag = /((?<=^|\s)--?([A-Za-z][\w.-]*)[ \t]+)(?!-)/g;
const bareValue = new RegExp(`(?:${marker}|[^\\s"'\\\\])*`, 'y');
const openingQuote = /\\*["']/y;
const bareWithRest = new RegExp(`^(${marker}|[{[][\\s\\S]*|[\\s\\S]*?)([,;)}\\]]*)$`);
const secretObject = /\bkind\\*["']?\s*:\s*\\*["']?Secret\b/;

/** Replaces what a name announces as secret in text of any form: YAML, JSON, logs, environment, command lines. */
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
    // What is no secret is searched on from its value's start: a message can hold assignments of its own.
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
  // A comma or bracket behind a bare value belongs to what surrounds it; so does a lone opening bracket.
  const [, bare = value, rest = ''] = bareWithRest.exec(value) ?? [];
  return isSettled(bare) || /^[{[]?$/.test(bare) ? value : replace(bare) + rest;
}

function valueEnd(text: string, start: number, closingBracket: (start: number) => number): number {
  openingQuote.lastIndex = start;
  const quote = openingQuote.exec(text)?.[0];
  if (quote !== undefined) return closingQuote(text, start + quote.length, quote);
  if (/[{[]/.test(text.charAt(start)) && !text.startsWith('[redacted sha256:', start)) {
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

/** Behind which place each opening bracket is closed, of either kind; found in one pass, for a text may open many. */
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

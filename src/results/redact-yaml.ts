import { isReferenceName, isSecretName } from './secret-names.ts';
import { isSettled, redactScalar, type Replace } from './redact-scalar.ts';

/** `  - "name": value`; a name has at most three words, so that prose with a colon is rarely one. */
const mappingLine = /^([ \t]*(?:- +)*)(["']?)([A-Za-z_.][\w./-]{0,80}(?: [\w./-]{1,80}){0,2})\2[ \t]*:(?:[ \t]+(.*))?$/;
const listItem = /^([ \t]*- +)(.*)$/;
const blockScalar = /^[|>][-+0-9]*\s*(?:#.*)?$/;
/** A mapping that goes on below, and a quoted value with something behind it: the assignments know where these end. */
const leftToAssignments = /[{[]\s*$|^(["'])(?:[^\\]|\\.)*?\1./;

/** A secret's own mapping or list: everything further in belongs to it. */
interface Inside {
  readonly column: number;
  /** Below a Kubernetes Secret's data no name is a mere reference. */
  readonly everything: boolean;
}

/**
 * Goes over YAML line by line, so that passphrases with spaces, block scalars and mappings below a secret's name are
 * found. Not a parser: manifests come cut off, with log lines around them, or several to a text.
 */
export function redactYamlLines(text: string, isSecretData: (name: string) => boolean, replace: Replace): string {
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

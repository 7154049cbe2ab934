import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, Scalar, visit } from 'yaml';
import type { Document, ScalarTag, Tags, YAMLError } from 'yaml';

/** One document of a YAML text: its value, or where and why it cannot be read. */
export type YamlDocument =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Bounds what nested aliases can expand to. Real files repeat an anchor a few dozen times. */
const maxAliasCount = 1000;

/**
 * The documents of a YAML text as Helm, kind and kubectl read them, with Go's yaml.v2: YAML 1.1 without sexagesimal
 * numbers and dates, and the last of several equal keys counts. Never throws.
 */
export function readYaml(text: string): readonly YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys: false,
    customTags: goTags,
    lineCounter: lines
  });
  return 'empty' in documents ? [] : documents.map(document => readDocument(document, lines));
}

/** The first document, the only one that Helm and kind read; `null` if the text has none. */
export function readFirstYaml(text: string): YamlDocument {
  return readYaml(text)[0] ?? { ok: true, value: null };
}

/**
 * A value as YAML for programs: as JSON, which every YAML reader reads alike. The library's own YAML leaves `yes` and
 * `1_000` without quotes, which Go would turn into a boolean and a number.
 */
export function yamlText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readDocument(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const problem = problemOf(document, lines);
  if (problem !== undefined) return { ok: false, problem };
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    rememberLines(document.contents, value, lines);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Lines of the keys of every mapping that was read. */
const keyLines = new WeakMap<object, ReadonlyMap<string, number>>();

/** Line of a key in the text that its mapping was read from; `undefined` for other mappings, and keys merged with `<<`. */
export function lineOf(mapping: object, key: string): number | undefined {
  return keyLines.get(mapping)?.get(key);
}

function rememberLines(node: unknown, value: unknown, lines: LineCounter): void {
  if (typeof value !== 'object' || value === null) return;
  const child = (key: string): unknown => Reflect.get(value, key);
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) rememberLines(item, child(String(index)), lines);
  } else if (isMap(node)) {
    const own = new Map<string, number>();
    for (const { key, value: below } of node.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      own.set(name, lines.linePos(key.range?.[0] ?? 0).line);
      rememberLines(below, child(name), lines);
    }
    keyLines.set(value, own);
  }
}

function problemOf(document: Document.Parsed, lines: LineCounter): string | undefined {
  const [error] = document.errors;
  if (error !== undefined) return describe(error);
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== '1.1') return `its directive %YAML ${version} is not 1.1, which Helm reads`;
  let problem: string | undefined;
  const at = (node: unknown, what: string): void => {
    const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
    problem ??= `line ${line}, column ${col}: ${what}`;
  };
  visit(document, (_, node) => {
    if (isAlias(node)) {
      const [start, , end] = node.resolve(document)?.range ?? [];
      const own = node.range?.[0] ?? 0;
      if (start === undefined || end === undefined) at(node, 'this anchor is not defined before it is used');
      else if (start <= own && own < end) at(node, 'this anchor contains itself');
    }
    if (isPair(node) && (isMap(node.key) || isSeq(node.key))) {
      at(node.key, 'a key must be a text; if this is a template, render it first');
    }
  });
  return problem;
}

/** The parser's messages can end with a quotation of the text, which may be a secret. */
function describe({ message, linePos }: YAMLError): string {
  const at = linePos?.[0];
  const what = (message.split(/ at line \d|: "/)[0] ?? '').replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase());
  return at === undefined ? what : `line ${at.line}, column ${at.col}: ${what}`;
}

/** Replaces the library's tags that differ from Go's. Its own numbers also take `e1` for one. */
function goTags(tags: Tags): Tags {
  const others = tags.filter(tag => typeof tag === 'string' || !/:(?:int|float|timestamp|merge)$/.test(tag.tag));
  return [...others, numberTag('int'), numberTag('float'), mergeTag];
}

function numberTag(name: string): ScalarTag {
  return {
    tag: `tag:yaml.org,2002:${name}`,
    default: true,
    test: /^[-+]?(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?)$/,
    resolve(source) {
      const digits = source.replaceAll('_', '').replace(/^[-+]/, '');
      const number = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
      return source.startsWith('-') ? -number : number;
    }
  };
}

/** Go merges where the merge key stands: it replaces keys above it, and keys below it replace its own. */
const mergeTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:merge',
  default: 'key',
  test: /^<<$/,
  resolve: () => Object.assign(new Scalar('<<'), { addToJSMap: merge })
};

const merge: NonNullable<Scalar['addToJSMap']> = (context, map, value) => {
  const resolved = (node: unknown): unknown =>
    isAlias(node) && context !== undefined ? node.resolve(context.doc, context) : node;
  const found = resolved(value);
  for (const source of (isSeq(found) ? found.items.toReversed() : [found]).map(resolved)) {
    if (!isMap(source)) throw new Error('only mappings can be merged with <<');
    for (const [key, merged] of Object.entries(source.toJSON(undefined, context) as object)) {
      // Plain assignment would treat `__proto__` in another way.
      Object.defineProperty(map, key, { value: merged, writable: true, enumerable: true, configurable: true });
    }
  }
};

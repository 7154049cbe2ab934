import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  Scalar,
  visit
} from 'yaml';
import type { CST, Document, Node, ScalarTag, Tags, YAMLError } from 'yaml';

/** One document of a YAML text: its value, or where and why it cannot be read. */
export type YamlDocument =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Bounds the aliases, and what nested ones can expand to. Real files repeat an anchor a few dozen times. */
const maxAliasCount = 1000;
/** All that Cilium's chart renders has two million characters. */
const maxLength = 16_000_000;
/** Cilium's chart renders a hundred. Each costs a kilobyte, however short it is. */
const maxDocuments = 10_000;
/** Bounds what aliases expand to: programs that read the values walk through each copy, and write it. */
const maxExpanded = 20_000_000;
/** The schemas of CRDs have a few dozen levels. The library's time grows with the square of the levels. */
const maxLevels = 500;
const tooDeep = `it is nested deeper than ${maxLevels} levels`;

/**
 * The documents of a YAML text as Helm, kind and kubectl read them, with Go's yaml.v2: YAML 1.1 without sexagesimal
 * numbers and dates, and the last of several equal keys counts. Never throws.
 */
export function readYaml(text: string): readonly YamlDocument[] {
  if (text.length > maxLength) return [{ ok: false, problem: `it is longer than ${maxLength} characters` }];
  const lines = new LineCounter();
  const tokens = readTokens(text, lines);
  if (typeof tokens === 'string') return [{ ok: false, problem: tokens }];
  const composer = new Composer({ version: '1.1', uniqueKeys: false, customTags: goTags, lineCounter: lines });
  return Array.from(composer.compose(tokens), document => readDocument(document, lines));
}

/** The tokens of all documents, or what is too much. */
function readTokens(text: string, lines: LineCounter): readonly CST.Token[] | string {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let documents = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'document') documents += 1;
    }
    if (parser.stack.length > maxLevels) return tooDeep;
    if (documents > maxDocuments) return `it has more than ${maxDocuments} documents`;
  }
  return [...tokens, ...parser.end()];
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
    const { size, levels } = expanded(value, new Map());
    if (levels > maxLevels) return { ok: false, problem: tooDeep };
    if (size > maxExpanded) return { ok: false, problem: `its anchors expand to more than ${maxExpanded} characters` };
    rememberLines(document.contents, value, lines);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

interface Expanded {
  /** Characters of all texts and keys, and a few for each value. */
  readonly size: number;
  readonly levels: number;
}

/** How large a value is with a copy for each use of an anchor. Looks at shared parts once. */
function expanded(value: unknown, seen: Map<object, Expanded>): Expanded {
  if (typeof value !== 'object' || value === null) return { size: 4 + String(value).length, levels: 0 };
  const known = seen.get(value);
  if (known !== undefined) return known;
  let [size, levels] = [4, 0];
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    const below = expanded(child, seen);
    size += key.length + below.size;
    levels = Math.max(levels, below.levels);
  }
  const result = { size, levels: levels + 1 };
  seen.set(value, result);
  return result;
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
  if (error !== undefined) return describe(error, lines);
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== '1.1') return `its directive %YAML ${version} is not 1.1, which Helm reads`;
  let problem: string | undefined;
  const at = (node: unknown, what: string): void => {
    const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
    problem ??= `line ${line}, column ${col}: ${what}`;
  };
  // The library's own way to resolve an alias visits the whole document each time.
  const anchors = new Map<string, Node>();
  let aliases = 0;
  visit(document, (_, node) => {
    if (isAlias(node)) {
      const [start, , end] = anchors.get(node.source)?.range ?? [];
      const own = node.range?.[0] ?? 0;
      if (start === undefined || end === undefined) at(node, 'this anchor is not defined before it is used');
      else if (start <= own && own < end) at(node, 'this anchor contains itself');
      aliases += 1;
      if (aliases > maxAliasCount) at(node, `this is one of more than ${maxAliasCount} uses of anchors`);
    } else if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isPair(node) && (isMap(node.key) || isSeq(node.key))) {
      at(node.key, 'a key must be a text; if this is a template, render it first');
    }
  });
  return problem;
}

/** The parser's messages can end with a quotation of the text, which may be a secret. */
function describe({ message, pos: [offset] }: YAMLError, lines: LineCounter): string {
  const what = (message.split(/ at line \d|: "/)[0] ?? '').replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase());
  const { line, col } = lines.linePos(offset);
  return offset < 0 ? what : `line ${line}, column ${col}: ${what}`;
}

/**
 * Replaces the library's tags that differ from Go's. Its own numbers also take `e1` for one, and its sets and ordered maps
 * are no plain values.
 */
function goTags(tags: Tags): Tags {
  const others = tags.filter(tag => typeof tag === 'string' || !replacedTags.test(tag.tag));
  return [...others, numberTag('int'), numberTag('float'), binaryTag, mergeTag];
}

const replacedTags = /:(?:int|float|timestamp|merge|binary|set|omap|pairs)$/;

const binaryTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  resolve: source => Buffer.from(source, 'base64').toString()
};

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

/** Bounds what merging copies in one document; everything else that is repeated is shared. */
const maxMergedKeys = 100_000;
const mergedKeys = new WeakMap<object, number>();

function countMerged(document: object, keys: number): void {
  const all = (mergedKeys.get(document) ?? 0) + keys;
  mergedKeys.set(document, all);
  if (all > maxMergedKeys) throw new Error(`<< would copy more than ${maxMergedKeys} keys`);
}

const merge: NonNullable<Scalar['addToJSMap']> = (context, map, value) => {
  const resolved = (node: unknown): unknown =>
    isAlias(node) && context !== undefined ? node.resolve(context.doc, context) : node;
  const found = resolved(value);
  for (const source of (isSeq(found) ? found.items.toReversed() : [found]).map(resolved)) {
    if (!isMap(source)) throw new Error('only mappings can be merged with <<');
    const entries = Object.entries(source.toJSON(undefined, context) as object);
    if (context !== undefined) countMerged(context, entries.length);
    for (const [key, merged] of entries) {
      // Plain assignment would treat `__proto__` in another way.
      Object.defineProperty(map, key, { value: merged, writable: true, enumerable: true, configurable: true });
    }
  }
};

import { jsonShape } from '../lib/json.ts';
import { redactKnown } from './known.ts';
import { markOf, markPattern } from './mark.ts';
import { isMessage } from './messages.ts';
import { redactForms, redactPatterns } from './patterns.ts';
import { redactNamed } from './named.ts';
import { isIdentifierName, isPublicKeyName, isReferenceName, isSecretName } from './secret-names.ts';

/** Documents in documents count separately. */
const deepestJson = 200;

const secretFlag = /^--?([A-Za-z][\w.-]*)$/;
/** Switches and marks, which reveal nothing. */
const plainLeaf = new RegExp(`^(?:true|false|null|${markPattern})$`);

/**
 * Redacts secrets in text from outside: tool output, logs, manifests, messages. Text without any is returned unchanged,
 * byte for byte. JSON with secrets is reformatted, because only its structure reveals all of them.
 */
export function redactText(text: string): string {
  const unknown = redactKnown(text, markOf);
  // Forms first: a name would take only the first word of `Authorization: Bearer …`.
  const clean = redactJson(unknown) ?? redactNamed(redactForms(unknown, markOf), markOf);
  return redactPatterns(clean, markOf);
}

/**
 * Redacts only unmistakable secrets in a line written by this program. Its sentences name secrets without containing
 * them (`delete secret kube-system/cilium-ca: done`), and contain commits and paths, which look like keys.
 */
export function redactLine(text: string): string {
  return redactForms(redactKnown(text, markOf), markOf);
}

/** Redacts secrets in a JSON value: Helm values, Kubernetes objects, saved state. Returns a copy. */
export function redactValue(value: Readonly<Record<string, unknown>>): Record<string, unknown>;
export function redactValue(value: unknown): unknown;
export function redactValue(value: unknown): unknown {
  return redactNode(value, '');
}

/** Redacts a text that is one JSON document; `undefined` for any other text. */
function redactJson(text: string): string | undefined {
  // One that is nested deeper would overflow the stack, and is still redacted as a text.
  if (!/^\s*[[{]/.test(text) || jsonShape(text).depth > deepestJson) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const clean = redactNode(value, '');
  if (JSON.stringify(clean) !== JSON.stringify(value)) {
    return JSON.stringify(clean, null, text.trim().includes('\n') ? 2 : 0) + (text.endsWith('\n') ? '\n' : '');
  }
  // Parsing keeps only the last of duplicate names (as iperf3 before 3.14 writes them), so the text may contain secrets
  // that the value does not.
  return countNames(value) === countWrittenNames(text) ? text : undefined;
}

function countWrittenNames(text: string): number {
  return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter(match => match[1] !== undefined).length;
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: unknown[] = Object.values(value);
  return children.reduce<number>((sum, child) => sum + countNames(child), Array.isArray(value) ? 0 : children.length);
}

function redactNode(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    if (isSecretName(name) || (/^cookies?$/i.test(name) && value.includes('='))) return redactLeaf(value);
    if (isPublicKeyName(name) && /^[A-Za-z0-9+/]{43}=$/.test(value)) return value;
    return isIdentifierName(name) ? redactIdentifier(value) : redactText(value);
  }
  if (typeof value === 'number') return isSecretName(name) ? redactLeaf(String(value), value) : value;
  if (Array.isArray(value)) return isSecretName(name) ? redactInside(value) : redactList(value, name);
  if (typeof value !== 'object' || value === null) return value;
  return isSecretName(name) ? redactInside(value) : redactObject(value, name);
}

/** Keeps a digest or commit; anything else under such a name is treated as text. */
function redactIdentifier(value: string): string {
  return /^(?:[\w.:/-]+@)?(?:sha\d+:)?[0-9a-f]{32,128}(?:-dirty)?$/i.test(value) ? value : redactText(value);
}

/** Switches and empty values under a secret's name reveal nothing, and keeping them keeps the document readable. */
function redactLeaf(value: string, unchanged: string | number = value): string | number {
  const plain = value.trim();
  return plain === '' || plainLeaf.test(plain) || isMessage(plain, true) ? unchanged : markOf(value);
}

function redactObject(value: object, name: string): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(value);
  const fields = new Map(entries);
  const isSecret = fields.get('kind') === 'Secret';
  const variable = fields.get('name');
  return Object.fromEntries(
    entries.map(([key, child]) => {
      const safeKey = redactPatterns(key, markOf);
      if (isSecret && (key === 'data' || key === 'stringData')) return [safeKey, redactInside(child, true)];
      // A container's environment: { name: DB_PASSWORD, value: ... }.
      if (key === 'value' && typeof variable === 'string' && isSecretName(variable)) {
        return [safeKey, redactInside(child)];
      }
      // `tls: { cert: ..., key: ... }` as in the chart's clustermesh and Hubble values.
      if (key === 'key' && typeof child === 'string' && (fields.has('cert') || /^(?:tls|ca)$/i.test(name))) {
        return [safeKey, redactLeaf(child)];
      }
      return [safeKey, redactNode(child, key)];
    })
  );
}

/** In an argument list, a secret can follow its flag. */
function redactList(values: readonly unknown[], name: string): unknown[] {
  return values.map((value, index) => {
    const before = values[index - 1];
    const flag = typeof before === 'string' ? secretFlag.exec(before)?.[1] : undefined;
    return typeof value === 'string' && flag !== undefined && isSecretName(flag)
      ? redactLeaf(value)
      : redactNode(value, typeof value === 'string' ? name : '');
  });
}

/**
 * Redacts everything below a secret's name, except references to it. Below a Kubernetes Secret's data, nothing is a
 * reference.
 */
function redactInside(value: unknown, everything = false): unknown {
  if (typeof value === 'string') return redactLeaf(value);
  if (typeof value === 'number') return redactLeaf(String(value), value);
  if (Array.isArray(value)) return value.map(child => redactInside(child, everything));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [
      redactPatterns(key, markOf),
      !everything && isReferenceName(key) ? redactNode(child, key) : redactInside(child, everything)
    ])
  );
}

import { isIdentifierName, isPublicKeyName } from './secret-names.ts';

import type { Replace } from './named.ts';

/**
 * Forms that are secret in any context; the first group, if any, is kept. A hostile text can be a megabyte long: if a
 * form may start at every character, it must not scan the rest of the text from each.
 */
const forms: readonly RegExp[] = [
  // PEM, also with escaped newlines or truncated.
  /()(-----BEGIN [A-Z0-9 ]+-----(?:(?:(?!-----BEGIN )[\s\S])*?(?:-----END [A-Z0-9 ]+-----|(?=-----BEGIN ))|(?:[A-Za-z0-9+/=\s]|\\[nr])*))/g,
  /()((?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]+={0,2})/g,
  /()(\bgithub_pat_\w{16,})/g,
  /()(\bgh[opusr]_[\w.-]{16,})/g,
  /()(\bglpat-[\w-]{16,})/g,
  /()(\bnpm_[A-Za-z0-9]{30,})/g,
  /()(\bxox[abeoprs]-[\w-]{10,})/g,
  /()(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)/g,
  /()(\bAIza[\w-]{35})/g,
  // A JSON web token. Only the first possible start within a word is tried, because all others end the same way.
  /(?<![\w-])(?=([\w-]*?)\beyJ[\w-]{6})\1(eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){0,3})/g,
  // Client secrets of Entra ID.
  /()((?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34})/g,
  /(\b(?:bearer|basic)\s+)(?!\[redacted )([\w.~+/=-]{8,})/gi,
  /([?&;]sig=)(?!\[redacted )([^&\s"'<>]+)/gi,
  /(\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)(?!\[redacted )([^;\s"']+)/gi,
  /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']*:)(?!\[redacted )([^\s/@"']+)(?=@)/gi,
  // IPsec: `3+ rfc4106(gcm(aes)) <key> 128`, `auth-trunc hmac(sha256) 0x<key> 128`, `enc cbc(aes) 0x<key>`.
  /(\b[a-z][\w-]{0,40}\((?:[^()\s]|\([^()\s]*\))*\)['"]?\s+)((?:0x)?[0-9a-f]{8,})/gi,
  /(\b\d+\+?\s+(?:rfc\d+|hmac|cbc|gcm)\([^\s]*\)\s+)(?!\[redacted )([^\s"']+)/gi,
  /(\b(?:enc|auth|auth-trunc|aead)\s+\S+\s+)(0x[0-9a-f]+)/gi,
  /()(\b0x[0-9a-f]{32,}\b)/gi
];

/** Long hexadecimal with a boundary on both sides; a path component (`/templates/<hash>/`) is not a key. */
const longHex = /(?<![\w+/@.-])[0-9a-f]{40,}(?![\w+/=])/gi;

/**
 * Text before the id of a container (as runtimes write it) or a commit. Neither is secret, and both identify what
 * failed.
 */
const idBefore = /(?:\b(?:containerd|docker|cri-o):\/\/|\b(?:task|container|sandbox|commit)\s+["'`]?)$/i;

function isId(value: string, before: string): boolean {
  return (value.length === 64 || value.length === 40) && /^[0-9a-f]+$/.test(value) && idBefore.test(before.slice(-24));
}

/** A key of 32 bytes (WireGuard), other padded base64, and long base64 without padding. */
const longBase64 =
  /(?<![\w+/.-])(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22,}={1,2}|[A-Za-z0-9+/]{40,})(?![A-Za-z0-9+/=_])/g;

/** The name before a value, as in `"public-key": "`, `Pubkey: ` or `imageID=`. */
// eslint-disable-next-line regexp/no-super-linear-move -- reads at most 120 characters
const nameBefore = /([A-Za-z][\w./-]*(?: key)?)\\*["']?\s*[:=]\s*\\*["']?$/i;

function precedingName(text: string, offset: number): string {
  return nameBefore.exec(text.slice(Math.max(0, offset - 120), offset))?.[1] ?? '';
}

function looksLikeKey(value: string): boolean {
  if (/^[A-Za-z0-9+/]{43}=$/.test(value)) return true;
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value)) return false;
  return value.endsWith('=') ? value.length % 4 === 0 : /[0-9+]/.test(value);
}

/** Replaces what can only be a secret: tokens and PEM. */
export function redactForms(text: string, replace: Replace): string {
  let clean = text;
  for (const form of forms) {
    clean = clean.replace(form, (_match, kept: string, secret: string) => kept + replace(secret));
  }
  return clean;
}

/** Replaces what its form alone marks as secret: tokens, PEM, keys in base64 and hexadecimal. */
export function redactPatterns(text: string, replace: Replace): string {
  const clean = redactForms(text, replace).replace(longHex, (value, offset: number, whole: string) =>
    /^\d+$/.test(value) ||
    isIdentifierName(precedingName(whole, offset)) ||
    isId(value, whole.slice(Math.max(0, offset - 24), offset))
      ? value
      : replace(value)
  );
  return clean.replace(longBase64, (value, offset: number, whole: string) => {
    if (!looksLikeKey(value)) return value;
    const name = precedingName(whole, offset);
    return isPublicKeyName(name) || (/^[0-9a-f]+$/i.test(value) && isIdentifierName(name)) ? value : replace(value);
  });
}

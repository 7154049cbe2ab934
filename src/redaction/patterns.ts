import type { Replace } from './mark.ts';
import { isIdentifierName, isPublicKeyName } from './secret-names.ts';
import { issuedToken, redactWrappedTokens } from './tokens.ts';
import { redactUrls } from './urls.ts';

/** What separates the parameters of a URL, and a name from its value, plain and as JSON, HTML and other URLs escape it. */
const nextParameter = String.raw`(?:[?&;]|\\u0026|\\x26|%26|&amp;)`;
const escapedEquals = String.raw`(?:%3d|\\u003d|\\x3d)`;
/** A value up to the next parameter. */
const parameterValue = String.raw`(?!\[redacted )((?:(?!%26|\\u0026|\\x26)[^&\s"'<>])+)`;
const escapedQuote = String.raw`(?:&quot;|&#34;|\\u0022|\\x22|%22)`;

/**
 * Forms that are secret in any context; the first group, if any, is kept. A hostile text can be a megabyte long: if a
 * form may start at every character, it must not scan the rest of the text from each.
 */
const forms: readonly RegExp[] = [
  // PEM, also with escaped newlines or truncated.
  /()(-----BEGIN [A-Z0-9 ]+-----(?:(?:(?!-----BEGIN )[\s\S])*?(?:-----END [A-Z0-9 ]+-----|(?=-----BEGIN ))|(?:[A-Za-z0-9+/=\s]|\\[nr])*))/g,
  /()((?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]+={0,2})/g,
  issuedToken,
  // A JSON web token. Only the first possible start within a word is tried, because all others end the same way.
  /(?<![\w-])(?=([\w-]*?)\beyJ[\w-]{6})\1(eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){0,3})/g,
  // Client secrets of Entra ID.
  /()((?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34})/g,
  // Passwords as crypt(3), bcrypt and htpasswd store them.
  /()(\$(?:apr1|2[abxy]|[1567y]|argon2(?:id?|d))\$[\w./$=,+]{16,})/g,
  new RegExp(
    `(${nextParameter}(?:sig|code|X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token))(?:=|${escapedEquals}))${parameterValue}`,
    'gi'
  ),
  new RegExp(`((?<=token|secret|password|passwd|signature|_key|apikey)${escapedEquals})${parameterValue}`, 'gi'),
  new RegExp(
    `((?<=token|secret|password|passwd|_key|apikey)${escapedQuote}\\s*(?::|%3a)\\s*${escapedQuote})(?!\\[redacted )((?:(?!${escapedQuote})[^\\s])+)`,
    'gi'
  ),
  /(\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)(?!\[redacted )([^;\s"']+)/gi,
  // The keys of webhooks are in their paths.
  /((?<=\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/))([\w/-]{20,})/g,
  /((?<=\/\/discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/))([\w-]{20,})/g,
  /(<[\w:.-]{0,40}(?:password|passwd|secret|token|apikey)>)(?!\[redacted )([^<\s][^<]*)(?=<\/)/gi,
  /(\bpass(?:word|phrase|wd)\s["'`])(?!\[redacted )([^"'`\n]{1,200})(?=["'`])/gi,
  // Command lines of curl, az, docker and helm; a number is the id of a user.
  /(\s(?:-u|--user|--proxy-user)[= ]["']?[^\s:"'=]{1,80}:)(?!\[redacted |\d+\b)([^\s"']+)/g,
  /(\blogin\b[^\n]{0,300}?\s-p[= ]["']?)(?!\[redacted )([^\s"']+)/g,
  // A line of .netrc.
  /(\bmachine [^\s]{1,200} login [^\s]{1,200} password )(?!\[redacted )([^\s]+)/g,
  // IPsec: `3+ rfc4106(gcm(aes)) <key> 128`, `auth-trunc hmac(sha256) 0x<key> 128`, `enc cbc(aes) 0x<key>`.
  /(\b[a-z][\w-]{0,40}\((?:[^()\s]|\([^()\s]*\))*\)['"]?\s+)((?:0x)?[0-9a-f]{8,})/gi,
  /(\b\d+\+?\s+(?:rfc\d+|hmac|cbc|gcm)\([^\s]*\)\s+)(?!\[redacted )([^\s"']+)/gi,
  /(\b(?:enc|auth|auth-trunc|aead)\s+\S+\s+)(0x[0-9a-f]+)/gi,
  /()(\b0x[0-9a-f]{32,}\b)/gi
];

/** A scheme and its credential. `Basic networking` and `Bearer authentication` are prose. */
const credential = /(\b(?:bearer|basic)(?:\s|%20)+["']?)(?!\[redacted )([\w.~+/=-]{8,})/gi;
const word = /^[A-Z]?[a-z-]{1,18}[.]?$|^(?:realm|service|scope|error)=/;

/** A header of cookies: every value, and all else that follows the first. */
const cookies =
  /(\b(?:set-)?cookie2?\\*["']?(?:[ \t]*:[ \t]*|=|(?<=--cookie)[ \t]+)[[{]?\\*["']?)(?!\[redacted )([\w.%!#$*+^|~-]+=[^\s;"',\\]+(?:; ?[\w.%!#$*+^|~-]+(?:=[^\s;"',\\]*)?)*)/gi;

/** Long hexadecimal with a boundary on both sides; a path component (`/templates/<hash>/`) is not a key. */
const longHex = /(?<![\w+/@.-])[0-9a-f]{40,}(?![\w+/=])/gi;

/**
 * Text before the id of a container (as runtimes write it) or a commit. Neither is secret, and both identify what
 * failed.
 */
const idBefore =
  /(?:\b(?:containerd|docker|cri-o):\/\/|\b(?:task|container|(?:pod)?sandbox|commit|revision|merge|into|at|tree|parent)\\*\s+[("'`\\]*)$/i;
/** Text after a commit: its references, as Git lists them. */
const idAfter = /^\s+(?:refs\/|HEAD\b|\(HEAD\b)/;

function isId(value: string, before: string, after: string): boolean {
  return (
    (value.length === 64 || value.length === 40) &&
    /^[0-9a-f]+$/.test(value) &&
    (idBefore.test(before) || idAfter.test(after))
  );
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
  let clean = redactUrls(redactWrappedTokens(text, replace), replace);
  for (const form of [...forms, cookies]) {
    clean = clean.replace(form, (_match, kept: string, secret: string) => kept + replace(secret));
  }
  return clean.replace(credential, (whole, scheme: string, secret: string) =>
    word.test(secret) ? whole : scheme + replace(secret)
  );
}

/** Replaces what its form alone marks as secret: tokens, PEM, keys in base64 and hexadecimal. */
export function redactPatterns(text: string, replace: Replace): string {
  const clean = redactForms(text, replace).replace(longHex, (value, offset: number, whole: string) =>
    /^\d+$/.test(value) ||
    isIdentifierName(precedingName(whole, offset)) ||
    isId(
      value,
      whole.slice(Math.max(0, offset - 32), offset),
      whole.slice(offset + value.length, offset + value.length + 16)
    )
      ? value
      : replace(value)
  );
  return clean.replace(longBase64, (value, offset: number, whole: string) => {
    if (!looksLikeKey(value)) return value;
    const name = precedingName(whole, offset);
    return isPublicKeyName(name) || (/^[0-9a-f]+$/i.test(value) && isIdentifierName(name)) ? value : replace(value);
  });
}

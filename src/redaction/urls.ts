import type { Replace } from './mark.ts';

/** A URL as far as it may reach, also with slashes escaped for JSON, and as a parameter of another URL. */
const url = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}(?::|%3a)(?:\\*\/|%2f){2})([^\s"'<>`]+)/gi;
/** A colon before a port, not before a password. */
const port = /^[^:@/]*:\d{1,5}(?:[/?#,;]|$)/;
/** The version of an image, a module or an action. */
const version = /@(?:sha\d+:|v\d|v\/|latest\b|main\b|\d+(?:\.\d+)*(?![\w.]))/y;
const digest = /@sha\d+:/y;
const address = /@\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/y;
/** A query ends the part that can contain a password. A password can contain a question mark. */
const query = /\?[\w.%-]+=/;

/**
 * Replaces the password in URLs, and a token in place of the user's name. A password that was not escaped can contain
 * `@`, `/` and `:`.
 */
export function redactUrls(text: string, replace: Replace): string {
  return text.replace(url, (whole, scheme: string, rest: string) => {
    const isEncoded = /%3a/i.test(scheme);
    const [at, colon] = isEncoded ? ['%40', '%3a'] : ['@', ':'];
    const searched = isEncoded ? rest.toLowerCase() : rest;
    if (!isEncoded && (port.test(rest) || rest.startsWith('['))) return whole;
    const end = userEnd(searched, at);
    if (end < 0) return whole;
    const userInfo = searched.slice(0, end);
    const split = userInfo.indexOf(colon);
    const slash = userInfo.search(isEncoded ? '%2f' : '/');
    if (split < 0 || (slash >= 0 && slash < split)) {
      const user = rest.slice(0, end);
      return slash < 0 && isToken(user) ? scheme + replace(user) + rest.slice(end) : whole;
    }
    const user = rest.slice(0, split);
    const password = rest.slice(split + colon.length, end);
    const clean = (isToken(user) ? replace(user) : user) + rest.slice(split, split + colon.length);
    return scheme + clean + (isHidden(password) ? password : replace(password)) + rest.slice(end);
  });
}

/** Where the name and the password end: at the last `@` that does not begin a version. */
function userEnd(rest: string, at: string): number {
  const limit = rest.search(query);
  let end = rest.lastIndexOf(at, limit < 0 ? rest.length : limit);
  if (end < 0) end = rest.lastIndexOf(at);
  while (end >= 0 && isAt(version, rest, end) && !isAt(address, rest, end)) {
    const before = end === 0 ? -1 : rest.lastIndexOf(at, end - 1);
    if (!isAt(digest, rest, end) && rest.lastIndexOf('/', end) < before) break;
    end = before;
  }
  return end;
}

function isAt(pattern: RegExp, text: string, position: number): boolean {
  pattern.lastIndex = position;
  return pattern.test(text);
}

/** How Go, the runner and others write a password that they hide. */
function isHidden(password: string): boolean {
  return /^(?:|\*+|x{3,}|redacted)$/i.test(password);
}

/** A name of a user is a word; a GUID stands for none in Azure's registries. */
function isToken(user: string): boolean {
  if (/^[a-z_.-]*$/i.test(user) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(user)) return false;
  return user.length >= 20 || (user.length >= 12 && /\d/.test(user));
}

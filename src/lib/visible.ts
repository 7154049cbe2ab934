/**
 * What no terminal, page or log should accept from outside, besides tabs and line ends: control characters, and those that
 * hide, reorder or carry text without being seen.
 */
const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** A text from outside without characters that are not seen, its lines ended by `\n`. */
export function withoutInvisible(text: string): string {
  // GitHub's API rejects a whole comment with a lone surrogate, because it cannot be encoded as UTF-8.
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(invisible, '');
}

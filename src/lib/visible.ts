/**
 * Control characters, and characters that hide, reorder or smuggle text. Tabs and line ends may stay.
 */
const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** A text from outside without invisible characters. Its lines end with `\n`. */
export function withoutInvisible(text: string): string {
  // GitHub's API rejects a whole comment with a lone surrogate, because it cannot be encoded as UTF-8.
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(invisible, '');
}

/** Words that tell what happened. A text with one of them is a message about a secret, not the secret. */
const telling = new Set(
  (
    'absent already canceled cannot closed corrupt created deadline deleted denied dial disabled ' +
    'doesn empty enabled eof error exceeded exists exited expired expires fail failed fails failure forbidden found ' +
    'ignored illegal invalid loaded malformed mismatch missing mounted must no nonexistent not ok ' +
    'optional ready refused rejected renewed required reset retrying revoked rotated should skipped ' +
    'skipping stale synced timed timeout unable unauthorized unavailable unchanged unexpected unknown unreachable ' +
    'unset unsupported updated validated verified waiting wasn wrong'
  ).split(' ')
);

/** Words that a message about a secret begins with. */
const beginnings = new Set(
  (
    'a access all an and any authentication authorization bearer ca certificate client connection context could credentials ' +
    'data encryption failed file for format get has head http https i/o id in internal is isn issuer json key keys login no ' +
    'none of one only open operation parse parsing password patch permission post private provider public put read reading ' +
    'remote request resource response rpc secret secrets server service signature signing some stat ' +
    'strconv the this tls to token tokens unmarshal user value values verification version was were will write x509 yaml you your'
  ).split(' ')
);

/** Words that cannot be secrets: prose, numbers, addresses, paths, names with dashes, times. */
const plainWord =
  /^(?:[A-Za-z][a-z]{0,14}(?:['/-][a-z]{1,14}){0,3}|[A-Z]{2,6}|\d{1,5}|x509|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|(?:\/[\w.-]{1,40}){2,10}|https?:\/\/[^\s"']+|\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)$/;
const fileName = /^[\w./-]*[\w-]\.(?:cer|cfg|conf|crt|csr|ini|jks|json|key|log|p12|pem|pub|sock|toml|txt|ya?ml)$/;
const pathName = /^(?:\/[a-z0-9_.-]+){2,}$/;

const longest = 300;

/**
 * Whether the text behind a secret's name is a message instead of the secret: `token: expired`, `secret key:
 * bootstrap-root.crt`. Each word must be plain, up to the one that tells what happened or, if `whole`, to the end.
 */
export function isMessage(text: string, whole: boolean): boolean {
  const words = text
    .slice(0, longest)
    .trim()
    .split(/[ \t\n]+/);
  const first = bare(words[0] ?? '');
  if (words.length === 1 || !whole) if (fileName.test(first) || pathName.test(first)) return true;
  if (text.length > longest && whole) return false;
  const begins = first.toLowerCase().split(/['/]/)[0] ?? '';
  if (!telling.has(begins) && !beginnings.has(begins) && !beginnings.has(first.toLowerCase())) return false;
  let tells = false;
  for (const word of words) {
    const plain = bare(word);
    if (plain !== '' && !plainWord.test(plain) && !fileName.test(plain)) return false;
    tells ||= telling.has(plain.toLowerCase().split("'")[0] ?? '');
    if (tells && !whole) return true;
  }
  return tells;
}

/** A word without the punctuation around it. */
function bare(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && `\\"'([{<`.includes(word.charAt(start))) start += 1;
  while (end > start && `\\"')]}>,.:;!?`.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(start, end);
}

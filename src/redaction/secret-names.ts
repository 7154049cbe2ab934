/**
 * Name endings that mark a reference, a switch or a number instead of a secret: `secretName`, `ipsec-key-file`,
 * `tokenExpirationSeconds`.
 */
const harmlessEndings = new Set([
  ...[
    'address',
    'algo',
    'algorithm',
    'audience',
    'audiences',
    'class',
    'count',
    'create',
    'dir',
    'directory',
    'domain'
  ],
  ...['duration', 'enabled', 'endpoint', 'expiration', 'expiry', 'file', 'format', 'host', 'id', 'interval', 'issuer'],
  ...['key', 'kind', 'length', 'limit', 'method', 'mode', 'mount', 'name', 'names', 'namespace', 'namespaces', 'only'],
  ...[
    'path',
    'policy',
    'port',
    'provider',
    'ref',
    'refs',
    'rotation',
    'seconds',
    'selector',
    'size',
    'socket',
    'source'
  ],
  ...['spi', 'sync', 'ttl', 'type', 'url', 'version', 'watcher']
]);

/** Words that are too short or common to count except at the end of a name: `mesh-auth-queue-size` is not a secret. */
const secretLastWords = new Set([
  ...['auth', 'authorization', 'bearer', 'creds', 'jwt', 'pat', 'psk', 'pwd', 'sas', 'sig']
]);

/** Phrases that name key material although none of their words does so alone. */
const secretPhrases = [
  ...['access key', 'account key', 'admin key', 'api key', 'auth key', 'ca bundle', 'client key', 'connection string'],
  ...[
    'encryption key',
    'key data',
    'key material',
    'key pem',
    'master key',
    'private key',
    'preshared key',
    'primary key'
  ],
  ...[
    'secondary key',
    'secret key',
    'server key',
    'shared key',
    'signing key',
    'storage key',
    'subscription key',
    'functions key',
    'sas url',
    'ssh key',
    'tls key'
  ]
];

/** The same names written as one lower-case word, as in `apikey` or `PGPASSWORD`. */
const secretStems =
  /passw(?:or)?d|passphrase|secret|token|credential|apikey|accesskey|accountkey|sharedkey|privatekey|presharedkey|clientkeydata|connectionstring/;

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

/** Whether a name marks a public key, as in `wg-pub-key`, `Public key` or `Pubkey`. */
export function isPublicKeyName(name: string): boolean {
  return /(?:^| )(?:pub ?key|public ?key|peer)$/.test(wordsOf(name).join(' '));
}

/** Whether the name alone marks its value as secret. */
export function isSecretName(name: string): boolean {
  if (isPublicKeyName(name)) return false;
  // File names inside a Secret or a certificate directory: `tls.key`, `ca-private.key`.
  if (/[a-z0-9]\.key$/i.test(name.trim())) return true;
  // `DB_PASS`, but not the prose `tests pass`.
  if (/[\w.](?:[_-]pass|[a-z]Pass|_PASS)$/.test(name)) return true;
  const words = wordsOf(name);
  const joined = words.join(' ');
  if (secretPhrases.some(phrase => joined === phrase || joined.endsWith(` ${phrase}`))) return true;
  const last = words.at(-1);
  if (last === undefined || harmlessEndings.has(last)) return false;
  // iperf3 names the id of a test `cookie`.
  if (/^cookies?$/.test(last)) return words.length > 1;
  return (
    secretLastWords.has(last) ||
    words.some(word => secretStems.test(word)) ||
    secretPhrases.some(phrase => ` ${joined} `.includes(` ${phrase} `))
  );
}

/** Whether a name inside a secret's mapping refers to or describes the secret instead of containing it. */
export function isReferenceName(name: string): boolean {
  return /(?:^| )(?:enabled|kind|names?|namespace|optional|ref|type|api version|default mode)$/.test(
    wordsOf(name).join(' ')
  );
}

/** Whether a name marks a digest, a commit or an identifier: hexadecimal that is meant to be read. */
export function isIdentifierName(name: string): boolean {
  const words = wordsOf(name).join(' ');
  return (
    /(?:^| )(?:checksum|commit|digest|hash|revision|sha\d*)(?: |$)/.test(words) ||
    /(?:^| )(?:id|seed|serial|serial number|uid|uuid|version)$/.test(words)
  );
}

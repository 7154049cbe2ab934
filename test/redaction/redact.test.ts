import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { withEqualMarks } from '../../src/redaction/mark.ts';
import { redactText, redactValue } from '../../src/redaction/redact.ts';

const recordings = new URL('../recordings/results/', import.meta.url);
const marker = /^\[redacted [0-9a-f]{8}\]$/;

const alphabet = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const word = lower + lower.toUpperCase() + digits;
const bytes = (length: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(array => Buffer.from(array));
const base64 = (length: number): fc.Arbitrary<string> => bytes(length).map(buffer => buffer.toString('base64'));
const hex = (length: number): fc.Arbitrary<string> => bytes(length).map(buffer => buffer.toString('hex'));

/** Secrets recognizable by their form, as `[whole text, what must not survive]`. */
const forms: Readonly<Record<string, fc.Arbitrary<readonly [string, string]>>> = {
  'GitHub token': fc
    .tuple(fc.constantFrom('ghp_', 'ghs_', 'gho_', 'ghu_', 'ghr_', 'github_pat_'), alphabet(word, 36, 60))
    .map(([prefix, rest]) => [prefix + rest, rest]),
  JWT: fc
    .tuple(alphabet(word, 10, 60), alphabet(`${word}_-`, 20, 60))
    .map(([claims, signature]) => [`eyJhbGciOiJSUzI1NiJ9.eyJ${claims}.${signature}`, signature]),
  'AWS key id': alphabet(lower.toUpperCase() + digits, 16, 16).map(rest => [`AKIA${rest}`, rest]),
  'PEM key': base64(96).map(body => [`-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`, body]),
  'PEM key cut off': base64(96).map(body => [`-----BEGIN EC PRIVATE KEY-----\n${body}`, body]),
  'PEM in base64': base64(96)
    .map(body => Buffer.from(`-----BEGIN PRIVATE KEY-----\n${body}`).toString('base64'))
    .map(text => [text, text]),
  'WireGuard key': base64(32).map(key => [key, key]),
  'key of 64 bytes': base64(64).map(key => [key, key]),
  'IPsec key': hex(20).map(key => [`3+ rfc4106(gcm(aes)) ${key} 128`, key]),
  'IPsec key of two parts': fc
    .tuple(hex(32), hex(32))
    .map(([auth, cipher]) => [`3 hmac(sha256) ${auth} cbc(aes) ${cipher}`, cipher]),
  'XFRM aead key': hex(20).map(key => [`aead rfc4106(gcm(aes)) 0x${key} 128`, key]),
  'XFRM auth key': hex(16).map(key => [`auth-trunc hmac(sha1) 0x${key} 96`, key]),
  'XFRM enc key': hex(16).map(key => [`enc cbc(aes) 0x${key}`, key]),
  'key with 0x': hex(16).map(key => [`0x${key}`, key]),
  'long hexadecimal key': hex(32)
    .filter(key => /[a-f]/.test(key))
    .map(key => [key, key]),
  'bearer token': alphabet(word, 20, 40).map(token => [`Bearer ${token}`, token]),
  'SAS signature': alphabet(`${word}%`, 30, 44).map(sig => [`https://example.blob/x?sv=2024&sig=${sig}&se=2026`, sig]),
  'connection string': base64(64).map(key => [`AccountName=perf;AccountKey=${key};EndpointSuffix=example`, key]),
  'password in a URL': alphabet(word, 8, 20).map(password => [`https://user:${password}@registry.example/x`, password])
};

/** Names whose values are always secret. */
const names = [
  ...['password', 'adminPassword', 'POSTGRES_PASSWORD', 'PGPASSWORD', 'db-passwd', 'passphrase', 'token', 'apiToken'],
  ...[
    'GITHUB_TOKEN',
    'bearer',
    'authorization',
    'Authorization',
    'clientSecret',
    'client_secret',
    'AZURE_CLIENT_SECRET'
  ],
  ...['privateKey', 'private-key', 'PrivateKey', 'presharedKey', 'client-key-data', 'tls.key', 'ca.key', 'apiKey'],
  ...['API_KEY', 'access_key', 'secretAccessKey', 'accountKey', 'connectionString', 'sasToken', 'encryptionKey', 'auth']
];
const secretName = fc.constantFrom(...names);
/** A password that is not an ordinary word, so that finding it in the output means that it survived. */
const password = alphabet(`${word}!$%^*+.~_-`, 10, 30).filter(text => /^[A-Za-z0-9]/.test(text));

const harmless = fc.oneof(
  fc.constantFrom('quay.io/cilium/cilium:v1.20.2', '10.244.0.0/16', 'kubernetes.io/hostname', 'true', 'vxlan', ''),
  fc.integer(),
  fc.boolean(),
  fc.constant(null)
);
const harmlessName = fc.constantFrom('routingMode', 'image', 'values', 'hubble', 'items', 'extraConfig', 'x');

/** Nests a value deep among harmless ones. */
function nested(planted: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const wrap = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.tuple(harmlessName, inner, harmless).map(([name, value, other]) => ({ other, [name]: value })),
      fc.tuple(harmless, inner, harmless).map(values => [...values])
    );
  return fc.oneof(planted, wrap(planted), wrap(wrap(planted)), wrap(wrap(wrap(planted))));
}

/** The planted text somewhere in a value, with its secret. */
function inside(form: fc.Arbitrary<readonly [unknown, string]>): fc.Arbitrary<readonly [unknown, string]> {
  return form.chain(([planted, secret]) => nested(fc.constant(planted)).map(value => [value, secret] as const));
}

const runs = { numRuns: 60 };

describe('secrets known by their form', () => {
  describe.each(Object.entries(forms))('%s', (_name, form) => {
    test('never survives in text', () => {
      fc.assert(
        fc.property(
          form,
          fc.constantFrom('', 'level=error msg="', 'value: ', '  - ', 'x=', '{"a":"'),
          fc.constantFrom('', '"', '\nnext: line', ' and more'),
          ([text, secret], before, after) => {
            const clean = redactText(before + text + after);
            expect(clean).not.toContain(secret);
            expect(redactText(clean)).toBe(clean);
          }
        ),
        runs
      );
    });

    test('never survives in a value, nor in the YAML and JSON made of it', () => {
      fc.assert(
        fc.property(inside(form), ([value, secret]) => {
          const clean = redactValue(value);
          expect(JSON.stringify(clean)).not.toContain(JSON.stringify(secret).slice(1, -1));
          expect(redactValue(clean)).toEqual(clean);
          expect(redactText(JSON.stringify(value))).not.toContain(JSON.stringify(secret).slice(1, -1));
          expect(redactText(stringify(value, { lineWidth: 0 }))).not.toContain(secret);
        }),
        runs
      );
    });
  });
});

describe('secrets known by their name', () => {
  test('never survive in a value', () => {
    const planted = fc
      .tuple(secretName, password, harmlessName)
      .chain(([name, secret, inner]) =>
        fc
          .constantFrom<unknown>(
            { [name]: secret },
            { [name]: [secret, { [inner]: secret }] },
            { [name]: { [inner]: { value: secret } } },
            { env: [{ name, value: secret }] },
            { args: ['--verbose', `--${name}`, secret] }
          )
          .map(value => [value, secret] as const)
      );
    fc.assert(
      fc.property(inside(planted), ([value, secret]) => {
        const clean = redactValue(value);
        expect(JSON.stringify(clean)).not.toContain(secret);
        expect(redactValue(clean)).toEqual(clean);
        const text = redactText(JSON.stringify(value, null, 2));
        expect(text).not.toContain(secret);
        expect(redactText(text)).toBe(text);
      }),
      { numRuns: 200 }
    );
  });

  test('never survive in text of any form', () => {
    const shapes: readonly ((name: string, secret: string) => string)[] = [
      (name, secret) => `${name}: ${secret}`,
      (name, secret) => `a:\n  - ${name}: "${secret}" # why\n    b: 1\nc: 2`,
      (name, secret) => `${name}: correct horse ${secret} staple\nnext: 1`,
      (name, secret) => `${name}: |\n  first\n  ${secret}\nnext: 1`,
      (name, secret) => `${name}:\n  x: ${secret}\n  y:\n    - ${secret}\nnext: 1`,
      (name, secret) => `${name}:\n- ${secret}\n- ${secret}\nnext: 1`,
      (name, secret) => `env:\n- name: ${name}\n  value: ${secret}\n- name: x\n  value: y`,
      (name, secret) => `export ${name}=${secret}`,
      (name, secret) => `[Interface]\n${name} = ${secret}\n`,
      (name, secret) => `level=info msg="  --${name}='${secret}'" subsys=daemon`,
      (name, secret) => `helm upgrade --${name} ${secret} --wait`,
      (name, secret) => `cannot send "{\\"a\\":1,\\"${name}\\":\\"${secret}\\"}"`,
      (name, secret) => `cut off: {"${name}": "x\\"${secret}", "b": `,
      (name, secret) => `cut off: {"${name}": {"b": ["${secret}"]}, "c": `,
      (name, secret) => `{"${name}": "${secret}", "${name}": ""}`
    ];
    fc.assert(
      fc.property(fc.constantFrom(...shapes), secretName, password, (shape, name, secret) => {
        const clean = redactText(shape(name, secret));
        expect(clean).not.toContain(secret);
        expect(redactText(clean)).toBe(clean);
      }),
      { numRuns: 600 }
    );
  });

  test('are replaced by marks that tell different ones apart, and that no guess can be checked against', () => {
    const { password, token } = redactValue({ password: 'hunter2', token: 4711 });
    expect([password, token]).toEqual([expect.stringMatching(marker), expect.stringMatching(marker)]);
    expect(password).not.toBe(token);
    expect(redactText('password: hunter2')).toBe(`password: ${String(password)}`);
    expect(password).not.toContain(createHash('sha256').update('hunter2').digest('hex').slice(0, 8));
    expect(withEqualMarks(`${String(password)} ${String(token)}`)).toBe('[redacted] [redacted]');
  });
});

describe('Kubernetes Secrets', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'keys' },
    data: { name: 'c2VjcmV0MQ==' },
    stringData: { keys: 'secret2' }
  };

  test('lose their data and keep their names', () => {
    const clean = redactValue({ items: [secret] }) as { items: [typeof secret] };
    expect(clean.items[0].metadata).toEqual({ name: 'keys' });
    expect(clean.items[0].data.name).toMatch(marker);
    expect(clean.items[0].stringData.keys).toMatch(marker);
  });

  test.each([
    ['YAML', stringify(secret)],
    ['a list in YAML', stringify({ items: [secret] })],
    ['JSON', JSON.stringify(secret)],
    ['JSON inside of text', `applied ${JSON.stringify(secret, null, 2)} at last`],
    [
      'an annotation',
      JSON.stringify({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret) } })
    ]
  ])('lose their data in %s', (_form, text) => {
    const clean = redactText(text);
    expect(clean).not.toMatch(/c2VjcmV0MQ|secret2/);
    expect(clean).toContain('keys');
    expect(redactText(clean)).toBe(clean);
  });
});

describe('harmless text', () => {
  test.each(readdirSync(recordings).filter(name => name !== 'ip-xfrm-state.txt'))(
    'leaves the recording %s as it is',
    name => {
      const text = readFileSync(new URL(name, recordings), 'utf8');
      expect(redactText(text)).toBe(text);
    }
  );

  test('redacts only the key in XFRM states', () => {
    const text = readFileSync(new URL('ip-xfrm-state.txt', recordings), 'utf8');
    expect(redactText(text).replace(/\[redacted [0-9a-f]{8}\]/g, `0x${'0'.repeat(40)}`)).toBe(text);
    expect(redactText(text)).not.toBe(text);
  });

  const digest = 'a1b2c3d4'.repeat(8);
  const publicKey = 'gUI38NxABhSrDJ0kQtJCGEitolmkumNc7eh+PKXUBmM=';
  test.each([
    `image: quay.io/cilium/cilium@sha256:${digest}`,
    `imageID: sha256:${digest}`,
    `containerID: containerd://${digest}`,
    `checksum/config: ${digest}`,
    'commit: 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'uid: d222745b-e745-4c4f-935a-5b9ddfcef862',
    'clusterPoolIPv4PodCIDRList: ["100.64.0.0/10"]',
    `network.cilium.io/wg-pub-key: ${publicKey}`,
    `cilium_wg0 (Pubkey: ${publicKey}, Port: 51871, Peers: 1)`,
    `Public key: ${publicKey}`,
    `PublicKey = ${publicKey}`,
    'secretName: cilium-ipsec-keys',
    'ipsec-key-file: /etc/ipsec/keys',
    'mesh-auth-queue-size: "1024"',
    'automountServiceAccountToken: true',
    'kubernetes.io/service-account.uid: 0b0c1f00-1f9e-4a3c-9d6c-1ee0a7f6f2ce',
    'MountVolume.SetUp failed for volume "cilium-ipsec-secrets" : secret "cilium-ipsec-keys" not found',
    'Max Seq. Number: 0x1ba8/0xffffffffffffffff',
    'private key: (hidden)'
  ])('leaves %s', text => {
    expect(redactText(text)).toBe(text);
  });

  test('leaves identifiers in values', () => {
    const value = {
      source: { sha: '4b825dc642cb6eb9a060e54bf8d69288fbee4904' },
      agentImageId: `quay.io/cilium/cilium@sha256:${digest}`,
      plan: { seed: digest },
      podAnnotations: { 'checksum/config': digest },
      'public-key': publicKey,
      tls: { secretName: 'x', enabled: true },
      imagePullSecrets: [{ name: 'pull' }],
      encryption: { key: 3, nodeEncryption: false },
      figures: [7.61e9, 0.1]
    };
    expect(redactValue(value)).toEqual(value);
  });

  test('redacts a private key next to a public one', () => {
    const other = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=';
    const clean = redactText(`public key: ${publicKey}\nprivate key: ${other}\n${other}`);
    expect(clean).toContain(publicKey);
    expect(clean).not.toContain(other);
  });

  test('keeps numbers, names and short texts', () => {
    fc.assert(
      fc.property(nested(harmless), value => {
        expect(redactValue(value)).toEqual(value);
        const text = JSON.stringify(value);
        expect(redactText(text)).toBe(text);
      }),
      { numRuns: 300 }
    );
  });

  test('does not modify its argument or any prototype', () => {
    const value = Object.freeze(JSON.parse('{"__proto__":{"password":"hunter2"},"constructor":"x"}') as object);
    const clean = redactValue(value) as object;
    expect(JSON.stringify(value)).toContain('hunter2');
    expect(JSON.stringify(clean)).not.toContain('hunter2');
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
  });
});

describe('a hostile text', () => {
  const withoutHashes = (text: string): string => text.replace(/\[redacted [0-9a-f]{8}\]/g, '[redacted]');
  // Each would take minutes or hours in time that grows with the square of the length; a lint rule finds such patterns.
  test.each([
    ['commas', 'password=', ',', 'x'],
    ['blanks', 'password: "', ' ', 'x"'],
    ['blanks before a value', 'password: ', ' ', 'x']
  ])('is redacted to its end despite all its %s', (_what, start, filler, end) => {
    const clean = withoutHashes(redactText(start + filler.repeat(500_000) + end));
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain('x');
  });

  // If each of them scanned the rest of the text, this would take hours.
  test.each([
    ['beginnings of tokens', 'eyJ-', 'eyJ-'],
    ['beginnings of PEM', '-----BEGIN A-----', '[redacted]'],
    ['brackets that nothing closes', 'password={\n', 'password={\n']
  ])('is processed to its end despite all its %s', (_what, beginning, expected) => {
    const clean = redactText(beginning.repeat(Math.ceil(2_000_000 / beginning.length)));
    expect(withoutHashes(clean.slice(0, 200)).startsWith(expected)).toBe(true);
    expect(withoutHashes(clean.slice(-200)).endsWith(expected)).toBe(true);
  });

  test.each([
    ['a token within a word', 'session-eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', 'session-[redacted]'],
    ['a token behind what only looks like one', 'eyJ-eyJhbGciOi.eyJzdWIi.c2ln!', '[redacted]!'],
    ['a token whose first part is none', 'a.eyJhbGciOi.eyJzdWIi', 'a.[redacted]'],
    ['no token without its second part', 'eyJhbGciOiJIUzI1', 'eyJhbGciOiJIUzI1'],
    ['a key that another one cuts off', '-----BEGIN A-----\nxyz: 1\n-----BEGIN A-----\nYWJj', '[redacted][redacted]'],
    ['all of an object', 'password={"a":[1,{"b":2}]} rest', 'password=[redacted] rest'],
    ['a line of an object that does not end', 'password={"a":\n[1,2] rest', 'password=[redacted]\n[1,2] rest']
  ])('loses %s', (_what, text, expected) => {
    expect(withoutHashes(redactText(text))).toBe(expected);
  });
});

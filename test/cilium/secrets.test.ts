import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureSecrets, ipsecKey, secretsFor } from '../../src/cilium/secrets.ts';
import { ztunnelCertificates } from '../../src/cilium/ztunnel.ts';
import { runLabels } from '../../src/model/run-id.ts';
import { ipsecKeyAlgorithms, encryptionModes } from '../../src/model/scenario.ts';
import { modes } from '../scenario/modes.ts';

describe('an IPsec key', () => {
  test.each([
    ['rfc4106-gcm-aes', /^3\+ rfc4106\(gcm\(aes\)\) [0-9a-f]{40} 128$/],
    ['cbc-aes-sha256', /^3\+ hmac\(sha256\) [0-9a-f]{32} cbc\(aes\) [0-9a-f]{32}$/],
    ['cbc-aes-sha512', /^3\+ hmac\(sha512\) [0-9a-f]{64} cbc\(aes\) [0-9a-f]{32}$/]
  ] as const)('of %s is written as cilium-cli writes it, with the +', (algorithm, form) => {
    expect(ipsecKey(algorithm)).toMatch(form);
  });

  test.each(ipsecKeyAlgorithms)('for %s differs each time in all its random parts', algorithm => {
    const [first, second] = [ipsecKey(algorithm), ipsecKey(algorithm)].map(key => key.match(/[0-9a-f]{32,}/g) ?? []);
    expect(first?.length).toBe(algorithm === 'rfc4106-gcm-aes' ? 1 : 2);
    expect(new Set([...(first ?? []), ...(second ?? [])]).size).toBe(2 * (first?.length ?? 0));
  });
});

describe('the Secrets of a mode', () => {
  test.each(encryptionModes)('%s', async encryption => {
    const secrets = secretsFor(encryption, modes());
    const entries = await Promise.all(
      secrets.map(async ({ name, stringData }) => [name, Object.keys(await stringData()).toSorted()])
    );
    const wanted = {
      none: [],
      wireguard: [],
      ipsec: [['cilium-ipsec-keys', ['keys']]],
      ztunnel: [
        ['cilium-ztunnel-secrets', ['bootstrap-private.key', 'bootstrap-root.crt', 'ca-private.key', 'ca-root.crt']]
      ]
    };
    expect(entries).toEqual(wanted[encryption]);
  });

  test('have a key for the chosen algorithm', async () => {
    const [secret] = secretsFor('ipsec', modes({ ipsecKeyAlgorithm: 'cbc-aes-sha512' }));
    expect((await secret?.stringData())?.['keys']).toContain('hmac(sha512)');
  });

  test('have all four entries with SPIRE, too', async () => {
    const [secret] = secretsFor('ztunnel', modes({ ztunnelCa: 'spire' }));
    expect(Object.keys((await secret?.stringData()) ?? {})).toHaveLength(4);
  });
});

const labels = runLabels('cpg-00000001');

describe('a missing Secret', () => {
  function cluster(existing: readonly string[]) {
    const log: string[] = [];
    const created = new Map<string, Readonly<Record<string, string>>>();
    const store = {
      secret: (namespace: string, name: string) =>
        Promise.resolve(existing.includes(`${namespace}/${name}`) ? { uid: 'u', labels: {} } : undefined),
      createSecret: (namespace: string, name: string, stringData: Readonly<Record<string, string>>) => {
        log.push(`create ${namespace}/${name}`);
        created.set(name, stringData);
        return Promise.resolve();
      }
    };
    const remember = (name: string): Promise<void> => {
      log.push(`remember ${name}`);
      return Promise.resolve();
    };
    return { log, created, store, remember };
  }

  test('is saved for deletion, then created', async () => {
    const { log, created, store, remember } = cluster(['default/cilium-ipsec-keys']);
    await ensureSecrets(store, 'cilium', 'ipsec', modes(), labels, remember);
    expect(log).toEqual(['remember cilium-ipsec-keys', 'create cilium/cilium-ipsec-keys']);
    expect(created.get('cilium-ipsec-keys')?.['keys']).toMatch(/^3\+ rfc4106/);
  });

  test.each([
    ['ipsec', 'cilium-ipsec-keys'],
    ['ztunnel', 'cilium-ztunnel-secrets']
  ] as const)('is not made where it exists: %s', async (encryption, name) => {
    const { log, store, remember } = cluster([`kube-system/${name}`]);
    await ensureSecrets(store, 'kube-system', encryption, modes(), labels, remember);
    expect(log).toEqual([]);
  });

  test('is not created if it could not be saved', async () => {
    const { log, store } = cluster([]);
    const full = (): Promise<void> => Promise.reject(new Error('disk full'));
    await expect(ensureSecrets(store, 'kube-system', 'ipsec', modes(), labels, full)).rejects.toThrow('disk full');
    expect(log).toEqual([]);
  });
});

const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' });

// Without openssl these fail, by name: what the agent reads is only known when another program has read it.
describe('the certificates of ztunnel, read by openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ztunnel-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const path = (name: string): string => join(folder, name);
  const read = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    return status === 0 ? stdout : `openssl ${args.join(' ')} failed: ${stderr}`;
  };
  const extension = (certificate: string, name: string): string =>
    read('x509', '-in', path(certificate), '-noout', '-ext', name)
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .join(' | ')
      .replace('X509v3 ', '');

  let entries: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    entries = await ztunnelCertificates();
    for (const [name, text] of Object.entries(entries)) writeFileSync(path(name), text, { mode: 0o600 });
  });

  test('openssl is on this machine', () => {
    expect(openssl.stdout).toMatch(/^OpenSSL (1\.1\.1|[3-9])/);
  });

  test.each(['bootstrap', 'ca'])('%s-private.key is an RSA key of 2048 bits as PKCS#8', name => {
    const key = `${name}-private.key`;
    expect(entries[key]).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\s\S]+\n-----END PRIVATE KEY-----\n$/);
    expect(read('pkey', '-in', path(key), '-noout', '-text')).toMatch(/Private-Key: \(2048 bit/);
    expect(read('rsa', '-in', path(key), '-noout', '-check')).toContain('RSA key ok');
  });

  test.each(['bootstrap', 'ca'])('%s-root.crt belongs to its key, and is signed by it with SHA-256', name => {
    const certificate = path(`${name}-root.crt`);
    expect(entries[`${name}-root.crt`]).toMatch(/^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n$/);
    expect(read('x509', '-in', certificate, '-noout', '-pubkey')).toBe(
      read('pkey', '-in', path(`${name}-private.key`), '-pubout')
    );
    expect(read('verify', '-check_ss_sig', '-CAfile', certificate, certificate)).toBe(`${certificate}: OK\n`);
    expect(read('x509', '-in', certificate, '-noout', '-text')).toContain(
      'Signature Algorithm: sha256WithRSAEncryption'
    );
  });

  test.each(['bootstrap', 'ca'])('%s-root.crt is of O=cluster.local, for 3650 days from now', name => {
    const certificate = path(`${name}-root.crt`);
    expect(read('x509', '-in', certificate, '-noout', '-subject', '-issuer', '-nameopt', 'RFC2253')).toBe(
      'subject=O=cluster.local\nissuer=O=cluster.local\n'
    );
    const dates = read('x509', '-in', certificate, '-noout', '-dates').split('\n');
    const [from = 0, to = 0] = dates.map(line => Date.parse(line.split('=')[1] ?? ''));
    expect((to - from) / 86_400_000).toBe(3650);
    expect(from).toBeLessThan(Date.now());
    expect(from).toBeGreaterThan(Date.now() - 2 * 3_600_000);
  });

  test.each(['bootstrap', 'ca'])('%s-root.crt names its key, and its issuer by the same id', name => {
    const id = /([0-9A-F]{2}:){19}[0-9A-F]{2}/;
    const own = id.exec(extension(`${name}-root.crt`, 'subjectKeyIdentifier'))?.[0];
    expect(own).toBeDefined();
    expect(id.exec(extension(`${name}-root.crt`, 'authorityKeyIdentifier'))?.[0]).toBe(own);
  });

  test.each([
    ['bootstrap', 'basicConstraints', 'Basic Constraints: | CA:FALSE'],
    ['bootstrap', 'keyUsage', 'Key Usage: | Digital Signature, Key Encipherment'],
    [
      'bootstrap',
      'extendedKeyUsage',
      'Extended Key Usage: | TLS Web Server Authentication, TLS Web Client Authentication'
    ],
    ['bootstrap', 'subjectAltName', 'Subject Alternative Name: | DNS:localhost'],
    ['ca', 'basicConstraints', 'Basic Constraints: critical | CA:TRUE'],
    ['ca', 'keyUsage', 'Key Usage: critical | Digital Signature, Certificate Sign, CRL Sign']
  ])('%s-root.crt: %s', (name, which, text) => {
    expect(extension(`${name}-root.crt`, which)).toBe(text);
  });

  test('ca-root.crt has no other name and no other usage', () => {
    const text = read('x509', '-in', path('ca-root.crt'), '-noout', '-text');
    expect([...text.matchAll(/X509v3 ([A-Z][A-Za-z ]+):/g)].map(match => match[1]).toSorted()).toEqual([
      'Authority Key Identifier',
      'Basic Constraints',
      'Key Usage',
      'Subject Key Identifier'
    ]);
  });

  test('the two pairs, and those of another call, are different', async () => {
    const other = await ztunnelCertificates();
    const keys = [entries, other].flatMap(each => [each['bootstrap-private.key'], each['ca-private.key']]);
    expect(new Set(keys).size).toBe(4);
  });
});

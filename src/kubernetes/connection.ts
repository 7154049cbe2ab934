import { KubeConfig, type User } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import { contains } from '../lib/addresses.ts';
import { rememberSecrets } from '../redaction/known.ts';
import type { Kubeconfig } from './kubeconfig.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an API server, from the environment. Same rules as kubectl and helm (Go's
 * golang.org/x/net/http/httpproxy): HTTPS_PROXY, or HTTP_PROXY for an `http:` server, unless NO_PROXY excludes the
 * server. proxy-from-env does not support the address ranges that NO_PROXY usually contains.
 */
export function proxyFor(server: string, environment: Environment): string | undefined {
  const url = new URL(server);
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = variable(environment, name);
  if (proxy === '' || isDirect(url, variable(environment, 'NO_PROXY'))) return undefined;
  const whole = proxy.includes('://') ? proxy : `http://${proxy}`;
  // The address may carry a password, so the message does not repeat it.
  if (!URL.canParse(whole)) throw new InputError(`${name}: must be a URL, such as http://proxy.example:3128`);
  return whole;
}

function variable(environment: Environment, name: string): string {
  return [environment[name], environment[name.toLowerCase()]].find(value => value !== undefined && value !== '') ?? '';
}

function isDirect(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (host === 'localhost' || contains('127.0.0.0/8', host) === true || contains('::1', host) === true) return true;
  return noProxy
    .toLowerCase()
    .split(',')
    .some(entry => matches(entry.trim(), host, port));
}

/**
 * Whether an entry of NO_PROXY matches a host. An entry is `*`, a range, or an address or domain with an optional
 * port.
 */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, bracketed, plain, onlyPort] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(entry) ?? [];
  const name = bracketed ?? plain ?? entry;
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
  const within = contains(name, host);
  if (within !== undefined) return within;
  // `.example.com` and `*.example.com` match subdomains only; `example.com` also matches itself.
  const domain = name.replace(/^\*(?=\.)/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

/** More than any tool prints; protects the memory against a pod that prints without end. */
export const outputLimitBytes = 16 * 1024 * 1024;

/**
 * Load balancers in front of API servers drop connections that are idle for minutes, and tools print nothing under
 * -J.
 */
export const pingMilliseconds = 10_000;

const tokenFileSchema = z.object({ name: z.literal('token-file'), config: z.object({ path: z.string() }) });

/**
 * client-node's token file reader keeps the trailing newline, which is invalid in a header, and rereads only once a
 * minute.
 */
const tokenFiles: Parameters<KubeConfig['addAuthenticator']>[0] = {
  isAuthProvider: user => tokenFileOf(user) !== undefined,
  async applyAuthentication(user, options) {
    const token = await readFile(tokenFileOf(user) ?? '', 'utf8');
    rememberSecrets([token]);
    options.headers = { ...options.headers, Authorization: `Bearer ${token.trim()}` };
  }
};

/** What in a kubeconfig's user must not be printed. */
function credentialsOf(user: Readonly<Record<string, unknown>>): readonly string[] {
  const key: unknown = user['client-key-data'];
  const pem = typeof key === 'string' ? [Buffer.from(key, 'base64').toString('utf8')] : [];
  return [...[user['token'], user['password'], key].filter(value => typeof value === 'string'), ...pem];
}

function tokenFileOf(user: User): string | undefined {
  const provider: unknown = user.authProvider;
  return tokenFileSchema.safeParse(provider).data?.config.path;
}

/**
 * Configures client-node for a kubeconfig's selected context, adding `tokenFile` and proxy variables, which it does
 * not support. An `http:` server is accepted because only the user can have configured it, for example for kubectl
 * proxy.
 */
export function createConnection(
  { clusters, users, ...rest }: Kubeconfig,
  environment: Host['environment']
): KubeConfig {
  for (const { user } of users) rememberSecrets(credentialsOf(user));
  const config = new KubeConfig();
  config.addAuthenticator(tokenFiles);
  const document = {
    ...rest,
    clusters: clusters.map(({ name, cluster }) => {
      const own = cluster['proxy-url'] ?? '';
      const proxy = own === '' ? proxyFor(cluster.server, environment) : own;
      return {
        name,
        cluster: {
          ...cluster,
          ...defined({ 'proxy-url': proxy }),
          ...(cluster.server.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : {})
        }
      };
    }),
    users: users.map(({ name, user: { tokenFile, ...user } }) => ({
      name,
      user:
        tokenFile === undefined
          ? user
          : { ...user, token: undefined, 'auth-provider': { name: 'token-file', config: { path: tokenFile } } }
    }))
  };
  config.loadFromString(JSON.stringify(document));
  return config;
}

import { readFile } from 'node:fs/promises';
import { KubeConfig, type User } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Host } from '../host/ports.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { proxyFor } from './proxy.ts';

/** More than any tool of the suite prints; a pod that prints more is cut off instead of filling the memory. */
export const outputLimitBytes = 16 * 1024 * 1024;

/** Load balancers in front of an API server drop connections that are silent for minutes; a tool under -J is silent. */
export const pingMilliseconds = 10_000;

const tokenFileSchema = z.object({ name: z.literal('token-file'), config: z.object({ path: z.string() }) });

/** client-node's own reader of token files keeps the end of the line, which is no header, and looks once a minute. */
const tokenFiles: Parameters<KubeConfig['addAuthenticator']>[0] = {
  isAuthProvider: user => tokenFileOf(user) !== undefined,
  async applyAuthentication(user, options) {
    const token = await readFile(tokenFileOf(user) ?? '', 'utf8');
    options.headers = { ...options.headers, Authorization: `Bearer ${token.trim()}` };
  }
};

function tokenFileOf(user: User): string | undefined {
  const provider: unknown = user.authProvider;
  return tokenFileSchema.safeParse(provider).data?.config.path;
}

/**
 * The selected context of a kubeconfig for client-node, which knows neither `tokenFile` nor the variables of a proxy. An
 * `http:` server is one that the user wrote so, as for kubectl proxy.
 */
export function createConnection(
  { clusters, users, ...rest }: Kubeconfig,
  environment: Host['environment']
): KubeConfig {
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
          ...(proxy === undefined ? {} : { 'proxy-url': proxy }),
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

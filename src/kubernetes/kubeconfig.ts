import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, errorMessage } from '../model/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Context name of a run inside a pod of the cluster. */
export const inClusterContext = 'in-cluster';
/** Folder of a pod's service account token and certificate. */
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

const filePath = z.string().optional();
const list = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform(entries => entries ?? []);
const clusterSchema = z.looseObject({
  server: z.string(),
  'certificate-authority': filePath,
  'proxy-url': z.string().optional()
});
const userSchema = z.looseObject({
  'client-certificate': filePath,
  'client-key': filePath,
  tokenFile: filePath,
  exec: z.looseObject({ command: z.string() }).nullish()
});
const contextSchema = z.looseObject({ cluster: z.string(), user: z.string().optional() });
const schema = z.looseObject({
  clusters: list(z.looseObject({ name: z.string(), cluster: clusterSchema })),
  users: list(z.looseObject({ name: z.string(), user: userSchema.nullish().transform(user => user ?? {}) })),
  contexts: list(z.looseObject({ name: z.string(), context: contextSchema })),
  'current-context': z.string().nullish()
});
/** Content of a kubeconfig file, with absolute paths. */
export type Kubeconfig = z.infer<typeof schema>;

/**
 * The kubeconfig that kubectl would use: the file at `path`; else the files in KUBECONFIG (missing files are ignored,
 * the first of duplicate entries wins); else ~/.kube/config; else the service account of this pod. Throws an
 * InputError if there is none or one cannot be read.
 */
export function readKubeconfig(path: string | undefined, environment: Environment): Kubeconfig {
  if (path !== undefined) return readFile(path);
  const listed = (environment['KUBECONFIG'] ?? '').split(delimiter).filter(file => file !== '');
  const candidates = listed.length > 0 ? listed : [join(environment['HOME'] ?? homedir(), '.kube', 'config')];
  const files = candidates.filter(file => existsSync(file));
  if (files.length > 0) return merge(files.map(readFile));
  const own = inCluster(environment);
  if (own !== undefined) return own;
  throw new InputError(
    `kubeconfig: missing; ${candidates.join(' and ')} (${listed.length > 0 ? 'from KUBECONFIG' : 'the default'}) not found; write the path of a kubeconfig`
  );
}

/** A kubeconfig for this pod's service account; `undefined` outside of a cluster. */
export function inCluster(environment: Environment, folder = serviceAccountFolder): Kubeconfig | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  const tokenFile = join(folder, 'token');
  if (host === undefined || port === undefined || !existsSync(tokenFile)) return undefined;
  const name = inClusterContext;
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    clusters: [{ name, cluster: { server, 'certificate-authority': join(folder, 'ca.crt') } }],
    users: [{ name, user: { tokenFile } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name
  };
}

/**
 * Reduces a kubeconfig to one context with its cluster and user. Throws an InputError that lists the contexts if the
 * requested or current one does not exist.
 */
export function selectContext(config: Kubeconfig, wanted: string | undefined): Kubeconfig {
  const has = `it has: ${config.contexts.map(({ name }) => name).join(', ') || 'none'}`;
  const name = wanted ?? config['current-context'] ?? '';
  if (name === '') {
    throw new InputError(`context: missing; the kubeconfig has no current context; write one; ${has}`);
  }
  const found = config.contexts.find(context => context.name === name);
  if (found === undefined) {
    throw new InputError(
      `context: the kubeconfig has no context "${name}"${wanted === undefined ? ', its current context' : ''}; ${has}`
    );
  }
  const { cluster: clusterName, user: userName = '' } = found.context;
  const cluster = config.clusters.find(each => each.name === clusterName);
  const user = userName === '' ? { name: 'none', user: {} } : config.users.find(each => each.name === userName);
  if (cluster === undefined || user === undefined) {
    const missing = cluster === undefined ? `cluster "${clusterName}"` : `user "${userName}"`;
    throw new InputError(`context: "${name}" refers to the ${missing}, which the kubeconfig does not define`);
  }
  if (!URL.canParse(cluster.cluster.server)) {
    throw new InputError(`context: the server of "${name}" must be a URL, not "${cluster.cluster.server}"`);
  }
  return {
    clusters: [cluster],
    users: [user],
    contexts: [{ name, context: { ...found.context, user: user.name } }],
    'current-context': name
  };
}

function readFile(file: string): Kubeconfig {
  let document: unknown;
  try {
    document = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`kubeconfig: cannot read ${file}: ${errorMessage(error)}`);
  }
  // kubectl treats an empty file as an empty kubeconfig.
  const parsed = schema.safeParse(document ?? {});
  if (!parsed.success)
    throw new InputError(`kubeconfig: ${file} is not a valid kubeconfig: ${z.prettifyError(parsed.error)}`);
  return withAbsolutePaths(parsed.data, dirname(resolve(file)));
}

/** Paths in a kubeconfig are relative to its folder. */
function withAbsolutePaths(config: Kubeconfig, folder: string): Kubeconfig {
  const absolute = <Key extends string>(body: Readonly<Record<string, unknown>>, keys: readonly Key[]) =>
    Object.fromEntries(
      keys.flatMap(key => {
        const value = body[key];
        return typeof value === 'string' && value !== '' ? [[key, resolve(folder, value)]] : [];
      })
    ) as Partial<Record<Key, string>>;
  return {
    ...config,
    clusters: config.clusters.map(({ name, cluster }) => ({
      name,
      cluster: { ...cluster, ...absolute(cluster, ['certificate-authority']) }
    })),
    users: config.users.map(({ name, user }) => ({
      name,
      user: {
        ...user,
        ...absolute(user, ['client-certificate', 'client-key', 'tokenFile']),
        ...(user.exec === undefined || user.exec === null
          ? {}
          : { exec: { ...user.exec, command: absoluteCommand(user.exec.command, folder) } })
      }
    }))
  };
}

/** A bare name is searched for on the PATH. */
function absoluteCommand(command: string, folder: string): string {
  const isPath = command.includes('/') || command.includes(sep);
  return isPath && !isAbsolute(command) ? resolve(folder, command) : command;
}

function merge(configs: readonly Kubeconfig[]): Kubeconfig {
  const firsts = <Entry extends { readonly name: string }>(lists: readonly (readonly Entry[])[]): Entry[] =>
    [
      ...new Map(
        lists
          .flat()
          .toReversed()
          .map(entry => [entry.name, entry])
      ).values()
    ].toReversed();
  return {
    clusters: firsts(configs.map(({ clusters }) => clusters)),
    users: firsts(configs.map(({ users }) => users)),
    contexts: firsts(configs.map(({ contexts }) => contexts)),
    'current-context': configs.map(config => config['current-context']).find(name => (name ?? '') !== '')
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, errorMessage } from '../model/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Name of the context of a run that is itself in a pod of the cluster. */
export const inClusterContext = 'in-cluster';
/** Where a pod has the token and the certificate of its service account. */
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
/** A kubeconfig in the form of its file, with absolute paths. */
export type Kubeconfig = z.infer<typeof schema>;

/**
 * The kubeconfig that kubectl would use: the file of `path`; else the files of KUBECONFIG, of which those that are missing are
 * left out and the first of two entries of a name holds; else ~/.kube/config; else the service account of the pod that
 * the program runs in. Throws an InputError when there is none, or one cannot be read.
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
    `kubeconfig: missing; there is no ${candidates.join(' and no ')}, which ${listed.length > 0 ? 'KUBECONFIG names' : 'is the default'}; write the path of a kubeconfig`
  );
}

/** The kubeconfig of the service account of this pod, or `undefined` outside of a cluster. */
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
 * The kubeconfig with one context, its cluster and its user, current. Throws an InputError that lists the contexts when the
 * one that is asked for, or the current one, is not there.
 */
export function selectContext(config: Kubeconfig, wanted: string | undefined): Kubeconfig {
  const has = `it has: ${config.contexts.map(({ name }) => name).join(', ') || 'none'}`;
  const name = wanted ?? config['current-context'] ?? '';
  if (name === '') {
    throw new InputError(`context: missing; the kubeconfig has no current context, so write one; ${has}`);
  }
  const found = config.contexts.find(context => context.name === name);
  if (found === undefined) {
    throw new InputError(
      `context: the kubeconfig has no context "${name}"${wanted === undefined ? ', which it names as its current one' : ''}; ${has}`
    );
  }
  const { cluster: clusterName, user: userName = '' } = found.context;
  const cluster = config.clusters.find(each => each.name === clusterName);
  const user = userName === '' ? { name: 'none', user: {} } : config.users.find(each => each.name === userName);
  if (cluster === undefined || user === undefined) {
    const missing = cluster === undefined ? `cluster "${clusterName}"` : `user "${userName}"`;
    throw new InputError(`context: "${name}" names the ${missing}, which the kubeconfig does not have`);
  }
  if (!URL.canParse(cluster.cluster.server)) {
    throw new InputError(`context: the server of "${name}" is no address: "${cluster.cluster.server}"`);
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
  // kubectl takes an empty file for an empty kubeconfig.
  const parsed = schema.safeParse(document ?? {});
  if (!parsed.success) throw new InputError(`kubeconfig: ${file} is not one: ${z.prettifyError(parsed.error)}`);
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

/** A bare name is looked for on the PATH. */
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

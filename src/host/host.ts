import { existsSync, statSync } from 'node:fs';
import { appendFile, glob, lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, homedir, hostname } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { canceledBy, InputError } from '../model/errors.ts';
import type { Host, Files, State, Clock, Outputs } from './ports.ts';
import { createProcesses, listenForSignals } from './processes.ts';

/**
 * Requests a workflow job's OIDC token; `undefined` without `id-token: write` and outside of a workflow. Masks the
 * token in the log.
 */
export function createIdToken(environment: Host['environment']): Host['idToken'] {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url === undefined || url === '' || token === undefined || token === '') return undefined;
  return async audience => (await import('@actions/core')).getIDToken(audience);
}

/** The machine's file system. */
export function createFiles(): Files {
  const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return {
    exists: existsSync,
    isFolder,
    realPath: path => realpath(path),
    read: path => readFile(path, 'utf8'),
    readBytes: path => readFile(path),
    async write(path, content, mode = 0o644) {
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      await writeFile(temporary, content, { mode });
      await rename(temporary, path);
    },
    async append(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text);
    },
    remove: path => rm(path, { force: true, recursive: true }),
    async find(pattern, folder = '.') {
      const found: string[] = [];
      for await (const path of glob(pattern, { cwd: folder })) {
        if (!isFolder(resolve(folder, path))) found.push(path);
      }
      return found.sort();
    },
    async list(folder) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter(entry => entry.isFile());
      return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
    }
  };
}

/**
 * State in one folder, with one file per run. Readable only by its owner, because it may name clusters and contain
 * Helm values. On a runner, the folder is in the job's temporary folder; on the command line, in the user's state
 * folder.
 */
export function createState(files: Files, folder: string): State {
  const path = (id: string): string => join(folder, `${id}.json`);
  const readOwn = async (name: string): Promise<string> => {
    await refuseOthersFile(join(folder, name));
    return files.read(join(folder, name));
  };
  return {
    folder,
    save: (id, content) => files.write(path(id), content, 0o600),
    async all() {
      const names = await files.find('*.json', folder);
      return Promise.all(
        names.map(async name => ({ id: name.slice(0, -'.json'.length), content: await readOwn(name) }))
      );
    },
    forget: id => files.remove(path(id))
  };
}

/** An entry decides what is deleted, with which kubeconfig, and so what is executed: only this user may have written it. */
async function refuseOthersFile(path: string): Promise<void> {
  const found = await lstat(path);
  const others = 0o022;
  const own = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & others) === 0);
  if (!found.isFile() || !own) {
    throw new InputError(
      `${path} was not written by a run of this user, or others can change it; look at it, then remove it`
    );
  }
}

/** The machine's clock. */
function createClock(stop: AbortSignal): Clock {
  return {
    now: () => new Date(),
    seconds: () => performance.now() / 1000,
    timeScale: 1,
    sleep: seconds =>
      new Promise((resolve, reject) => {
        const canceled = (): void => {
          clearTimeout(timer);
          reject(canceledBy(stop));
        };
        if (stop.aborted) {
          reject(canceledBy(stop));
          return;
        }
        const timer = setTimeout(() => {
          stop.removeEventListener('abort', canceled);
          resolve();
        }, seconds * 1000);
        stop.addEventListener('abort', canceled, { once: true });
      })
  };
}

/** This machine, with the given outputs. */
export function createHost(outputs: Outputs): Host {
  const stop = listenForSignals();
  const files = createFiles();
  return {
    processes: createProcesses(stop),
    files,
    state: createState(files, stateFolder(process.env)),
    outputs,
    clock: createClock(stop),
    idToken: createIdToken(process.env),
    stop,
    hostName: hostname(),
    cores: availableParallelism(),
    environment: process.env
  };
}

/** The runner's temporary folder lives as long as the job. Elsewhere, the XDG state folder is used. */
function stateFolder(environment: NodeJS.ProcessEnv): string {
  const runnerTemp = environment['GITHUB_ACTIONS'] === 'true' ? environment['RUNNER_TEMP'] : undefined;
  const base = runnerTemp ?? environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state');
  return join(base, 'cilium-perf-gate');
}

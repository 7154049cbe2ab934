import { matchesGlob } from 'node:path';
import { CanceledError, ClusterError } from '../../src/model/errors.ts';
import { missingProgram } from '../../src/model/programs.ts';
import { cleanProcesses } from '../../src/host/foreign.ts';
import type { Clock, Files, Host, Outputs, ProcessResult, Processes, State } from '../../src/host/ports.ts';

/** Files in memory. */
export function fakeFiles(
  content: Readonly<Record<string, string>> = {}
): Files & { content: Map<string, string | Uint8Array> } {
  const files = new Map<string, string | Uint8Array>(Object.entries(content));
  const need = (path: string): string | Uint8Array => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`ENOENT: ${path}`);
    return found;
  };
  return {
    content: files,
    exists: path => files.has(path),
    isFolder: path => [...files.keys()].some(file => file.startsWith(`${path}/`)),
    realPath: path => Promise.resolve(path),
    read: path => Promise.resolve(path).then(name => need(name).toString()),
    readBytes: path => Promise.resolve(path).then(name => Buffer.from(need(name))),
    write: (path, text) => {
      files.set(path, text);
      return Promise.resolve();
    },
    append: (path, text) => {
      files.set(path, (files.get(path)?.toString() ?? '') + text);
      return Promise.resolve();
    },
    remove: path => {
      for (const file of [...files.keys()]) if (file === path || file.startsWith(`${path}/`)) files.delete(file);
      return Promise.resolve();
    },
    find: (pattern, folder) => {
      const within = folder === undefined ? '' : `${folder}/`;
      const paths = [...files.keys()].filter(path => path.startsWith(within)).map(path => path.slice(within.length));
      return Promise.resolve(paths.filter(path => matchesGlob(path, pattern)).sort());
    },
    list: folder => {
      const paths = [...files.keys()].filter(path => path.startsWith(`${folder}/`));
      return Promise.resolve(paths.map(path => path.slice(folder.length + 1)).sort());
    }
  };
}

/** A clock that passes time only while somebody sleeps. */
export function fakeClock(stop?: AbortSignal, timeScale = 1): Clock {
  let seconds = 0;
  const start = Date.parse('2026-11-23T00:00:00.000Z');
  return {
    now: () => new Date(start + seconds * 1000),
    seconds: () => seconds,
    timeScale,
    sleep: duration => {
      if (stop?.aborted === true) return Promise.reject(new CanceledError('stopped'));
      seconds += duration;
      return Promise.resolve();
    }
  };
}

/** Outputs that are kept. */
export function fakeOutputs(): Outputs & { lines: string[]; values: Record<string, string> } {
  const lines: string[] = [];
  const values: Record<string, string> = {};
  return {
    lines,
    values,
    info: line => void lines.push(line),
    warning: line => void lines.push(`warning: ${line}`),
    error: line => void lines.push(`error: ${line}`),
    group: (title, phase) => {
      lines.push(`== ${title}`);
      return phase();
    },
    progress: () => undefined,
    setOutput: (name, value) => {
      values[name] = value;
    },
    summary: () => Promise.resolve()
  };
}

/** Commands answered by a function; all calls are kept. */
export function fakeProcesses(
  answer: (command: string, args: readonly string[]) => Partial<ProcessResult> | undefined
): Processes & { calls: string[][] } {
  const calls: string[][] = [];
  const processes = cleanProcesses({
    run: (command, args, options) => {
      calls.push([command, ...args]);
      const result = answer(command, args);
      if (result === undefined) return Promise.reject(new ClusterError(missingProgram(command)));
      const whole = { exitCode: 0, stdout: '', stderr: '', ...result };
      for (const line of `${whole.stdout}${whole.stderr}`.split('\n').filter(Boolean)) options?.onLine?.(line);
      return Promise.resolve(whole);
    }
  });
  return { calls, ...processes };
}

/** A whole machine of fakes; parts can be replaced. */
export function fakeHost(parts: Partial<Host> = {}): Host {
  const files = parts.files ?? fakeFiles();
  const states = new Map<string, string>();
  const state: State = {
    folder: '/state',
    save: (id, content) => {
      states.set(id, content);
      return Promise.resolve();
    },
    all: () => Promise.resolve([...states].map(([id, content]) => ({ id, content }))),
    forget: id => {
      states.delete(id);
      return Promise.resolve();
    }
  };
  return {
    processes: fakeProcesses(() => ({})),
    files,
    state,
    outputs: fakeOutputs(),
    clock: fakeClock(),
    idToken: undefined,
    stop: new AbortController().signal,
    hostName: 'here',
    cores: 2,
    environment: {},
    ...parts
  };
}

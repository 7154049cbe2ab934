/** Result of a finished command. */
export interface ProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs local commands, always from an argument list, never in a shell. */
export interface Processes {
  /**
   * Runs a command to its end. A non-zero exit code is a result, not an error. Rejects with a ClusterError that names
   * the command if it cannot be started, and with a CanceledError if the run is stopped, after signaling the
   * command.
   */
  run(
    command: string,
    args: readonly string[],
    options?: {
      readonly environment?: Readonly<Record<string, string>>;
      /** Called with each complete line of stderr and stdout. */
      readonly onLine?: (line: string) => void;
    }
  ): Promise<ProcessResult>;
}

/** Local files. Paths are absolute or relative to the working directory. */
export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** The absolute path behind all links. */
  realPath(path: string): Promise<string>;
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Writes a file atomically, through a temporary name, and creates its folders. */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /** Appends, and returns once the operating system has the data. */
  append(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /**
   * The files that match a glob (Node's `fs.glob`) below a folder, sorted, as paths relative to it. Wildcards match no
   * hidden names.
   */
  find(pattern: string, folder?: string): Promise<readonly string[]>;
  /** The regular files below a folder, sorted, as paths relative to it. Links are neither listed nor followed. */
  list(folder: string): Promise<readonly string[]>;
}

/** Stores what the post step or `restore` needs for undoing, outside of the uploaded folder. */
export interface State {
  /** Folder for a run's files that contain secrets (kubeconfig, values). */
  readonly folder: string;
  save(id: string, content: string): Promise<void>;
  all(): Promise<readonly { readonly id: string; readonly content: string }[]>;
  forget(id: string): Promise<void>;
}

/** How far something is. */
export interface Progress {
  readonly title: string;
  readonly elapsedSeconds: number;
  /** As expected. */
  readonly leftSeconds: number;
}

/** Log, annotations and step outputs. */
export interface Outputs {
  readonly info: (line: string) => void;
  readonly warning: (line: string) => void;
  readonly error: (line: string) => void;
  /** Runs a phase in a group of the log. */
  group<T>(title: string, phase: () => Promise<T>): Promise<T>;
  /** Shows what is being measured and how far that is, until the next call; nothing with `undefined` and in a log. */
  progress(state: Progress | undefined): void;
  setOutput(name: string, value: string): void;
  /** Adds Markdown to the job summary. No effect on the command line. */
  summary(markdown: string): Promise<void>;
}

export interface Clock {
  now(): Date;
  /** Monotonic seconds since an arbitrary start. */
  seconds(): number;
  /** Factor for time limits; `startLimit` applies it. */
  readonly timeScale: number;
  /** Rejects with a CanceledError if the run is stopped meanwhile. */
  sleep(seconds: number): Promise<void>;
}

/** Everything that the program uses of the local machine. */
export interface Host {
  readonly processes: Processes;
  readonly files: Files;
  readonly state: State;
  readonly outputs: Outputs;
  readonly clock: Clock;
  /** Returns a token of this workflow's job for an audience; `undefined` if the job cannot get one. */
  readonly idToken: ((audience: string) => Promise<string>) | undefined;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** Host name of this machine. */
  readonly hostName: string;
  /** Processors that this process can use. */
  readonly cores: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

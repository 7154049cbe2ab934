/** What a finished command left behind. */
export interface ProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts commands on this machine: always an argument list, never a shell. */
export interface Processes {
  /**
   * Runs a command to its end; a non-zero exit code is a result, not an error.
   * Rejects with a ClusterError that names the command when it cannot be started, and with a CancelledError when the
   * run is stopped, after the command itself was told to end.
   */
  run(
    command: string,
    args: readonly string[],
    options?: {
      readonly environment?: Readonly<Record<string, string>>;
      /** Called with each whole line of stderr and stdout as it comes. */
      readonly onLine?: (line: string) => void;
    }
  ): Promise<ProcessResult>;
}

/** Files of the machine that runs the program. Paths are absolute or relative to the working directory. */
export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Writes whole files through a temporary name, folders included, so that a killed run leaves no half file. */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /** Appends and returns once the bytes are with the operating system. */
  append(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  list(folder: string): Promise<readonly string[]>;
}

/** Keeps, outside the uploaded folder, what the post step or `restore` needs to put things back. */
export interface State {
  /** Folder for a run's own files that hold secrets (kubeconfig, values). */
  readonly folder: string;
  save(id: string, content: string): Promise<void>;
  all(): Promise<readonly { readonly id: string; readonly content: string }[]>;
  forget(id: string): Promise<void>;
}

/** Where people and workflows read what happens. */
export interface Outputs {
  readonly info: (line: string) => void;
  readonly warning: (line: string) => void;
  readonly error: (line: string) => void;
  /** Runs a phase in a fold of the log. */
  group<T>(title: string, phase: () => Promise<T>): Promise<T>;
  setOutput(name: string, value: string): void;
  /** Adds Markdown to the job's summary; on the command line there is none. */
  summary(markdown: string): Promise<void>;
}

/** Time. */
export interface Clock {
  now(): Date;
  /** Monotonic seconds since an arbitrary start. */
  seconds(): number;
  /** How many times as long as on a normal cluster everything may take; limits are started by `startLimit`. */
  readonly timeScale: number;
  /** Rejects with a CancelledError when the run is stopped meanwhile. */
  sleep(seconds: number): Promise<void>;
}

/** Everything of the machine that the program uses. */
export interface Host {
  readonly processes: Processes;
  readonly files: Files;
  readonly state: State;
  readonly outputs: Outputs;
  readonly clock: Clock;
  /** Gives a token of this workflow's job for an audience; `undefined` where there is none to be had. */
  readonly idToken: ((audience: string) => Promise<string>) | undefined;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** Name of this machine in its network. */
  readonly hostName: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

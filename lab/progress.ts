export type Log = (line: string) => void;

/** A phase's name and its duration on two idle cores. */
export interface Phase {
  name: string;
  seconds: number;
}

interface Numbered {
  phase: Phase;
  number: number;
}

/** 95 -> "1m35s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
}

/**
 * Logs the running phase, its elapsed time and how many phases are done. Shows no remaining time, because compilers
 * do not report progress and the usual durations are wrong on a busy machine.
 */
export class Progress {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #began: number;
  readonly #phases: readonly Numbered[];
  #done = 0;

  constructor(log: Log, phases: readonly Phase[], now: () => number = Date.now) {
    this.#log = log;
    this.#now = now;
    this.#began = now();
    this.#phases = phases.map((phase, index) => ({ phase, number: index + 1 }));
  }

  /** Runs a phase listed in the constructor. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#phases.find(({ phase }) => phase.name === name);
    if (entry === undefined) throw new Error(`unknown phase ${name}`);
    const began = this.#now();
    const label = `[${entry.number}/${this.#phases.length}] ${name}`;
    this.#log(`${label} ... (${formatSeconds(entry.phase.seconds)} on two idle cores)`);
    const alive = setInterval(() => {
      this.#log(`${label} still running after ${this.#since(began)}`);
    }, 60_000);
    try {
      const result = await work();
      this.#done += 1;
      const done = `${this.#done} of ${this.#phases.length} done`;
      this.#log(`${label}: done in ${this.#since(began)} (${done}, ${this.#since(this.#began)} elapsed)`);
      return result;
    } finally {
      clearInterval(alive);
    }
  }

  #since(moment: number): string {
    return formatSeconds((this.#now() - moment) / 1000);
  }
}

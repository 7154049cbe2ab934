export type Log = (line: string) => void;

/** A phase's name, and how long it takes on two idle cores. */
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
 * Says which phase runs, how long it has taken and how many are done. How much time is left is not said: a compiler does
 * not tell how far it is, and on a busy machine the usual times are wrong.
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

  /** Runs a phase that was announced to the constructor. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#phases.find(({ phase }) => phase.name === name);
    if (entry === undefined) throw new Error(`no phase is called ${name}`);
    const began = this.#now();
    const label = `[${entry.number}/${this.#phases.length}] ${name}`;
    this.#log(`${label} ... (${formatSeconds(entry.phase.seconds)} on two idle cores)`);
    const alive = setInterval(() => {
      this.#log(`${label} still runs, ${this.#since(began)} so far`);
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
